"""Step 6 of the formula: ranks by score, and the range that the intervals allow."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

DECIMALS = 6


class Scored(Protocol):
    """A score with its interval."""

    @property
    def score(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Rank:
    """Place 1, 2, 3… and the best and worst place that the intervals allow."""

    rank: int
    best: int
    worst: int


def ranks(estimates: Mapping[str, Scored]) -> dict[str, Rank]:
    """Ranks of agencies by name, in their order, without ties.

    By descending score rounded to six decimals, then name by code point. A better place is
    allowed up to the agencies whose interval lies wholly above, a worse one down to those whose
    interval lies wholly below.
    """
    order = sorted(estimates, key=lambda name: (-round(estimates[name].score, DECIMALS), name))
    lows = sorted(round(estimate.low, DECIMALS) for estimate in estimates.values())
    highs = sorted(round(estimate.high, DECIMALS) for estimate in estimates.values())
    ranked: dict[str, Rank] = {}
    for rank, name in enumerate(order, start=1):
        above = len(lows) - bisect_right(lows, round(estimates[name].high, DECIMALS))
        below = bisect_left(highs, round(estimates[name].low, DECIMALS))
        ranked[name] = Rank(rank, above + 1, len(order) - below)
    return ranked


def rank_of(name: str, estimates: Iterable[tuple[str, Scored]]) -> tuple[Rank, int] | None:
    """The rank that `ranks` gives one agency, and of how many; None if it is none of them.

    One pass, for who wants no other's rank.
    """
    among = dict(estimates)
    own = among.get(name)
    if own is None:
        return None
    place = (-round(own.score, DECIMALS), name)
    low, high = round(own.low, DECIMALS), round(own.high, DECIMALS)
    before = above = below = 0
    for other, estimate in among.items():
        before += (-round(estimate.score, DECIMALS), other) < place
        above += round(estimate.low, DECIMALS) > high
        below += round(estimate.high, DECIMALS) < low
    return Rank(before + 1, above + 1, len(among) - below), len(among)
