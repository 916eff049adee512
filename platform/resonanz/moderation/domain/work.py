"""What a moderator owes: in which order, and how long it takes about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class WorkKind(StrEnum):
    """What waits for a moderator, in the order in which it goes on one day.

    A date that is missed with an authority or a lawyer ends in court; a complaint or a case is
    about something that stands in public; behind a proof, an agency's claim and a review somebody
    waits. An agency's reply, and its new name or places, can wait for those.
    """

    REQUEST = "request"
    LETTER = "letter"
    COMPLAINT = "complaint"
    CASE = "case"
    PROOF = "proof"
    AGENCY = "agency"
    REVIEW = "review"
    REPLY = "reply"
    PROFILE = "profile"


MINUTES: Final = {
    WorkKind.REQUEST: 20,  # find out what is asked, gather it, answer, write it down
    WorkKind.LETTER: 20,  # the same, mostly with the operator's counsel
    WorkKind.COMPLAINT: 10,  # somebody new reads the whole case, and always answers in words
    WorkKind.CASE: 8,  # what is objected to, the review, an account with documents, the reasons
    WorkKind.PROOF: 4,  # up to twenty pages are compared with what the review says
    WorkKind.AGENCY: 4,  # a document is compared with what we know of the agency
    WorkKind.REVIEW: 2,  # a text is read in less than one; most need no words
    WorkKind.REPLY: 2,  # the same, with the review it answers
    WorkKind.PROFILE: 1,  # a name or places beside the website
}
"""About how long one takes (ours): a volunteer has 90 minutes a day."""

REQUEST_DAYS: Final = 7
"""So long a request that names no date may wait (ours)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much waits; what is overdue is not among what is due today."""

    waiting: int = 0
    overdue: int = 0
    due_today: int = 0

    @property
    def owed(self) -> int:
        """What should be done by tonight."""
        return self.overdue + self.due_today


def tally(dues: Iterable[dt.datetime], now: dt.datetime, day_ends: dt.datetime) -> Tally:
    """Count what is due at these moments."""
    found = list(dues)
    return Tally(
        len(found), sum(due < now for due in found), sum(now <= due < day_ends for due in found)
    )


def minutes_owed(tallies: Mapping[WorkKind, Tally]) -> int:
    """About how long everything takes that should be done by tonight.

    Above ten in steps of five: nobody works to the minute.
    """
    exact = sum(MINUTES[kind] * found.owed for kind, found in tallies.items())
    return exact if exact <= 10 else -(-exact // 5) * 5


def urgency(kind: WorkKind, due_on: dt.date, *, first: bool) -> tuple[bool, dt.date, int]:
    """What is smaller is done before: threats and trusted flaggers (`first`), day, kind."""
    return (not first, due_on, list(WorkKind).index(kind))
