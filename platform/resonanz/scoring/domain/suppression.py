"""Which counts of a table may be told, so that no small one can be had by adding and subtracting.

Complementary suppression (Cox 1980). Whether a count that is left out follows from those that are
told is linear algebra: it does where the sums that hold between them leave it no freedom.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def protect(
    counts: Mapping[K, int],
    sums: Mapping[K, Collection[Collection[K]]],
    told: Collection[K],
    least: int,
    order: Callable[[K], tuple[object, ...]],
) -> frozenset[K]:
    """What of `told` may stay.

    `sums` has for each total the lists of parts that it is the sum of. Nothing of fewer than
    `least` stays or follows from what stays, and what is left out of a list and does not follow
    is together `least` or more, or all of it. What goes beside it is the first by `order`.
    """
    equations = [(total, tuple(parts)) for total, lists in sums.items() for parts in lists]
    kept = {key for key in told if counts[key] >= least}
    while True:
        hidden = [key for key, count in counts.items() if count and key not in kept]
        solved = following(equations, hidden)
        go: set[K] = set()
        for _, parts in equations:
            rest = sum(counts[key] for key in parts if key not in kept and key not in solved)
            beside = [key for key in parts if key in kept]
            if beside and 0 < rest < least:
                go.add(min(beside, key=order))
        if not go and any(counts[key] < least for key in solved):
            # One at a time: the smallest on a way that leads to it is often enough for all.
            ways = [parts for _, parts in equations if not solved.isdisjoint(parts)]
            beside = [key for parts in ways for key in parts if key in kept]
            go.update(sorted(beside or kept, key=order)[:1])
        if not go:
            return frozenset(kept)
        kept -= go


def following(equations: Collection[tuple[K, Collection[K]]], hidden: Collection[K]) -> set[K]:
    """What of `hidden` follows from all else; an equation is (total, parts)."""
    unknown = set(hidden)
    solved: dict[K, dict[K, Fraction]] = {}
    for total, parts in equations:
        row = {key: Fraction(1) for key in parts if key in unknown}
        if total in unknown:
            row[total] = row.get(total, Fraction(0)) - 1
        for pivot in [key for key in row if key in solved]:
            _subtract(row, solved[pivot], row[pivot])
        if not row:
            continue
        pivot, factor = next(iter(row.items()))
        row = {key: value / factor for key, value in row.items()}
        for other in solved.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        solved[pivot] = row
    # In reduced form a row of one unknown is what it is worth; others leave it free.
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _subtract(row: dict[K, Fraction], other: dict[K, Fraction], by: Fraction) -> None:
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - by * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)
