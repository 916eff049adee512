"""Whether invited reviews differ from the others: shown as it is, and never part of a score."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Final

SHOWN_FROM: Final = 10
"""So many of each there must be before they are compared."""


@dataclass(frozen=True, slots=True)
class InvitedGap:
    """How many reviews were invited and how many not, and the mean values of both, 1 to 5."""

    invited: int
    others: int
    invited_mean: float
    others_mean: float

    @property
    def share(self) -> float:
        """The invited among all."""
        return self.invited / (self.invited + self.others)

    @property
    def gap(self) -> float:
        """How much higher the invited ones are."""
        return self.invited_mean - self.others_mean


def invited_gap(reviews: Iterable[tuple[float, bool]]) -> InvitedGap | None:
    """Compare live reviews, each a value and whether it was invited; None below ten of each."""
    values: dict[bool, list[float]] = {True: [], False: []}
    for value, invited in reviews:
        values[invited].append(value)
    n, others = len(values[True]), len(values[False])
    if min(n, others) < SHOWN_FROM:
        return None
    return InvitedGap(n, others, fsum(values[True]) / n, fsum(values[False]) / others)
