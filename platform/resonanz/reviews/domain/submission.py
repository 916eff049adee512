"""What a candidate hands in beside ledger and stars, and when that is complete."""

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Final, TypeVar

K = TypeVar("K", bound=str)

TEXT_LIMIT: Final = 5000
NOT_APPLICABLE: Final = 0
"""Stored for a criterion that was answered with "not applicable"."""
LEAST_OTHER_CRITERIA: Final = 3
MONTHS: Final = 24
"""How many months of last contact can be chosen one by one."""
OLDER: Final = "older"
"""The month of contacts before that."""
SKIPPED: Final = "none"
"""An earlier stage that did not take place."""


class Role(StrEnum):
    """In which role the author met the agency."""

    APPLICANT = "applicant"
    TEMPORARY_WORKER = "temporary_worker"
    FREELANCER = "freelancer"


class Outcome(StrEnum):
    """How it ended, read off the last ledger line."""

    PLACED = "placed"
    OFFER = "offer"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    OPEN = "open"


class Wait(IntEnum):
    """How many months a publication may be put off."""

    NONE = 0
    ONE = 1
    THREE = 3


def outcome_of(last_stage: str, answer: str) -> Outcome:
    """How it ended, from the last stage and what came after it (keys of the ledger)."""
    if last_stage == "assignment":
        return Outcome.PLACED
    ended = {"rejection": Outcome.REJECTED, "advanced": Outcome.OFFER, "nothing": Outcome.NO_ANSWER}
    return ended.get(answer, Outcome.OPEN)


def criteria_problem(ratings: Mapping[K, int]) -> str | None:
    """`feedback` if its stars are missing, `others` if fewer than three others are answered.

    `ratings` holds 1…5, or 0 for "not applicable", which counts as answered for the others and
    never for feedback; criteria left open are absent.
    """
    feedback = [stars for criterion, stars in ratings.items() if criterion == "feedback"]
    if not any(feedback):
        return "feedback"
    others = len(ratings) - len(feedback)
    return "others" if others < LEAST_OTHER_CRITERIA else None


def months_back(day: dt.date, count: int) -> tuple[dt.date, ...]:
    """The first days of the present month and the `count` - 1 before it, newest first."""
    months = (day.year * 12 + day.month - 1 - back for back in range(count))
    return tuple(dt.date(month // 12, month % 12 + 1, 1) for month in months)
