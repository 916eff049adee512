"""Whether agencies differ by more than noise, by the posteriors of the formula's step 5.

Two scores are estimates that know nothing of each other, so the variances of their difference add
up, and its 90 % interval reaches √(a² + b²) to each side where theirs reach a and b. It says more
than two intervals that overlap: those touch long before the difference could be zero (Schenker
and Gentleman, 2001, The American Statistician 55, 182–186). Several pairs need no other threshold,
since the scores are drawn towards the mean already (Gelman, Hill and Yajima, 2012, Journal of
Research on Educational Effectiveness 5, 189–211).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

WIDEST: Final = 4.0
"""As far apart as scores of 1 and 5."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A score 1 to 5, and how far its 90 % interval reaches to each side before it is cut."""

    score: float
    margin: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one score lies above another, in stars, with its 90 % interval."""

    value: float
    low: float
    high: float

    @property
    def more_than_noise(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0.0 or self.high < 0.0


def difference(one: Measured, other: Measured) -> Difference:
    """The first score minus the second."""
    value = one.score - other.score
    reach = hypot(one.margin, other.margin)
    return Difference(value, max(value - reach, -WIDEST), min(value + reach, WIDEST))


@dataclass(frozen=True, slots=True)
class Standing:
    """Who leads, by positions in what was compared: the highest score first (of equal ones the
    earlier), then those that may be level with it, and those that are behind by more than noise.
    """

    first: int
    level: tuple[int, ...]
    behind: tuple[int, ...]


def standing(measured: Sequence[Measured]) -> Standing:
    """How at least one agency stands beside the highest of all; best first in each part."""
    order = sorted(range(len(measured)), key=lambda at: (-measured[at].score, at))
    first, *others = order
    behind = tuple(at for at in others if difference(measured[first], measured[at]).more_than_noise)
    return Standing(first, tuple(at for at in others if at not in behind), behind)
