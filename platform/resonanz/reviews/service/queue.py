"""What waits for the check before publication, for the moderation's queue."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from resonanz.kernel.clock import SITE_ZONE

from .. import queries
from ..domain import State


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where a page of the queue ends."""

    due_at: dt.datetime
    id: int


@dataclass(frozen=True, slots=True)
class QueuedReview:
    """A review that waits; `version` rises each time its author handed it in again."""

    id: int
    public_id: str
    agency_id: int
    language: str
    ratings: dict[str, int]
    due_at: dt.datetime
    version: int
    has_text: bool

    @property
    def position(self) -> QueuePosition:
        """Where the queue goes on behind this review."""
        return QueuePosition(self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many reviews wait; those overdue are not among those due today."""

    waiting: int
    overdue: int
    due_today: int


@dataclass(frozen=True, slots=True)
class AuthorHistory:
    """An author's other reviews."""

    all: int
    published: int
    rejected: int


async def queue(limit: int, after: QueuePosition | None, *, not_by: int) -> list[QueuedReview]:
    """Reviews in the check by due date alone: one star and five stars wait alike (TRUST 10).

    Those of the account `not_by` are left out: nobody decides on an own review.
    """
    position = (after.due_at, after.id) if after else None
    return [
        QueuedReview(
            **{**row, "has_text": bool(row["has_text"])}
            | {"ratings": msgspec.json.decode(row["ratings"], type=dict[str, int])}
        )
        for row in await queries.queue_page(limit, position, not_by)
    ]


async def queue_counts(now: dt.datetime, *, not_by: int) -> QueueCounts:
    """How many reviews wait for somebody else than the account `not_by`."""
    day = now.astimezone(SITE_ZONE).date() + dt.timedelta(days=1)
    day_ends = dt.datetime.combine(day, dt.time(), SITE_ZONE).astimezone(dt.UTC)
    row = await queries.queue_counts(now, day_ends, not_by)
    return QueueCounts(int(row["waiting"]), int(row["overdue"]), int(row["due_today"]))


async def author_history(public_id: str) -> AuthorHistory:
    """The other reviews of a review's author; what was never confirmed does not count."""
    states = await queries.other_reviews(public_id)
    for state in (State.EMAIL_PENDING, State.EXPIRED):
        states.pop(state.value, None)
    published = states.get(State.PUBLISHED, 0) + states.get(State.CONTESTED, 0)
    return AuthorHistory(sum(states.values()), published, states.get(State.REJECTED, 0))
