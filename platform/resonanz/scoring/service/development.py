"""All figures of one agency for those who act for it: by stage, by quarter, among its peers."""

import asyncio
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from resonanz.scoring import queries
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.statistics import AgencyStatistics
from resonanz.scoring.domain.trends import (
    DatedReview,
    QuarterFigures,
    StageFigures,
    public_day,
    quarter_figures,
    stage_figures,
)
from resonanz.scoring.queries import StoredRating, StoredScore


@dataclass(frozen=True, slots=True)
class Course:
    """What came after each stage, and quarter by quarter."""

    stages: tuple[StageFigures, ...]
    quarters: tuple[QuarterFigures, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """An agency's stored score and what its reviews add up to.

    `values` are the live reviews' values by their id; `invited` are those of invited ones.
    """

    score: StoredScore
    statistics: AgencyStatistics
    market: Market
    stages: tuple[StageFigures, ...]
    quarters: tuple[QuarterFigures, ...]
    values: Mapping[int, float]
    invited: tuple[float, ...]


async def development(
    agency_id: int, coarse: Collection[int], today: dt.date
) -> Development | None:
    """The figures of an agency; two statements. None without a live review.

    `coarse` are the ids of the reviews of which the public knows the half-year alone.
    """
    stored = await queries.stored_score(agency_id)
    if stored is None:
        return None
    _, rows = await queries.day_and_ratings(agency_id)
    score, market = stored[0], Market.from_dict(msgspec.json.decode(stored[1]))
    return await asyncio.to_thread(_develop, score, rows, market, coarse, today)


def _develop(
    score: StoredScore,
    rows: Sequence[StoredRating],
    market: Market,
    coarse: Collection[int],
    today: dt.date,
) -> Development:
    course = course_of(rows, market, coarse, today, score.as_of)
    live = [row for row in rows if row.live and row.value is not None]
    values = {row.review_id: row.value for row in live if row.value is not None}
    return Development(
        score=score,
        statistics=AgencyStatistics.from_dict(msgspec.json.decode(score.statistics)),
        market=market,
        stages=course.stages,
        quarters=course.quarters,
        values=values,
        invited=tuple(values[row.review_id] for row in live if row.invited),
    )


def course_of(
    rows: Iterable[StoredRating],
    market: Market,
    coarse: Collection[int],
    today: dt.date,
    as_of: dt.date,
) -> Course:
    """What rated reviews of one agency add up to by stage and quarter; takes its time if many."""
    reviews = []
    for row in rows:
        lines = row.lines()
        day = public_day(row.published_on, row.review_id in coarse, today)
        reviews.append(DatedReview(row.rated(lines), lines, day))
    return Course(
        stages=stage_figures(
            line for review in reviews if review.rated.live for line in review.lines
        ),
        quarters=quarter_figures(reviews, today, market, as_of),
    )


async def scores_of(
    agency_ids: Sequence[int],
) -> dict[int, tuple[StoredScore, AgencyStatistics]]:
    """The stored score and figures of agencies, of those that have one; one statement."""
    return {
        agency_id: (score, AgencyStatistics.from_dict(msgspec.json.decode(score.statistics)))
        for agency_id, score in (await queries.stored_scores(agency_ids)).items()
    }


async def published_scores() -> dict[int, float]:
    """The published score of every agency that has one, by its id; one statement."""
    return await queries.published_scores()
