"""Pledges: "an answer within 3, 7, 14 or 30 working days after each stage".

Which pledge a review is measured against is decided once, when it is sent, from the private month
of its last contact; stored is the pledge alone, so that no month becomes public.

1. Of a review its last stage counts: the site does not know when the earlier ones were, and being
   invited on had to come for the next to follow. The public echo counts in the same way.
2. The stage lies somewhere between seven weeks before the first and the end of the month of last
   contact (at the latest the day on which the review was sent). Seven weeks always hold 30 working
   days, the longest pledge. The review counts only if a pledge was in force all that time: its
   stage came after the pledge, or the promised days passed in full after it.
3. Where several pledges were in force in that time the strictest one counts: stages that are open
   at a change keep the stricter pledge.
4. A withdrawn pledge holds to the end of its month: who had a stage until then relied on it.
5. Contacts of "more than two years ago" have no month and never count.

Whether a stage kept the pledge is in `scoring.domain.pledges`. All of it is ours: no law or
standard fixes it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DAYS: Final = (3, 7, 14, 30)
"""The working days that can be pledged: ends of the ledger's classes."""
REACH: Final = dt.timedelta(weeks=7)
"""At least 30 working days, whatever the public holidays."""
REST: Final = dt.timedelta(days=30)
"""The next pledge follows so long after the last one was made: quick changes would blur the
figures, and could be used to narrow down the month of a contact."""
SHOWN_AFTER: Final = dt.timedelta(days=365)
"""So long a pledge that ended stays visible."""


class Ending(StrEnum):
    """How a pledge ended."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Pledge:
    """A version of an agency's pledge; `ended_on` and `ending` are None while it is in force."""

    id: int
    days: int
    made_on: dt.date
    ended_on: dt.date | None = None
    ending: Ending | None = None

    @property
    def holds_until(self) -> dt.date | None:
        """The last day on which a stage is promised an answer; None while it is in force."""
        if self.ended_on is None:
            return None
        if self.ending is Ending.WITHDRAWN:
            return _month_end(self.ended_on)
        return self.ended_on


def in_force(history: Sequence[Pledge]) -> Pledge | None:
    """The one pledge that has not ended; None if there is none."""
    return next((pledge for pledge in history if pledge.ended_on is None), None)


def shown(history: Sequence[Pledge], today: dt.date) -> tuple[Pledge, ...]:
    """What the public sees: the pledge in force, then those that ended within twelve months."""
    found = [
        pledge
        for pledge in history
        if pledge.ended_on is None or today - pledge.ended_on <= SHOWN_AFTER
    ]
    return tuple(sorted(found, key=lambda pledge: (pledge.ended_on is not None, -pledge.id)))


def next_on(history: Sequence[Pledge]) -> dt.date | None:
    """The first day on which the next pledge may be made; None for any day."""
    return max(pledge.made_on for pledge in history) + REST if history else None


def first_month(made_on: dt.date) -> dt.date:
    """The first day of the first month of last contact that counts for a pledge."""
    reached = made_on + REACH
    return reached if reached.day == 1 else _month_end(reached) + dt.timedelta(days=1)


def judging(history: Sequence[Pledge], month: dt.date, sent_on: dt.date) -> Pledge | None:
    """The pledge that a review is measured against; None if it counts for none.

    `month` is the first day of the month of last contact, `sent_on` when the review was sent.
    """
    first = month - REACH
    last = max(month, min(_month_end(month), sent_on))
    over = [pledge for pledge in history if _touches(pledge, first, last)]
    if not _covered(over, first, last):
        return None
    return min(over, key=lambda pledge: (pledge.days, pledge.id))


def _touches(pledge: Pledge, first: dt.date, last: dt.date) -> bool:
    end = pledge.holds_until
    return pledge.made_on <= last and (end is None or end >= first)


def _covered(pledges: Sequence[Pledge], first: dt.date, last: dt.date) -> bool:
    """Whether a pledge was in force on each day."""
    known = first - dt.timedelta(days=1)
    for pledge in sorted(pledges, key=lambda one: one.made_on):
        if pledge.made_on > known + dt.timedelta(days=1):
            return False
        if pledge.holds_until is None:
            return True
        known = max(known, pledge.holds_until)
    return bool(pledges) and known >= last


def _month_end(day: dt.date) -> dt.date:
    following = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    return following - dt.timedelta(days=1)
