"""Whatever happens to reviews, what is stored is what the formula says of those that are left."""

import asyncio
import datetime as dt
import time
from dataclasses import dataclass, field

import msgspec
import pytest

from resonanz.kernel import db
from resonanz.scoring import service
from resonanz.scoring.domain.ledger import LedgerLine
from resonanz.scoring.domain.review import RatedReview, facts_of
from resonanz.scoring.domain.score import score_agency
from resonanz.scoring.domain.statistics import AgencyStatistics

from .conftest import TODAY, MakeAgencies, Reviews

pytestmark = pytest.mark.usefixtures("database")


def rated(rating: service.NewRating, live: bool = True) -> RatedReview:
    """The review as the formula sees it, built without the code under test."""
    return RatedReview(
        rating.review_id,
        rating.agency_id,
        rating.published_on,
        rating.ratings,
        facts_of(LedgerLine.from_dict(line) for line in rating.ledger),
        rating.contact_proven,
        rating.invited,
        live,
    )


@dataclass
class World:
    """What should be stored."""

    present: dict[int, tuple[service.NewRating, bool]] = field(default_factory=dict)
    removed: dict[int, service.NewRating] = field(default_factory=dict)

    async def assert_stored(self, agency_ids: list[int]) -> None:
        run = await service.methodology()
        assert run.as_of is not None
        for agency_id in agency_ids:
            own = [
                rated(rating, live)
                for rating, live in self.present.values()
                if rating.agency_id == agency_id
            ]
            expected = score_agency(own, run.as_of, run.market)
            stored = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", agency_id)
            rows = await db.rows(
                "SELECT review_id, live, value, weight FROM rated_review WHERE agency_id = {}",
                agency_id,
            )
            found = {
                item.weighed.review.review_id: (True, item.value, item.weighed.allowance)
                for item in expected.reviews
            }
            assert {
                row["review_id"]: (row["live"], row["value"], row["weight"]) for row in rows
            } == {
                review.review_id: found.get(review.review_id, (False, None, None)) for review in own
            }
            if not expected.reviews:
                assert stored is None
                continue
            assert stored is not None
            overall = {key: stored[key] for key in ("score", "low", "high", "weight")}
            assert overall | {"n": stored["reviews"]} == expected.overall.to_dict()
            assert msgspec.json.decode(stored["criteria"]) == {
                key: estimate.to_dict() for key, estimate in expected.criteria.items()
            }
            live = [review for review in own if review.live]
            statistics = AgencyStatistics.from_dict(msgspec.json.decode(stored["statistics"]))
            assert statistics.n == stored["reviews"] == len(live)
            assert statistics.proven == stored["proven"] == sum(r.proven for r in live)
            assert stored["invited"] == sum(r.invited for r in live)
            assert statistics.first == stored["first_on"] == min(r.published_on for r in live)
            assert statistics.last == stored["last_on"] == max(r.published_on for r in live)
            assert sum(statistics.distribution) == len(live)
            assert stored["as_of"] == run.as_of


