"""What a member saw at a visit, and what changed since.

Kept are the last day of a visit, with the figures at its first look, and the one before: on the
day itself the desk goes on showing what changed since the visit before.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Figures of an agency at one time: reviews, published score, answered of judged stages."""

    reviews: int = 0
    score: float | None = None
    answered: int = 0
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """The last day of a visit with what was seen then, and the one before it; None if none."""

    seen_on: dt.date | None = None
    seen: Snapshot | None = None
    earlier_on: dt.date | None = None
    earlier: Snapshot | None = None


def visited(before: Visits, now: Snapshot, today: dt.date) -> Visits:
    """The visits once there was one today."""
    if before.seen_on is None:
        return Visits(today, now)
    if before.seen_on >= today:
        return before
    return Visits(today, now, before.seen_on, before.seen)
