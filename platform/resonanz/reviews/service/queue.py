"""What waits for the check before publication, for the moderation's queue."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from resonanz.kernel.clock import day_end

from ..queries import waiting


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where a page of the queue ends."""

    due_at: dt.datetime
    id: int


@dataclass(frozen=True, slots=True)
class QueuedReview:
    """A review or an `edit` that waits; `version` rises each time its author sends it again."""

    id: int
    public_id: str
    agency_id: int
    language: str
    ratings: dict[str, int]
    due_at: dt.datetime
    version: int
    has_text: bool
    edit: bool

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


async def queue(
    limit: int,
    after: QueuePosition | None,
    *,
    not_by: int,
    not_about: Collection[int] = (),
    not_in: Collection[str] = (),
) -> list[QueuedReview]:
    """Reviews and edits in the check by due date alone: all stars wait alike (TRUST 10).

    Those of the account `not_by` are left out: nobody decides on an own review. So are those of
    the agencies `not_about`, and texts in the languages `not_in`.
    """
    position = (after.due_at, after.id) if after else None
    return [
        QueuedReview(
            **{**row, "has_text": bool(row["has_text"]), "edit": bool(row["edit"])}
            | {"ratings": msgspec.json.decode(row["ratings"], type=dict[str, int])}
        )
        for row in await waiting.queue_page(limit, position, not_by, not_about, not_in)
    ]


async def queue_counts(
    now: dt.datetime,
    *,
    not_by: int,
    not_about: Collection[int] = (),
    not_in: Collection[str] = (),
) -> QueueCounts:
    """How many reviews wait, left out as in `queue`."""
    row = await waiting.queue_counts(now, day_end(now), not_by, not_about, not_in)
    return QueueCounts(int(row["waiting"]), int(row["overdue"]), int(row["due_today"]))


async def texts_waiting(*, not_by: int, not_about: Collection[int] = ()) -> dict[str, int]:
    """How many texts wait in each language, left out as in `queue`."""
    return await waiting.texts_waiting(not_by, not_about)


async def about_waiting(agency_ids: Collection[int]) -> int:
    """How many reviews of these agencies wait."""
    return await waiting.about_waiting(agency_ids)
