"""What waits for the agency: each part of the desk that can owe an answer adds its source."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.moderation import service as moderation


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of a kind that wait; `path` leads to them, `due_on` is the nearest day."""

    kind: str
    count: int
    path: str
    due_on: dt.date | None = None


Source = Callable[[AgencyRef], Awaitable[Waiting]]


async def _rejoinders(agency: AgencyRef) -> Waiting:
    """Disputes on which the moderation asks the agency."""
    asked = await moderation.awaiting_rejoinder(agency.id)
    days = [site_day(one.rejoinder_due_at) for one in asked if one.rejoinder_due_at]
    path = f"/desk/cases/{asked[0].public_id}" if len(asked) == 1 else ""
    return Waiting(
        "rejoinder",
        len(asked),
        path or f"/desk/agencies/{agency.slug}/reviews",
        min(days, default=None),
    )


SOURCES: Final[tuple[Source, ...]] = (_rejoinders,)


async def waiting(agency: AgencyRef) -> tuple[Waiting, ...]:
    """What waits, most urgent sources first; what is empty is left out."""
    found = [await source(agency) for source in SOURCES]
    return tuple(one for one in found if one.count)
