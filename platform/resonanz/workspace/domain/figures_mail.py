"""When a member's figures are mailed, and what such a mail may tell.

At most one mail a period, on its first day from eight in the morning on; where the worker stood
still, on the next day by daylight. Mails lie around and are forwarded, so they tell no share of
fewer than ten: of those a single review could be read.
"""

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from typing import Final

from .visits import Snapshot

FIRST_HOUR: Final = 8
LAST_HOUR: Final = 17
"""Hours of the day in Europe/Berlin."""
FEWEST: Final = 10
"""From this n on a share is mailed, as on pages a percentage."""
NEVER: Final = "none"
"""What stands for no mail in a form."""


class Pace(StrEnum):
    """How often a member wants the figures."""

    WEEK = "week"
    MONTH = "month"


def calm(local: dt.datetime) -> bool:
    """Whether mails may go out at this local time."""
    return FIRST_HOUR <= local.hour <= LAST_HOUR


def period_start(pace: Pace, today: dt.date) -> dt.date:
    """The first day of the period: what was mailed before it is due again."""
    if pace is Pace.WEEK:
        return today - dt.timedelta(days=today.weekday())
    return today.replace(day=1)


def mailable(found: Snapshot) -> Snapshot:
    """The figures without a share that would tell of single reviews."""
    return found if found.judged >= FEWEST else replace(found, answered=0, judged=0)
