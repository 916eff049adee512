"""The nightly run, the frozen market row, and the check of every stored digit."""

import datetime as dt
import time

import pytest

from resonanz.kernel import db
from resonanz.scoring import jobs, queries, service
from resonanz.scoring.domain.formula import score_all

from .conftest import NOW, TODAY, MakeAgencies, Reviews
from .test_ratings import rated

pytestmark = pytest.mark.usefixtures("database")


async def loaded(reviews: Reviews, agency_ids: list[int], each: int) -> list[service.NewRating]:
    new = [reviews.new(agency_id) for agency_id in agency_ids for _ in range(each)]
    await service.bulk_load(new, TODAY, NOW)
    return new


async def revisions() -> dict[int, int]:
    return {row["id"]: row["revision"] for row in await db.rows("SELECT id, revision FROM agency")}


async def test_bulk_loading_is_the_formula_over_everything(
    reviews: Reviews, make_agencies: MakeAgencies
) -> None:
    agency_ids = await make_agencies(35)
    new = await loaded(reviews, agency_ids, 6)
    run = score_all([rated(rating) for rating in new], TODAY)
    assert run.market.overall.s2 != 0.85
    method = await service.methodology()
    assert method.market == run.market
    assert (method.as_of, method.frozen_on, method.computed_at) == (TODAY, TODAY, NOW)
    assert (method.reviews, method.agencies) == (210, 35)
    assert await service.market_means() == {key: own.mu for key, own in run.market.criteria.items()}
    rows = await db.rows("SELECT agency_id, score, low, high, ranked FROM agency_score")
    assert {row["agency_id"]: (row["score"], row["low"], row["high"]) for row in rows} == {
        agency_id: (own.overall.score, own.overall.low, own.overall.high)
        for agency_id, own in run.agencies.items()
    }
    assert (await service.recompute()).differing == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE agency_score SET score = score + 0.000000000000001",
        "UPDATE agency_score SET statistics = '{{}}'",
        "UPDATE rated_review SET weight = weight / 2",
        "UPDATE rated_review SET value = NULL",
        "DELETE FROM agency_score",
    ],
)
async def test_recompute_finds_and_mends_what_differs(
    reviews: Reviews, make_agencies: MakeAgencies, change: str
) -> None:
    agency_ids = await make_agencies(3)
    await loaded(reviews, agency_ids, 4)
    before = await db.rows("SELECT * FROM agency_score ORDER BY agency_id")
    told: list[tuple[int, int]] = []
    await db.execute(f"{change} WHERE agency_id = {{}}", agency_ids[1])
    assert await service.recompute(lambda done, of: told.append((done, of))) == (
        service.RecomputeReport(3, 1)
    )
    assert told == [(3, 3)]
    assert await db.rows("SELECT * FROM agency_score ORDER BY agency_id") == before
    assert await service.recompute() == service.RecomputeReport(3, 0)


async def test_night_moves_the_day_and_keeps_the_market_for_the_month(
    reviews: Reviews, make_agencies: MakeAgencies
) -> None:
    agency_ids = await make_agencies(2)
    await loaded(reviews, agency_ids, 5)
    frozen = (await service.methodology()).market

    before = await revisions()
    await jobs.nightly(NOW + dt.timedelta(days=1))
    method = await service.methodology()
    assert (method.as_of, method.frozen_on) == (TODAY + dt.timedelta(days=1), TODAY)
    after = await revisions()
    assert all(after[agency_id] > before[agency_id] for agency_id in agency_ids)

    await jobs.nightly(NOW + dt.timedelta(days=1))
    assert await revisions() == after
    await jobs.nightly(NOW)
    assert (await service.methodology()).as_of == method.as_of

    await service.put(reviews.new(agency_ids[0]), NOW)
    assert (await service.methodology()).market == frozen
    await jobs.nightly(NOW + dt.timedelta(days=9))  # the first of December
    method = await service.methodology()
    assert method.frozen_on == method.as_of == dt.date(2026, 12, 1)
    assert method.reviews == 11
    assert method.market != frozen
    await jobs.nightly(NOW + dt.timedelta(days=10))
    assert (await service.methodology()).frozen_on == dt.date(2026, 12, 1)
    assert (await service.recompute()).differing == 0
    assert len(await db.rows("SELECT id FROM scoring_run")) == 2


async def test_the_day_begins_at_midnight_in_berlin(
    reviews: Reviews, make_agencies: MakeAgencies
) -> None:
    await loaded(reviews, await make_agencies(1), 3)
    await service.nightly(dt.datetime(2026, 11, 22, 22, 59, tzinfo=dt.UTC))
    assert (await service.methodology()).as_of == TODAY
    await service.nightly(dt.datetime(2026, 11, 22, 23, 0, tzinfo=dt.UTC))
    assert (await service.methodology()).as_of == TODAY + dt.timedelta(days=1)


async def test_an_interrupted_night_is_finished_by_the_next_run(
    reviews: Reviews, make_agencies: MakeAgencies
) -> None:
    agency_ids = await make_agencies(3)
    await loaded(reviews, agency_ids, 4)
    tomorrow = NOW + dt.timedelta(days=1)
    day = await queries.day()
    assert day is not None
    await queries.set_day(tomorrow.date(), day.run_id)
    await service.put(reviews.new(agency_ids[0]), tomorrow)
    assert await service.nightly(tomorrow) == service.RecomputeReport(2, 2)
    assert (await service.recompute()).differing == 0


async def test_before_the_first_review_there_are_defaults_and_nothing_is_written() -> None:
    method = await service.methodology()
    assert (method.as_of, method.market.overall.mu, method.market.overall.k) == (None, 3.5, 3.0)
    assert set(await service.market_means()) == set(method.market.criteria)
    assert await service.value_of({"feedback": 4}, []) == 4.0
    assert await service.recompute() == service.RecomputeReport(0, 0)
    assert await db.rows("SELECT id FROM scoring_run") == []


async def test_first_night_of_an_empty_site_sets_the_day() -> None:
    assert await service.nightly(NOW) == service.RecomputeReport(0, 0)
    assert (await service.methodology()).as_of == TODAY


async def test_an_explanation_adds_up(reviews: Reviews, make_agencies: MakeAgencies) -> None:
    agency_ids = await make_agencies(2)
    new = await loaded(reviews, agency_ids, 9)
    await service.withdraw(new[0].review_id, agency_ids[0], NOW)
    with db.recording() as statements:
        told = await service.explain(agency_ids[0])
    assert told is not None
    assert len(statements) == 1
    assert (len(told.reviews), told.withdrawn) == (8, 1)
    market = told.market.overall
    weight = sum(review.weight for review in told.reviews)
    total = sum(review.weight * review.value for review in told.reviews)
    assert told.estimate.weight == pytest.approx(weight)
    assert told.total == pytest.approx(total)
    assert told.estimate.score == pytest.approx(
        (market.k * market.mu + total) / (market.k + weight)
    )
    for review in told.reviews:
        assert review.weight == pytest.approx(review.allowance * review.recency)
        assert review.recency == pytest.approx(2 ** (-review.age / told.half_life))
    assert await service.explain(0) is None


async def test_a_demo_site_is_loaded_quickly(reviews: Reviews, make_agencies: MakeAgencies) -> None:
    agency_ids = await make_agencies(60)
    begin = time.perf_counter()
    await loaded(reviews, agency_ids, 50)
    print(f"3,000 reviews, {db.dialect()}: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    await service.nightly(NOW + dt.timedelta(days=1))
    print(f"a night: {time.perf_counter() - begin:.2f} s")
