"""From an agency's stored reviews to its stored score: no statement, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from resonanz.scoring.domain.score import (
    AgencyScore,
    is_published,
    is_ranked,
    score_agency,
)
from resonanz.scoring.domain.statistics import CountedReview, agency_statistics
from resonanz.scoring.queries import Day, StoredRating, StoredScore


@dataclass(frozen=True, slots=True)
class Computed:
    """An agency as it has to be stored: its score, None without a live review, and its reviews.

    `details` is what the formula said.
    """

    score: StoredScore | None
    ratings: list[StoredRating]
    details: AgencyScore


def compute(agency_id: int, ratings: Sequence[StoredRating], day: Day) -> Computed:
    """Score an agency, whose stored reviews these are, by the day and its market row."""
    lines = {row.review_id: row.lines() for row in ratings}
    details = score_agency(
        [row.rated(lines[row.review_id]) for row in ratings], day.as_of, day.market
    )
    found = {item.weighed.review.review_id: item for item in details.reviews}
    valued = [
        replace(row, value=item.value, weight=item.weighed.allowance)
        if (item := found.get(row.review_id))
        else replace(row, value=None, weight=None)
        for row in ratings
    ]
    live = [row for row in valued if row.live]
    if not live:
        return Computed(None, valued, details)
    statistics = agency_statistics(
        [
            CountedReview(
                found[row.review_id].value,
                row.published_on,
                row.contact_proven,
                lines[row.review_id],
                row.pledge_id,
                row.invited,
            )
            for row in live
        ]
    )
    overall = details.overall
    score = StoredScore(
        agency_id=agency_id,
        run_id=day.run_id,
        as_of=day.as_of,
        reviews=overall.n,
        proven=statistics.proven,
        invited=sum(row.invited for row in live),
        weight=overall.weight,
        score=overall.score,
        low=overall.low,
        high=overall.high,
        published=is_published(overall),
        ranked=is_ranked(overall),
        first_on=min(row.published_on for row in live),
        last_on=max(row.published_on for row in live),
        criteria=_json({key: own.to_dict() for key, own in details.criteria.items()}),
        statistics=_json(statistics.to_dict()),
    )
    return Computed(score, valued, details)


def changed(before: Sequence[StoredRating], after: Sequence[StoredRating]) -> list[StoredRating]:
    """The reviews whose stored row has to change."""
    old = {row.review_id: row for row in before}
    return [row for row in after if old.get(row.review_id) != row]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
