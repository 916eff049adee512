"""How an agency develops: what came after each stage, and quarter by quarter.

Nothing here is finer than the public profile: days are classes, and a review whose date is public
as a half-year alone counts at the end of that half-year, at the latest on the day of the look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resonanz.scoring.domain.ledger import LedgerLine, Stage
from resonanz.scoring.domain.life_table import LifeTable, life_table
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.review import RatedReview
from resonanz.scoring.domain.score import Estimate, is_published, score_agency
from resonanz.scoring.domain.statistics import Share, answered_share

QUARTERS = 8
"""So many quarters are shown, the present one among them."""


@dataclass(frozen=True, slots=True)
class DatedReview:
    """A review in the formula, its ledger, and the day as the public knows it."""

    rated: RatedReview
    lines: tuple[LedgerLine, ...]
    day: date


@dataclass(frozen=True, slots=True)
class StageFigures:
    """What came after a stage: how many of the judged were answered, and when."""

    stage: Stage
    answered: Share
    times: LifeTable


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The live reviews of a calendar quarter, and the score at its end.

    `score` is that of the present formula and market over all reviews up to that day; None while
    it could not be published.
    """

    year: int
    quarter: int
    reviews: int
    answered: Share
    times: LifeTable
    score: Estimate | None


def public_day(published_on: date, coarse: bool, today: date) -> date:
    """The day on which a review counts in a development; coarse ones have a half-year alone."""
    if not coarse:
        return published_on
    end = date(published_on.year, 6, 30) if published_on.month <= 6 else _year_end(published_on)
    return min(end, max(today, published_on))


def stage_figures(lines: Iterable[LedgerLine]) -> tuple[StageFigures, ...]:
    """Figures of each stage of which anything is known, in the order of the stages."""
    found: dict[Stage, list[LedgerLine]] = {stage: [] for stage in Stage}
    for line in lines:
        found[line.stage].append(line)
    return tuple(
        StageFigures(stage, answered_share(own), life_table(own))
        for stage, own in found.items()
        if own
    )


def quarter_figures(
    reviews: Sequence[DatedReview], today: date, market: Market, as_of: date | None = None
) -> tuple[QuarterFigures, ...]:
    """The last quarters, oldest first, from the first one with a review on.

    The present one has the score of the as-of day, which may lie before the day of the look.
    """
    live = [review for review in reviews if review.rated.live]
    if not live:
        return ()
    first = min(_index(review.day) for review in live)
    present = _index(today)
    shown = range(max(first, present - QUARTERS + 1), present + 1)
    return tuple(_quarter(index, reviews, today, market, as_of or today) for index in shown)


def _quarter(
    index: int, reviews: Sequence[DatedReview], today: date, market: Market, as_of: date
) -> QuarterFigures:
    own = [review for review in reviews if _index(review.day) == index and review.rated.live]
    lines = [line for review in own for line in review.lines]
    until = min(_last_day(index), today)
    known = [review.rated for review in reviews if review.day <= until]
    estimate = score_agency(known, min(until, as_of), market).overall
    return QuarterFigures(
        year=index // 4,
        quarter=index % 4 + 1,
        reviews=len(own),
        answered=answered_share(lines),
        times=life_table(lines),
        score=estimate if is_published(estimate) else None,
    )


def _index(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _last_day(index: int) -> date:
    year, quarter = divmod(index + 1, 4)
    return date(year, quarter * 3 + 1, 1) - timedelta(days=1)


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)
