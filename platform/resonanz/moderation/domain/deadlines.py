"""Days and months of a case (TRUST.md, State machines; those in working days are the service's)."""

import datetime as dt
from typing import Final, Literal

TRIAGE_WORKING_DAYS: Final = 2
HEARING_DAYS: Final = 14
REMINDER_DAYS: Final = (3, 7, 12)
REJOINDER_DAYS: Final = 7
DECISION_DAYS: Final = 7
COMPLAINT_DAYS: Final = 14
COMPLAINT_MONTHS: Final = 6
PURGE_MONTHS: Final = 7
CORRECTION_DAYS: Final = 7
CORRECTION_REMINDER_DAY: Final = 4
"""When an author is reminded of a correction, once (ours)."""
CORRECTION_AGAIN_DAYS: Final = 90
"""So long after a correction without an answer its line is not asked about again (ours)."""
CORRECTION_UNREACHED_DAYS: Final = 30
"""So long a correction waits for an author whose mail came back (ours)."""
HEARINGS_PER_AGENCY: Final = 5
"""So many authors may be asked at once because of one agency; other disputes wait online (ours)."""
CORRECTIONS_PER_AGENCY: Final = HEARINGS_PER_AGENCY
"""So many corrections of one agency may wait for an answer at once (ours)."""
MOST_HEARINGS: Final = 3
"""Rounds of one case: the hearing and up to two requests for more (ours)."""

Policy = Literal["ask_author", "moderator_decides"]
"""What follows when the agency still disputes a contact after the author's answer (step 6)."""


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def complaint_until(decided_on: dt.date) -> dt.date:
    """The last day of the six months for a complaint (TRUST 17)."""
    return months_later(decided_on, COMPLAINT_MONTHS)


def purge_on(decided_on: dt.date) -> dt.date:
    """The day on which raw proof is destroyed (step 9)."""
    return months_later(decided_on, PURGE_MONTHS)


def hearing_due(started_at: dt.datetime) -> dt.datetime:
    """When an author's time to answer ends."""
    return started_at + dt.timedelta(days=HEARING_DAYS)


def reminders_due(hearing_due_at: dt.datetime, now: dt.datetime) -> int:
    """How many of the three reminders should have been sent by now."""
    started = hearing_due_at - dt.timedelta(days=HEARING_DAYS)
    return sum(started + dt.timedelta(days=day) <= now for day in REMINDER_DAYS)


def still_disputed(policy: Policy, hearings: int) -> bool:
    """Whether the agency's denial asks the author for more: by policy, and once."""
    return policy == "ask_author" and hearings < 2
