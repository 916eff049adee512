"""When an approved review appears: in batches, so that the day tells little (SCORING.md, Days)."""

import datetime as dt
from typing import Final

BATCH_WEEKDAYS: Final = frozenset({1, 3, 5})
"""Tuesday, Thursday and Saturday."""
_EARLIEST_MINUTE, _LATEST_MINUTE = 7 * 60, 20 * 60


def batch_opens(day: dt.date, chance: int) -> dt.time | None:
    """When the day's batch opens, None on a day without one.

    `chance` is a secret number of the day: strangers can't foretell the minute.
    """
    if day.weekday() not in BATCH_WEEKDAYS:
        return None
    minute = _EARLIEST_MINUTE + chance % (_LATEST_MINUTE - _EARLIEST_MINUTE)
    return dt.time(minute // 60, minute % 60)


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
