"""Likely duplicates over the whole directory."""

import datetime as dt

import factories
import pytest
from cast import MILO, MIRA, Person

from resonanz.accounts.queries import accounts
from resonanz.agencies.queries import duplicates as stored
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.service import Moderator, duplicates, interests
from resonanz.moderation.service.reach import reach_of

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database", "settings")


async def moderator(person: Person) -> Moderator:
    found = await accounts.by_id(await factories.account(person))
    assert found is not None
    return Moderator(found.id, found.public_id)


async def listed(name: str, website: str | None = None, country: str = "DE") -> AgencyRef:
    """Listed under a name of its own, then called what it is: twice the same is not proposed."""
    made = await factories.agency(f"Vorläufig {name} {website} {country}", country)
    await db.execute(
        "UPDATE agency SET name = {}, name_key = {}, website = {} WHERE id = {}",
        *(name, name.lower(), website, made.id),
    )
    return made


async def found(who: Moderator) -> list[tuple[int, int]]:
    pairs, _ = await duplicates.likely_pairs(await reach_of(who))
    return [(one.pair.newer.id, one.pair.older.id) for one in pairs]


async def test_the_same_name_in_a_country_or_the_same_website_is_a_pair() -> None:
    mira = await moderator(MIRA)
    first = await listed("muller personal")
    spelled = await listed("mueller personal")
    abroad = await listed("muller personal", country="AT")
    one = await listed("eins", "gleich.example")
    other = await listed("zwei", "gleich.example", country="ES")
    await listed("drei", "anders.example")
    assert await found(mira) == [(other.id, one.id), (spelled.id, first.id)]
    assert abroad


async def test_a_pair_is_called_distinct_and_that_is_taken_back() -> None:
    mira, milo = await moderator(MIRA), await moderator(MILO)
    one, other = await listed("muller"), await listed("muller", "muller.example")
    await duplicates.say_distinct(other.slug, one.slug, mira, NOW)
    await duplicates.say_distinct(one.slug, other.slug, milo, NOW + dt.timedelta(hours=1))
    assert await found(milo) == []
    (said,) = await duplicates.distinct(await reach_of(milo), milo)
    assert (said.by.email, said.said_at) == (MIRA.email, NOW)
    assert (said.one.id, said.other.id) == (one.id, other.id)
    await duplicates.take_back(one.slug, other.slug, milo, NOW)
    assert await found(mira) == [(other.id, one.id)]
    with pytest.raises(NotFoundError):
        await duplicates.take_back(one.slug, other.slug, milo, NOW)
    with pytest.raises(NotFoundError):
        await duplicates.say_distinct(one.slug, one.slug, milo, NOW)


async def test_who_is_connected_with_one_side_stays_away() -> None:
    mira = await moderator(MIRA)
    one, other = await listed("muller"), await listed("muller", "muller.example")
    await interests.declare(mira.account_id, "mira", one.slug, InterestKind.EMPLOYER, None, NOW)
    assert await found(mira) == []
    with pytest.raises(ForbiddenError):
        await duplicates.say_distinct(one.slug, other.slug, mira, NOW)


async def test_pages_go_on_where_the_last_one_ended() -> None:
    mira = await moderator(MIRA)
    for number in range(8):
        await listed("muller", f"m{number}.example")
    reach = await reach_of(mira)
    first, following = await duplicates.likely_pairs(reach)
    second, end = await duplicates.likely_pairs(reach, following)
    ids = [(one.pair.newer.id, one.pair.older.id) for one in (*first, *second)]
    assert (len(first), len(second), end) == (20, 8, None)
    assert ids == sorted(set(ids), reverse=True)


async def test_the_search_for_pairs_uses_the_indexes() -> None:
    """On a large directory it reads each entry once, not all pairs."""
    await listed("muller")
    asked: list[str] = []
    rows = db.rows

    async def noted(sql: str, *values: object) -> list[db.Row]:
        asked.append(sql)
        return await rows(sql, *values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored.db, "rows", noted)
        await stored.pairs(None, (), 21)
    assert len(asked) == 1
    if db.dialect() == "sqlite":  # PostgreSQL reads so few rows without an index
        plan = " ".join(row["detail"] for row in await rows("EXPLAIN QUERY PLAN " + asked[0], 21))
        assert "agency_alike" in plan
        assert "agency_website" in plan
