"""What an agency's reviews look like lately, for those who check them."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from ..queries import activity as queries

_WEEK = dt.timedelta(days=7)
_WEEKS_BEFORE = 26


@dataclass(frozen=True, slots=True)
class Activity:
    """Reviews of an agency that were handed in, whatever became of them but a withdrawal.

    `usual_a_week` is the mean of the 26 weeks before the last seven days; `feedback` holds the
    stars for feedback, newest first.
    """

    in_seven_days: int
    usual_a_week: float
    feedback: tuple[int, ...]


async def agency_activity(agency_id: int, latest: int, now: dt.datetime) -> Activity:
    """How many reviews an agency got, and the feedback stars of the `latest` ones."""
    week = now - _WEEK
    counts = await queries.submitted_counts(agency_id, week, week - _WEEKS_BEFORE * _WEEK)
    ratings = [
        msgspec.json.decode(row["ratings"], type=dict[str, int])
        for row in await queries.latest_ratings(agency_id, latest)
    ]
    return Activity(
        int(counts["lately"]),
        int(counts["before"]) / _WEEKS_BEFORE,
        tuple(stars["feedback"] for stars in ratings if stars.get("feedback")),
    )


async def has_live_review(account_id: int, agency_id: int) -> bool:
    """Whether an account wrote a review of an agency that lives or waits (TRUST 4)."""
    return await queries.has_live_review(account_id, agency_id)
