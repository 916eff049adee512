"""Calendar quarters, and when the numbers of one are frozen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

SETTLING: Final = dt.timedelta(days=14)
"""So long after its end a quarter is frozen: what was sent in its last days is checked by then."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The quarter of a day."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """A quarter as it stands in an address, such as 2026-q3; None for anything else."""
        year, _, number = text.partition("-q")
        plain = year.isascii() and year.isdecimal() and len(year) == 4
        return cls(int(year), int(number)) if plain and number in {"1", "2", "3", "4"} else None

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-q{self.number}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.next.first - dt.timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def to_freeze(first: dt.date, frozen: Iterable[Quarter], today: dt.date) -> list[Quarter]:
    """The quarters that are due, oldest first: over for a while, and not frozen yet.

    `first` is the day of the first review.
    """
    done, due = set(frozen), []
    quarter = Quarter.of(first)
    while quarter.last + SETTLING < today:
        if quarter not in done:
            due.append(quarter)
        quarter = quarter.next
    return due
