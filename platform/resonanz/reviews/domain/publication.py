"""When an approved review appears: in batches, so that the day tells little (SCORING.md, Days)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BATCH_WEEKDAYS: Final = frozenset({1, 3, 5})
"""Tuesday, Thursday and Saturday."""
LEAST_AGENCIES: Final = 3
"""A batch holds reviews of so many agencies, so that none stands out."""
LONGEST_WAIT: Final = dt.timedelta(days=14)
"""After so long a review appears also in a smaller batch (ours)."""
QUIET: Final = dt.timedelta(days=3)
"""So long after an agency's reply or late feedback none of its reviews appears (ours).

After the longest wait it holds a review back once: no agency delays its reviews by many acts."""
_EARLIEST_MINUTE, _LATEST_MINUTE = 7 * 60, 20 * 60


def batch_opens(day: dt.date, chance: int) -> dt.time | None:
    """When the day's batch opens, None on a day without one.

    `chance` is a secret number of the day: strangers can't foretell the minute.
    """
    if day.weekday() not in BATCH_WEEKDAYS:
        return None
    minute = _EARLIEST_MINUTE + chance % (_LATEST_MINUTE - _EARLIEST_MINUTE)
    return dt.time(minute // 60, minute % 60)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approved review whose day has come; `acted_at` is its agency's last act towards authors.

    `approved_at` is None for what was approved before that was recorded.
    """

    public_id: str
    agency_id: int
    approved_at: dt.datetime | None
    acted_at: dt.datetime | None


def batch(waiting: Sequence[Waiting], now: dt.datetime) -> tuple[str, ...]:
    """The public ids of the reviews that appear together now, in the order given; () for none."""
    ready = [one for one in waiting if _quiet(one, now) or _waited(one, LONGEST_WAIT + QUIET, now)]
    late = any(_waited(one, LONGEST_WAIT, now) for one in ready)
    if not late and len({one.agency_id for one in ready}) < LEAST_AGENCIES:
        return ()
    return tuple(one.public_id for one in ready)


def _waited(one: Waiting, long: dt.timedelta, now: dt.datetime) -> bool:
    return one.approved_at is None or now - one.approved_at >= long


def _quiet(one: Waiting, now: dt.datetime) -> bool:
    return one.acted_at is None or now - one.acted_at >= QUIET


def earliest_publication(sent: dt.date, months: int) -> dt.date | None:
    """The first day the author allows; None if at once.

    The 31st of January plus one month is the last day of February.
    """
    if months == 0:
        return None
    index = sent.year * 12 + sent.month - 1 + months
    first = dt.date(index // 12, index % 12 + 1, 1)
    following = dt.date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(
        first.replace(day=1) + dt.timedelta(days=sent.day - 1), following - dt.timedelta(days=1)
    )
