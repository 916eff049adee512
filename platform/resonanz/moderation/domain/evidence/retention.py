"""How long evidence stays (TRUST.md, state machine of cases, step 9)."""

import calendar
import datetime as dt
from typing import Final

DRAFT_DAYS: Final = 3
"""What was uploaded and never sent."""
PURGE_MONTHS: Final = 7
"""Raw proof of a hearing, counted from the decision."""
RESERVE_MONTHS: Final = 24
"""Proof that an author left before erasing the account, for a dispute that may come."""
RECORD_MONTHS: Final = 12
"""Kind of document, checker, views, released extract."""
DIGEST_MONTHS: Final = 24
"""Digest and traits, by which the same document is recognised."""


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last of that month."""
    return months_after(day, -months)


def purge_day(decided_on: dt.date) -> dt.date:
    """When the raw proof of a case is destroyed."""
    return months_after(decided_on, PURGE_MONTHS)
