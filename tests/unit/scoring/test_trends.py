"""By stage and by quarter: nothing finer than what the public knows (TRUST 29)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage
from resonanz.scoring.domain.market import market_of
from resonanz.scoring.domain.review import VERSION_1, RatedReview
from resonanz.scoring.domain.score import score_agency
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.domain.trends import (
    QUARTERS,
    DatedReview,
    public_day,
    quarter_figures,
    stage_figures,
)
from resonanz.scoring.views.trends import curves_view

MARKET = market_of([], VERSION_1)
TODAY = date(2026, 11, 18)
SOON = LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.UP_TO_3)
LATE = LedgerLine(Stage.FIRST_INTERVIEW, Answer.REJECTION, DaysClass.FROM_15_TO_30)
SILENT = LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING)
days = st.dates(date(2023, 1, 1), TODAY)


def review(day: date, *lines: LedgerLine, live: bool = True, number: int = 0) -> DatedReview:
    rated = RatedReview(number, 1, day, {"feedback": 4.0}, (), live=live)
    return DatedReview(rated, lines, day)


def test_each_stage_has_its_share_and_its_median() -> None:
    found = stage_figures([SOON, SOON, LATE, SILENT, LATE])
    assert [(one.stage, one.answered, one.times.median) for one in found] == [
        (Stage.APPLICATION, Share(2, 2), DaysClass.UP_TO_3),
        (Stage.FIRST_INTERVIEW, Share(2, 3), DaysClass.FROM_15_TO_30),
    ]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (date(2026, 2, 3), date(2026, 6, 30)),
        (date(2025, 9, 3), date(2025, 12, 31)),
        (date(2026, 9, 3), TODAY),
    ],
)
def test_a_coarse_review_counts_at_the_end_of_its_half_year(published: date, shown: date) -> None:
    assert public_day(published, coarse=True, today=TODAY) == shown
    assert public_day(published, coarse=False, today=TODAY) == published


@given(st.lists(days, min_size=1, max_size=30), days)
def test_two_coarse_reviews_of_one_half_year_look_the_same(found: list[date], other: date) -> None:
    """The quarters cannot tell in which month of its half-year a coarse review appeared."""
    day = found[0]
    if (day.year, day.month > 6) != (other.year, other.month > 6):
        return
    assert public_day(day, coarse=True, today=TODAY) == public_day(other, coarse=True, today=TODAY)


@given(st.lists(st.tuples(days, st.sampled_from([SOON, LATE, SILENT]), st.booleans()), max_size=40))
def test_quarters_hold_every_live_review_of_their_time_once(
    told: list[tuple[date, LedgerLine, bool]],
) -> None:
    reviews = [
        review(day, line, live=live, number=number) for number, (day, line, live) in enumerate(told)
    ]
    found = quarter_figures(reviews, TODAY, MARKET)
    assert len(found) <= QUARTERS
    live = [day for day, _, alive in told if alive]
    if not live:
        assert found == ()
        return
    assert (found[-1].year, found[-1].quarter) == (2026, 4)
    oldest = date(found[0].year, found[0].quarter * 3 - 2, 1)
    assert sum(one.reviews for one in found) == sum(day >= oldest for day in live)
    last = score_agency([one.rated for one in reviews], TODAY, MARKET).overall
    assert found[-1].score in (last, None)


def test_the_present_quarter_has_the_score_of_the_as_of_day() -> None:
    """As it stands beside it, with the reviews that came after that day."""
    reviews = [review(TODAY - timedelta(days=100 * n), SOON, number=n) for n in range(4)]
    as_of = TODAY - timedelta(days=1)
    found = quarter_figures(reviews, TODAY, MARKET, as_of)
    assert found[-1].score == score_agency([one.rated for one in reviews], as_of, MARKET).overall
    assert found[:-1] == quarter_figures(reviews, TODAY, MARKET)[:-1]


def test_a_curve_rises_where_a_class_of_days_ends() -> None:
    """From ten on; below there are counts."""
    view = curves_view(stage_figures([*[SOON] * 6, *[LATE] * 5, *[SILENT] * 5]))
    assert view is not None
    (curve,) = view.curves
    assert curve.line == (
        "0,100.0 3,100.0 3,100.0 7,100.0 7,100.0 14,100.0 14,100.0 30,100.0 30,50.0 36,50.0"
    )
    assert [(days, share) for days, share, _ in curve.rows][2:] == [
        ("14", "0\u00a0%"),
        ("30", "50\u00a0%"),
    ]
    assert view.few == (("Bewerbung", ("6", "6", "6", "6"), "6"),)
    assert curves_view(stage_figures([LedgerLine(Stage.OFFER, Answer.ADVANCED)])) is None


def test_a_curve_that_nobody_is_left_for_ends_lying() -> None:
    waiting = LedgerLine(Stage.APPLICATION, Answer.WAITING, DaysClass.FROM_8_TO_14)
    view = curves_view(stage_figures([*[SOON] * 9, waiting]))
    assert view is not None
    assert view.curves[0].line.endswith(" 14,10.0 15,10.0")


@given(st.integers(0, 400))
def test_a_number_of_days_has_the_class_that_holds_it(number: int) -> None:
    found = DaysClass.of(number)
    assert number <= found.days or found is DaysClass.MORE_THAN_30
    assert found is DaysClass.UP_TO_3 or number > DaysClass(found - 1).days


def test_a_score_below_the_published_minimum_is_not_shown() -> None:
    reviews = [review(TODAY - timedelta(days=n), SOON, number=n) for n in range(2)]
    assert [one.score for one in quarter_figures(reviews, TODAY, MARKET)] == [None]
