"""When a version of the terms holds (TRUST 25; P2B Art. 3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NOTICE_DAYS: Final = 15
"""Members of agencies know a version at least so many days before it holds (P2B Art. 3(2))."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the terms: its number, from 1, and the day its text names."""

    number: int
    valid_from: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """The version that holds, those that held before (newest first), and those announced."""

    present: Version
    earlier: tuple[Version, ...]
    coming: tuple[Version, ...]


def effective_on(version: Version, first: Version, announced_on: dt.date | None) -> dt.date | None:
    """The day from which a version holds; None while nobody was told of it.

    The first version binds nobody who was not there, so it needs no announcement.
    """
    if version == first:
        return version.valid_from
    if announced_on is None:
        return None
    return max(version.valid_from, announced_on + dt.timedelta(days=NOTICE_DAYS))


def standing(
    versions: Sequence[Version], announced: Mapping[int, dt.date], today: dt.date
) -> Standing:
    """Which version holds on a day; at least one version is needed."""
    ordered = sorted(versions, key=lambda one: one.number)
    first = ordered[0]
    days = {one: effective_on(one, first, announced.get(one.number)) for one in ordered}
    held = [one for one in ordered if (day := days[one]) is not None and day <= today]
    present = held[-1] if held else first
    coming = [one for one in ordered[1:] if (day := days[one]) is not None and day > today]
    earlier = [one for one in reversed(held) if one != present]
    return Standing(present, tuple(earlier), tuple(coming))
