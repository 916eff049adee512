"""SCORING steps 1 to 3 and 5: values, weights with their reasons, intervals."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.formula import score_all
from resonanz.scoring.domain.market import Market, SubjectMarket
from resonanz.scoring.domain.review import VERSION_1, Fact, RatedReview
from resonanz.scoring.domain.score import (
    Estimate,
    ReviewValue,
    is_published,
    is_ranked,
    missing_reviews,
    score_agency,
)
from resonanz.scoring.domain.value import review_values, speed
from resonanz.scoring.domain.weights import Weighed, WeightReason, weigh

AS_OF = date(2026, 10, 31)
MARKET = Market(
    SubjectMarket(3.5, 0.85, 0.85 / 3, 3.0, 0),
    {criterion: SubjectMarket(3.0, 0.85, 0.85 / 3, 3.0, 0) for criterion in VERSION_1.weights},
    0.1,
)


def a_review(day: date = AS_OF, number: int = 0, **changes: object) -> RatedReview:
    review = RatedReview(number, "nordlicht", day, {"feedback": 4.0, "respect": 5.0})
    return replace(review, **changes)  # type: ignore[arg-type]


def several(n: int, day: date, **changes: object) -> list[RatedReview]:
    return [a_review(day, number, **changes) for number in range(n)]


def allowances(reviews: list[RatedReview], as_of: date = AS_OF) -> list[float]:
    return [weighed.allowance for weighed in weigh(reviews, as_of)]


def example() -> Iterable[RatedReview]:
    path = Path(__file__).parent / "data" / "example.events.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(map(json.loads, lines[1:])):
        yield RatedReview(
            number,
            row["agency"],
            date.fromisoformat(row["date"]),
            row["ratings"],
            tuple(Fact(f["stage"], f["days"], f["concrete"]) for f in row["facts"]),
            row["verified"],
            row["invited"],
        )


def test_worked_example_shows_each_value_and_weight() -> None:
    run = score_all(example(), AS_OF)
    assert run.market.offset == pytest.approx(0.1125, abs=1e-12)
    assert (run.market.overall.mu, run.market.overall.s2, run.market.overall.k) == (3.5, 0.85, 3)
    nordlicht, spree = run.agencies["nordlicht"], run.agencies["spree"]
    assert [round(x.value, 4) for x in nordlicht.reviews] == [4.7615, 2.6823, 3.8333]
    assert [round(x.weighed.weight, 4) for x in nordlicht.reviews] == [0.8591, 0.5898, 0.2519]
    assert [x.weighed.reason for x in nordlicht.reviews] == [
        WeightReason.PROVEN,
        WeightReason.WITHIN_ALLOWANCE,
        WeightReason.WITHIN_ALLOWANCE,
    ]
    assert round(nordlicht.overall.score, 6) == 3.645790
    weights = [x.weighed.weight for x in spree.reviews]
    assert (round(max(weights), 3), round(min(weights), 3)) == (0.251, 0.247)
    for x in spree.reviews:
        assert x.value == 5.0
        assert x.weighed.reason is WeightReason.BEYOND_ALLOWANCE
        assert (x.weighed.quarter.year, x.weighed.quarter.quarter) == (2026, 3)
        assert (x.weighed.quarter.unproven, x.weighed.quarter.room) == (6, 2.0)
        assert x.weighed.allowance == pytest.approx(1 / 3)
    assert round(spree.overall.score, 6) == 3.998868


@pytest.mark.parametrize(
    ("days", "points"),
    [(0, 5), (3, 5), (4, 4.5), (7, 4.5), (8, 3.5), (14, 3.5), (15, 2.5), (30, 2.5), (31, 2)],
)
def test_speed_falls_by_class(days: int, points: float) -> None:
    assert speed(days) == points


def test_feedback_is_half_stars_half_facts() -> None:
    facts = (Fact("application", 5), Fact("offer", 20, 0), Fact("assignment", None))
    expected = (4 + (4.5 + (0.6 * 2.5 + 0.4) + 1) / 3 + 0.1) / 2
    overall, criteria = review_values(a_review(facts=facts), 0.1, VERSION_1)
    assert criteria == {"feedback": pytest.approx(expected), "respect": 5.0}
    assert overall == pytest.approx((0.3 * expected + 0.1 * 5) / 0.4)


def test_values_are_cut_to_the_scale() -> None:
    best = a_review(ratings={"feedback": 5.0}, facts=(Fact("offer", 1),))
    worst = a_review(ratings={"feedback": 1.0}, facts=(Fact("offer", None),))
    assert review_values(best, 0.5, VERSION_1) == (5.0, {"feedback": 5.0})
    assert review_values(worst, -0.5, VERSION_1) == (1.0, {"feedback": 1.0})


def test_feedback_beyond_the_scale_is_cut_only_after_the_mean() -> None:
    review = a_review(ratings={"feedback": 5.0, "fit": 1.0}, facts=(Fact("offer", 1),))
    overall, _ = review_values(review, 0.4, VERSION_1)
    assert overall == pytest.approx((0.3 * 5.2 + 0.1) / 0.4)


def test_room_grows_with_proven_reviews_and_the_usual_quarter() -> None:
    flood = several(8, date(2026, 10, 5))
    assert allowances(flood) == [2 / 8 * (6 / 8) ** 4] * 8
    proven = several(4, date(2026, 12, 5), proven=True)
    assert allowances(flood + proven, date(2026, 12, 31))[:8] == [4 / 8] * 8
    # Other quarters 0, 4, 6, 0 (the agency began in October 2025): the median is 2.
    usual = several(4, date(2026, 2, 1)) + several(6, date(2026, 5, 1))
    began = [a_review(date(2025, 12, 31), proven=True)]
    assert allowances(flood + usual + began)[:8] == [4 / 8] * 8


@pytest.mark.parametrize(
    ("others", "usual"),
    [
        ({}, 0),
        ({(2026, 7): 9}, 0),
        ({(2026, 7): 9, (2026, 4): 5}, 2.5),
        ({(2026, 7): 9, (2026, 4): 5, (2026, 1): 3}, 4),
        ({(2026, 7): 9, (2026, 1): 3, (2025, 10): 1}, 2),
        ({(2026, 7): 9, (2026, 4): 5, (2026, 1): 3, (2025, 10): 1, (2025, 7): 7}, 5),
        ({(2026, 7): 9, (2025, 7): 7}, 0),
    ],
)
def test_usual_is_the_median_of_the_other_quarters(
    others: dict[tuple[int, int], int], usual: float
) -> None:
    reviews = [a_review()]
    for (year, month), n in others.items():
        reviews += several(n, date(year, month, 15))
    [mine] = [w for w in weigh(reviews, AS_OF) if w.review.published_on == AS_OF]
    assert mine.quarter.usual == usual


def test_a_quarter_is_not_its_own_usual() -> None:
    steady = [r for month in (1, 4, 7, 10) for r in several(3, date(2026, month, 15))]
    by_quarter = {w.quarter.quarter: w.quarter for w in weigh(steady, AS_OF)}
    # The other three and one zero: 0, 3, 3, 3.
    assert {quarter.usual for quarter in by_quarter.values()} == {3.0}
    uneven = steady + several(9, date(2026, 7, 20))
    by_quarter = {w.quarter.quarter: w.quarter for w in weigh(uneven, AS_OF)}
    assert by_quarter[3].unproven == 12
    assert by_quarter[3].usual == 3.0


def test_quarters_up_to_the_as_of_day_dilute_the_usual() -> None:
    reviews = several(6, date(2025, 1, 15)) + several(6, date(2025, 4, 15))
    [first, *_] = weigh(reviews, date(2025, 6, 30))
    assert first.quarter.usual == 0.0  # 6, 0, 0, 0
    [first, *_] = weigh(several(6, date(2024, 12, 1)) + reviews, date(2025, 6, 30))
    assert first.quarter.usual == 3.0  # 6, 6, 0, 0
    [first, *_] = weigh(several(6, date(2024, 12, 1)) + reviews, date(2026, 6, 30))
    assert first.quarter.usual == 0.0  # 6, 6, 0, 0, 0, 0


def test_a_review_published_after_the_as_of_day_has_age_0_and_leaves_the_median_alone() -> None:
    later = several(5, AS_OF + timedelta(days=2))
    for weighed in weigh(later, AS_OF):
        assert weighed.age == 0
        assert weighed.weight == weighed.allowance == 2 / 5 * 1
        assert weighed.quarter.usual == 0.0
    before = [*later, *several(4, date(2026, 7, 1)), *several(4, date(2026, 4, 1))]
    mine = weigh(before, date(2026, 9, 30))[0]
    assert mine.quarter.usual == 2.0  # 4, 4, 0, 0: the fourth quarter has not begun


def test_proven_counts_in_full_unless_invited() -> None:
    day = date(2026, 10, 5)
    proven = several(50, day, proven=True)
    assert allowances(proven) == [1.0] * 50
    invited = several(50, day, proven=True, invited=True)
    assert allowances(invited) == allowances(several(50, day))
    assert max(allowances(invited)) < 0.01


@given(st.integers(0, 60), st.integers(0, 6))
def test_a_flood_beyond_the_room_weighs_less_and_less(unproven: int, proven: int) -> None:
    def quarter(n: int) -> list[Weighed]:
        reviews = several(n, AS_OF) + several(proven, AS_OF, proven=True)
        return [w for w in weigh(reviews, AS_OF) if not w.review.proven]

    now, then = quarter(unproven), quarter(unproven + 1)
    room = 2 + proven / 2
    assert sum(w.allowance for w in now) <= room + 1e-9
    if unproven:
        assert then[0].allowance <= now[0].allowance
    if unproven > room:
        assert then[0].allowance < now[0].allowance < 1
    if unproven > room + 4:
        assert sum(w.allowance for w in then) < sum(w.allowance for w in now)


def test_a_withdrawn_review_gives_no_value_but_still_takes_room() -> None:
    reviews = several(6, AS_OF)
    withdrawn = [*reviews[:4], *(replace(review, live=False) for review in reviews[4:])]
    assert allowances(withdrawn) == allowances(reviews)[:4]
    score = score_agency(withdrawn, AS_OF, MARKET)
    assert (score.overall.n, len(score.reviews)) == (4, 4)
    assert score.reviews[0].weighed.quarter.unproven == 6


def test_a_withdrawn_first_review_keeps_the_quarters_and_gives_no_room() -> None:
    day = date(2025, 10, 1)
    first = a_review(day, proven=True, live=False)
    reviews = several(8, AS_OF) + several(9, date(2026, 1, 1)) + several(9, date(2026, 4, 1))
    assert weigh(reviews, AS_OF)[0].quarter.usual == 4.5  # 9, 9, 0 and a zero
    assert weigh([*reviews, first], AS_OF)[0].quarter.usual == 4.5  # 9, 9, 0, 0
    older = replace(first, published_on=date(2025, 7, 1))
    assert weigh([*reviews, older], AS_OF)[0].quarter.usual == 0.0  # 9, 9, 0, 0, 0
    same = replace(first, published_on=AS_OF)
    assert weigh([*reviews, same], AS_OF)[0].quarter.proven == 0


def test_recency_halves_faster_the_more_recent_reviews_there_are() -> None:
    def one(n: int, age: int) -> Weighed:
        fresh = several(n, AS_OF, proven=True)
        return weigh([a_review(AS_OF - timedelta(days=age)), *fresh], AS_OF)[0]

    assert one(0, 364).half_life == 365 / 2**0.5
    assert one(0, 365).half_life == 365
    assert one(0, 365).weight == 0.5
    assert one(7, 364).half_life == pytest.approx(365 / 3)
    assert one(200, 60).half_life == 60
    assert one(200, 60).weight == 0.5


def test_interval_narrows_to_the_floor_and_stays_on_the_scale() -> None:
    none = score_agency([], AS_OF, MARKET).overall
    margin = 0.9 * 1.6449 * (0.85 / 3 + 0.15**2) ** 0.5
    assert (none.score, none.n, none.weight) == (3.5, 0, 0.0)
    assert [none.low, none.high] == pytest.approx([3.5 - margin, 3.5 + margin])
    many = several(2000, AS_OF, proven=True, ratings={"feedback": 5.0})
    score = score_agency(many, AS_OF, MARKET)
    assert score.overall.high == 5.0
    assert score.overall.score - score.overall.low == pytest.approx(0.2236, abs=0.001)


def test_a_criterion_has_its_own_mean_and_the_reviews_that_answered_it() -> None:
    reviews = [a_review(ratings={"feedback": 4.0, "fit": 2.0}, proven=True), a_review(proven=True)]
    score = score_agency(reviews, AS_OF, MARKET)
    assert score.criteria.keys() == {"feedback", "fit", "respect"}
    assert score.criteria["fit"].n == 1
    assert score.criteria["fit"].score == (3 * 3.0 + 2.0) / 4
    assert score.criteria["feedback"].score == (3 * 3.0 + 8.0) / 5


def test_other_agencies_change_nothing_while_the_market_row_stands() -> None:
    alone = score_all(example(), AS_OF, market=MARKET)
    stranger = replace(a_review(), agency="stranger", ratings={"feedback": 1.0})
    joined = score_all([*example(), *[stranger] * 40], AS_OF, market=MARKET)
    assert {name: joined.agencies[name] for name in alone.agencies} == alone.agencies


def test_reviews_come_newest_first() -> None:
    reviews = [a_review(AS_OF - timedelta(days=age), age) for age in (3, 1, 2)]
    found: tuple[ReviewValue, ...] = score_agency(reviews, AS_OF, MARKET).reviews
    assert [x.weighed.review.review_id for x in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("weight", "n", "published", "ranked", "missing"),
    [
        (0.0, 0, False, False, 3),
        (2.0, 2, False, False, 1),
        (0.999, 9, False, False, 1),
        (1.0, 3, True, False, 0),
        (1.499, 3, True, False, 0),
        (1.5, 3, True, True, 0),
    ],
)
def test_thresholds(weight: float, n: int, published: bool, ranked: bool, missing: int) -> None:
    estimate = Estimate(4.0, 3.0, 5.0, weight, n)
    assert is_published(estimate) is published
    assert is_ranked(estimate) is ranked
    assert missing_reviews(estimate) == missing
    assert Estimate.from_dict(json.loads(json.dumps(estimate.to_dict()))) == estimate
