"""Parts of a whole that add up: percentages to 100, dots to ten."""

from collections.abc import Sequence


def apportion(counts: Sequence[int], total: int) -> tuple[int, ...]:
    """The counts scaled to whole numbers that add up to `total`, by largest remainder.

    Equal remainders: the earlier part first. All zero where every count is 0.
    """
    n = sum(counts)
    if n == 0:
        return (0,) * len(counts)
    parts = [count * total // n for count in counts]
    remainders = [count * total % n for count in counts]
    order = sorted(range(len(counts)), key=lambda i: -remainders[i])
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)
