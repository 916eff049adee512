"""Whether and how soon an agency replies to its reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replying:
    """So many of `n` public reviews have a reply.

    `days` are the working days within which half of the `timed` replies came; None of none. Only
    replies to reviews whose date is public are timed.
    """

    replied: int
    n: int
    timed: int
    days: int | None


def replying(reviews: Sequence[bool], waits: Iterable[int]) -> Replying:
    """`reviews` says of each whether it has a reply, `waits` are working days until one came."""
    days = sorted(waits)
    return Replying(
        replied=sum(reviews),
        n=len(reviews),
        timed=len(days),
        days=days[(len(days) - 1) // 2] if days else None,
    )
