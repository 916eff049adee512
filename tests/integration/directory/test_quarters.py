"""The ranking of a quarter is frozen once, by the formula, however late the job comes."""

import datetime as dt
from random import Random

import pytest
from support import seeding

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.service import profiles
from resonanz.directory import service
from resonanz.directory.domain import Slice
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings, use
from resonanz.scoring import service as scoring

BERLIN_NEW_YEAR = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
AUTUMN = dt.date(2026, 10, 1)
DE = Slice("DE")


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    use(settings)


def moment(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


async def world(until: dt.datetime) -> list[int]:
    """Six agencies with reviews of two years up to a moment, one of them with too few."""
    random = Random(5)
    made = await seeding.add_agencies(*(f"Agentur {number}" for number in range(6)))
    ids = [agency_id for agency_id, _ in made.values()]
    with clock.at(until):
        await seeding.add_reviews(
            seeding.ready(
                agency_id,
                number,
                until - dt.timedelta(days=random.randint(0, 500)),
                stars=[random.randint(1, 5)] * 8,
            )
            for agency_id in ids
            for number in range(2 if agency_id == ids[0] else 12)
        )
    return ids


async def rows() -> list[dict[str, object]]:
    return await db.rows("SELECT * FROM ranking_snapshot ORDER BY quarter, standing")


async def test_the_last_day_s_ranks_are_frozen_after_the_first_night() -> None:
    await world(moment(2026, 12, 31))
    stored = await db.rows(
        "SELECT agency_id, score, low, high, weight, reviews FROM agency_score "
        "WHERE ranked ORDER BY score DESC"
    )
    assert await service.freeze_due(moment(2026, 12, 31)) == 1, "the summer, which is over"
    assert await service.freeze_due(BERLIN_NEW_YEAR) == 0, "the night's run is still to come"
    await scoring.nightly(BERLIN_NEW_YEAR)
    assert await service.freeze_due(BERLIN_NEW_YEAR) == 1
    frozen = [row for row in await rows() if row["quarter"] == AUTUMN]
    assert [{key: row[key] for key in stored[0]} for row in frozen] == stored
    assert await service.freeze_due(moment(2027, 3, 30)) == 0


async def test_missed_nights_and_quarters_are_caught_up_with_the_same_ranks() -> None:
    ids = await world(moment(2026, 12, 31))
    await scoring.nightly(moment(2027, 1, 1))
    in_time = await scoring.standings(dt.date(2026, 12, 31))
    assert await service.freeze_due(moment(2027, 1, 1)) == 1
    with clock.at(moment(2027, 2, 1)):
        await scoring.nightly(moment(2027, 2, 1))
        await seeding.add_reviews(seeding.ready(ids[1], 90 + n, clock.now()) for n in range(4))
    late = await scoring.standings(dt.date(2026, 12, 31))
    assert late == in_time, "what came later changes no past day"
    await scoring.nightly(moment(2027, 8, 9))
    assert await service.freeze_due(moment(2027, 8, 9)) == 2
    found = {row["quarter"] for row in await rows()}
    assert found == {AUTUMN, dt.date(2027, 1, 1), dt.date(2027, 4, 1)}
    assert await service.freeze(AUTUMN, moment(2027, 8, 9)) is False


async def test_later_changes_move_nothing_and_who_is_gone_is_not_shown() -> None:
    ids = await world(moment(2026, 12, 31))
    now = moment(2027, 1, 1)
    await scoring.nightly(now)
    await service.freeze_due(now)
    before = await rows()
    page = await service.ranking(DE, AUTUMN, 1)
    assert page is not None
    first, second = (one.agency_id for one in page.entries[:2])
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", now, second)
    await profiles.edit(second, {ProfileField.JOB_FIELDS: "science"}, 0, None, "olu", now)
    await agencies.take_down(first, now)
    assert await rows() == before
    after = await service.ranking(DE, AUTUMN, 1)
    assert after is not None
    assert (after.gone, after.total) == (1, page.total)
    assert after.entries == page.entries[1:], "the others keep their ranks"
    assert first not in after.agencies
    today = await service.ranking(DE, None, 1)
    assert today is not None
    assert first not in {one.agency_id for one in today.entries}
    assert today.history[second] == (2,)
    science = await service.ranking(Slice("DE", field="science"), None, 1)
    assert science is not None
    assert science.history[second] == (None,), "it was not in this slice then"
    assert ids[0] in {one.agency_id for one in today.missed}


async def test_a_site_without_ranks_freezes_an_empty_quarter_once() -> None:
    assert await service.freeze_due(moment(2027, 1, 1)) == 0, "there is no day at all"
    await scoring.nightly(moment(2027, 1, 1))
    assert await service.freeze_due(moment(2027, 1, 1)) == 1
    assert await service.freeze_due(moment(2027, 1, 1)) == 0
    page = await service.ranking(DE, None, 1)
    assert page is not None
    assert (page.quarters, page.total, page.few) == ((), 0, True)
    assert await service.ranking(DE, AUTUMN, 1) is None
