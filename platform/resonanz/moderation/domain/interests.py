"""Interests of moderators: agencies that employ or commission them, or did."""

import datetime as dt
from enum import StrEnum
from typing import Final

from .deadlines import months_later

INTEREST_MONTHS: Final = 24
"""So long after its end an interest still keeps a moderator from an agency's things (ours)."""


class InterestKind(StrEnum):
    """What connects a moderator with an agency."""

    EMPLOYER = "employer"
    CLIENT = "client"


def still_bars(until: dt.date | None, today: dt.date) -> bool:
    """Whether an interest keeps its moderator away: it lasts, or ended within 24 months."""
    return until is None or today < months_later(until, INTEREST_MONTHS)
