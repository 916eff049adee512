"""Reviews of two entries that are one agency: nobody has two within twelve months (TRUST 4)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .states import PUBLIC_STATES, State

ONE_REVIEW_IN: Final = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Authored:
    """A review, who wrote it, and whether it is of the entry that goes."""

    id: int
    author_id: int
    state: State
    created_at: dt.datetime
    goes: bool


def sleeping(reviews: Iterable[Authored]) -> frozenset[int]:
    """The public reviews that sleep while two entries are one: the newer one of an author stays.

    Only reviews of different entries meet here, and only public ones: what waits is decided in its
    check. Reviews twelve months apart stay both.
    """
    found: set[int] = set()
    kept: dict[int, list[Authored]] = {}
    public = [one for one in reviews if one.state in PUBLIC_STATES]
    for one in sorted(public, key=lambda each: (each.created_at, each.id), reverse=True):
        newer = kept.setdefault(one.author_id, [])
        if any(
            each.goes != one.goes and each.created_at - one.created_at < ONE_REVIEW_IN
            for each in newer
        ):
            found.add(one.id)
        else:
            newer.append(one)
    return frozenset(found)
