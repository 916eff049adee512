"""Misuse of the procedure (TRUST 18, DSA Art. 23): what counts, how it fades, what may follow.

The numbers are ours and public. They only propose; people decide.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HALF_LIFE_DAYS: Final = 180
"""After so many days an incident counts half."""
LEAST_POINTS: Final = 2.5
"""From here on something may follow: three incidents within weeks, more over a longer time."""
WARNING_DAYS: Final = 365
"""So long a warning is the ground of a suspension; after that there is a new warning first."""
SUSPENSION_DAYS: Final = (30, 90)
"""The first suspension, and each later one."""
INCIDENTS_KEPT_DAYS: Final = 720


class PartyKind(StrEnum):
    """Who misuses: an agency by its disputes, a notifier by notices, an author by reviews."""

    AGENCY = "agency"
    NOTIFIER = "notifier"
    AUTHOR = "author"


class SanctionKind(StrEnum):
    """What may follow, in this order only."""

    WARN = "warn"
    SUSPEND = "suspend"
    TERMINATE = "terminate"


@dataclass(frozen=True, slots=True)
class PastSanction:
    """A sanction that stands; a complaint that was upheld undid the others."""

    kind: SanctionKind
    at: dt.datetime


def points(incidents: Iterable[dt.datetime], now: dt.datetime) -> float:
    """The weight of incidents: one each, halved every 180 days."""
    half_life = dt.timedelta(days=HALF_LIFE_DAYS)
    ages = (max(now - at, dt.timedelta()) / half_life for at in incidents)
    return sum(math.pow(0.5, age) for age in ages)


def next_sanction(
    incidents: Sequence[dt.datetime], past: Sequence[PastSanction], now: dt.datetime
) -> SanctionKind | None:
    """What may follow now: first a warning, then suspensions, then the end; each for new misuse."""
    if points(incidents, now) < LEAST_POINTS:
        return None
    recent = [one for one in past if now - one.at <= dt.timedelta(days=WARNING_DAYS)]
    if not recent:
        return SanctionKind.WARN
    last = max(recent, key=lambda one: one.at)
    if last.kind is SanctionKind.TERMINATE or not any(at > last.at for at in incidents):
        return None
    if not any(one.kind is SanctionKind.WARN for one in past):
        return SanctionKind.WARN
    suspended = sum(one.kind is SanctionKind.SUSPEND for one in recent)
    return SanctionKind.TERMINATE if suspended >= len(SUSPENSION_DAYS) else SanctionKind.SUSPEND


def suspension_ends(past: Sequence[PastSanction], today: dt.date) -> dt.date:
    """The first day after a suspension that begins today."""
    before = sum(one.kind is SanctionKind.SUSPEND for one in past)
    return today + dt.timedelta(days=SUSPENSION_DAYS[min(before, len(SUSPENSION_DAYS) - 1)])
