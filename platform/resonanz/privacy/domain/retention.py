"""How long something is kept, and whether everything stored has a rule (TRUST 33)."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LONGEST = {Unit.HOUR: 1 / 24, Unit.DAY: 1.0, Unit.MONTH: 31.0, Unit.YEAR: 366.0}


@dataclass(frozen=True, slots=True)
class Period:
    """So many hours, days, months or years."""

    number: int
    unit: Unit

    @property
    def longest(self) -> dt.timedelta:
        """What the period can last at most: nothing that it is about is older."""
        return dt.timedelta(days=self.number * _LONGEST[self.unit])


def missing(tables: Iterable[str], ruled: Collection[str]) -> list[str]:
    """Tables of the schema for which there is no rule."""
    return sorted(set(tables) - set(ruled))


def unknown(tables: Collection[str], ruled: Iterable[str]) -> list[str]:
    """Tables that a rule names and the schema does not have."""
    return sorted(set(ruled) - set(tables))