@pytest.mark.parametrize("reviews", range(4), indirect=True)
async def test_a_history_leaves_what_the_formula_says(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    agency_ids = await make_agencies(3)
    world = World()
    choose = reviews.random
    for step in range(60):
        live = [rating for rating, is_live in world.present.values() if is_live]
        act = choose.choice(("new", "new", "edit", "withdraw", "remove", "restore", "night"))
        if act == "new" or not live:
            rating = reviews.new(choose.choice(agency_ids))
            value = await service.put(rating, now)
            world.present[rating.review_id] = (rating, True)
            row = await db.row(
                "SELECT value FROM rated_review WHERE review_id = {}", rating.review_id
            )
            assert row == {"value": value}
        elif act == "edit":
            old = choose.choice(live)
            rating = reviews.again(old.review_id, old.agency_id, old.published_on)
            await service.put(rating, now)
            world.present[rating.review_id] = (rating, True)
        elif act == "withdraw":
            rating = choose.choice(live)
            await service.withdraw(rating.review_id, rating.agency_id, now)
            world.present[rating.review_id] = (rating, False)
        elif act == "remove":
            rating = choose.choice(live)
            await service.remove(rating.review_id, rating.agency_id, now)
            del world.present[rating.review_id]
            world.removed[rating.review_id] = rating
        elif act == "restore" and world.removed:
            _, rating = world.removed.popitem()
            await service.put(rating, now)
            world.present[rating.review_id] = (rating, True)
        else:
            now += dt.timedelta(days=choose.randint(0, 20))
            await service.nightly(now)
        if step % 6 == 5:
            await world.assert_stored(agency_ids)
    await world.assert_stored(agency_ids)
    assert (await service.recompute()).differing == 0


async def test_a_withdrawn_review_takes_room_and_a_removed_one_does_not(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    flood = [reviews.new(agency_id, TODAY, proven=False) for _ in range(6)]
    for rating in flood:
        await service.put(rating, now)

    async def weights() -> set[float]:
        rows = await db.rows("SELECT weight FROM rated_review WHERE live")
        return {round(row["weight"], 9) for row in rows}

    assert await weights() == {round(1 / 3, 9)}
    await service.withdraw(flood[0].review_id, agency_id, now)
    assert await weights() == {round(1 / 3, 9)}
    await service.remove(flood[1].review_id, agency_id, now)
    assert await weights() == {0.4}
    await service.put(flood[1], now)
    assert await weights() == {round(1 / 3, 9)}


async def test_nothing_is_left_of_an_agency_without_live_reviews(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    rating = reviews.new(agency_id)
    await service.put(rating, now)
    await service.withdraw(rating.review_id, agency_id, now)
    assert await db.rows("SELECT agency_id FROM agency_score") == []
    assert await service.explain(agency_id) is None
    await service.remove(rating.review_id, agency_id, now)
    assert await db.rows("SELECT review_id FROM rated_review") == []
    await service.withdraw(rating.review_id, agency_id, now)
    assert await service.recompute() == service.RecomputeReport(0, 0)


async def test_the_score_is_rolled_back_with_the_publication(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    await service.put(reviews.new(agency_id), now)
    before = await db.row("SELECT * FROM agency_score")

    async def fail_after_putting() -> None:
        async with db.transaction():
            await service.put(reviews.new(agency_id), now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_after_putting()
    assert await db.row("SELECT * FROM agency_score") == before
    assert (await service.recompute()).differing == 0


async def test_reviews_at_once_all_count(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    agency_ids = await make_agencies(2)
    new = [reviews.new(agency_id) for agency_id in agency_ids * 6]
    await asyncio.gather(*(service.put(rating, now) for rating in new), service.nightly(now))
    world = World({rating.review_id: (rating, True) for rating in new})
    await world.assert_stored(agency_ids)
    assert len(await db.rows("SELECT id FROM scoring_run")) == 1


async def test_a_publication_costs_four_statements(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    for _ in range(8):
        await service.put(reviews.new(agency_id, TODAY, proven=False), now)
    with db.recording() as statements:
        await service.put(reviews.new(agency_id, TODAY, proven=False), now)
    assert len(statements) <= 4
    with db.recording() as statements:
        await service.withdraw(reviews.last, agency_id, now)
    assert len(statements) <= 4


async def test_a_ledger_line_that_is_none_is_refused(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    good = reviews.new(agency_id)
    bad = service.NewRating(
        2, agency_id, TODAY, good.ratings, [{"stage": "lunch", "answer": "nothing"}], False, False
    )
    with pytest.raises(msgspec.ValidationError):
        await service.put(bad, now)
    assert await db.rows("SELECT review_id FROM rated_review") == []


async def test_preview_shows_the_value_that_is_published(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    many = [reviews.new(agency_id) for _ in range(20)]
    await service.bulk_load(many, TODAY, now)
    assert (await service.methodology()).market.offset != 0.0
    rating = reviews.new(agency_id)
    lines = [LedgerLine.from_dict(line) for line in rating.ledger]
    with db.recording() as statements:
        preview = await service.value_of(rating.ratings, lines)
    assert len(statements) == 1
    assert preview == await service.put(rating, now)


async def test_cost_of_an_agency_with_a_thousand_reviews(
    reviews: Reviews, make_agencies: MakeAgencies, now: dt.datetime
) -> None:
    (agency_id,) = await make_agencies(1)
    await service.bulk_load([reviews.new(agency_id) for _ in range(1000)], TODAY, now)
    begin = time.perf_counter()
    await service.put(reviews.new(agency_id), now)
    print(f"put with 1,000 reviews, {db.dialect()}: {time.perf_counter() - begin:.3f} s")
    assert (await service.recompute()).differing == 0
