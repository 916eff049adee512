"""What waits for the check before publication, for the moderation's queue."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from resonanz.kernel import settings
from resonanz.kernel.clock import day_end, site_day
from resonanz.kernel.workdays import working_days_between

from ..queries import waiting
from .authoring import CHECK_WORKING_DAYS


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


async def days_to_wait(now: dt.datetime) -> int | None:
    """How many working days a new review may have to wait; None while the promise holds.

    First come, first served: whoever comes now waits about as long as those who go next have
    waited. The slowest tenth is left out, since one that nobody may decide on says nothing.
    """
    due_at = await waiting.due_at_tenth()
    if due_at is None or due_at >= now:
        return None
    late = working_days_between(site_day(due_at), site_day(now), settings.current().holidays)
    return CHECK_WORKING_DAYS + late if late else None


async def about_waiting(agency_ids: Collection[int]) -> int:
    """How many reviews of these agencies wait."""
    return await waiting.about_waiting(agency_ids)
