"""Late feedback: an agency offers it, the review's author chooses how, and says whether it came.

No move changes a fact or a star. The agency learns of a choice only what the author lets it know:
who gets in touch without a word beforehand, who declines and who never answers look the same.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ANSWER_DAYS: Final = 14
"""So long an offer waits for its author's choice."""
CONFIRM_DAYS: Final = 30
"""So long after the choice, or the delivery, the author can say whether it came."""
OFFERS_A_DAY: Final = 10
"""An agency offers late feedback on so many reviews within 24 hours (ours)."""
JOB_LIMIT: Final = 120


class LateState(StrEnum):
    """Where late feedback stands.

    `self`: the author gets in touch; `named`: the agency may read a job and a month; `delivered`:
    it says that the feedback is on its way; `unconfirmed`: the author never said whether it came.
    """

    OFFERED = "offered"
    SELF = "self"
    NAMED = "named"
    DELIVERED = "delivered"
    DECLINED = "declined"
    LAPSED = "lapsed"
    UNCONFIRMED = "unconfirmed"
    CAME = "came"
    MISSED = "missed"


class LateMove(StrEnum):
    """What moves late feedback."""

    CHOOSE_SELF = "choose_self"
    CHOOSE_NAMED = "choose_named"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    DELIVER = "deliver"
    CAME = "came"
    MISSED = "missed"
    LAPSE = "lapse"


class Party(StrEnum):
    """Who moves late feedback."""

    AUTHOR = "author"
    AGENCY = "agency"
    SYSTEM = "system"


_S, _M, _P = LateState, LateMove, Party
_CONFIRM: Final = {
    _M.CAME: (_S.CAME, _P.AUTHOR),
    _M.MISSED: (_S.MISSED, _P.AUTHOR),
    _M.LAPSE: (_S.UNCONFIRMED, _P.SYSTEM),
}
LATE_RULES: Final[Mapping[tuple[LateState, LateMove], tuple[LateState, Party]]] = {
    (_S.OFFERED, _M.CHOOSE_SELF): (_S.SELF, _P.AUTHOR),
    (_S.OFFERED, _M.CHOOSE_NAMED): (_S.NAMED, _P.AUTHOR),
    (_S.OFFERED, _M.DECLINE): (_S.DECLINED, _P.AUTHOR),
    (_S.OFFERED, _M.LAPSE): (_S.LAPSED, _P.SYSTEM),
    (_S.SELF, _M.TAKE_BACK): (_S.DECLINED, _P.AUTHOR),
    (_S.NAMED, _M.TAKE_BACK): (_S.DECLINED, _P.AUTHOR),
    # Who gets in touch is not announced, so there is nothing that the agency could tick off.
    (_S.NAMED, _M.DELIVER): (_S.DELIVERED, _P.AGENCY),
    **{
        (state, move): rule
        for state in (_S.SELF, _S.NAMED, _S.DELIVERED)
        for move, rule in _CONFIRM.items()
    },
}
"""Every legal move: where it leads, and who makes it."""
OPEN_LATE: Final = frozenset(state for state, _ in LATE_RULES)
CONFIRMABLE: Final = frozenset({_S.SELF, _S.NAMED, _S.DELIVERED})
RELEASED: Final = frozenset({_S.NAMED, _S.DELIVERED})
"""What the author released is kept in these states alone."""


class IllegalMoveError(ValueError):
    """The move is not allowed in the state, or not to this party."""


def move_late(state: LateState, move: LateMove, by: Party) -> LateState:
    """The state after a move; raises IllegalMoveError outside the table."""
    rule = LATE_RULES.get((state, move))
    if rule is None or rule[1] is not by:
        raise IllegalMoveError(f"{move} in {state} by {by}")
    return rule[0]


_MAIL_DAYS: Final[Mapping[LateState, tuple[int, ...]]] = {
    _S.OFFERED: (7,),
    _S.SELF: (10, 23),
    _S.NAMED: (14, 23),
    _S.DELIVERED: (7, 23),
}


def next_mail(state: LateState, since: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """When the author is asked again, in a state that began at `since`; None if not any more."""
    moments = (since + dt.timedelta(days=days) for days in _MAIL_DAYS.get(state, ()))
    return next((moment for moment in moments if moment > now), None)


def ends_at(state: LateState, since: dt.datetime) -> dt.datetime | None:
    """When a state that began at `since` ends by itself; None if it has ended for good."""
    if state not in OPEN_LATE:
        return None
    days = ANSWER_DAYS if state is _S.OFFERED else CONFIRM_DAYS
    return since + dt.timedelta(days=days)


class Seen(StrEnum):
    """What an agency sees of late feedback that it offered."""

    WAITING = "waiting"
    DELIVER = "deliver"
    DELIVERED = "delivered"
    CLOSED = "closed"
    UNCONFIRMED = "unconfirmed"
    CAME = "came"
    MISSED = "missed"


_TOLD: Final = {
    _S.NAMED: Seen.DELIVER,
    _S.DELIVERED: Seen.DELIVERED,
    _S.UNCONFIRMED: Seen.UNCONFIRMED,
}


def seen_by_agency(
    state: LateState, answer_by: dt.datetime, told_at: dt.datetime | None, now: dt.datetime
) -> Seen:
    """What the agency sees; a choice that it is not told of looks like none until the last day.

    `told_at` is when it hears that job and month were named, None if they were not.
    """
    if state is _S.CAME:
        return Seen.CAME
    if state is _S.MISSED:
        return Seen.MISSED
    if told_at is not None and told_at <= now:
        return _TOLD.get(state, Seen.CLOSED)
    return Seen.WAITING if now < answer_by else Seen.CLOSED


class LateRefusal(StrEnum):
    """Why no late feedback can be offered."""

    ANSWERED = "answered"
    OFFERED = "offered"
    TOO_MANY = "too_many"


_HOLLOW: Final = 1
"""A rejection with no reason (0) or a stock phrase (1) lacks feedback."""


def is_lacking(line: Mapping[str, str | int]) -> bool:
    """Whether a review's last ledger line lacks feedback: no answer, or a hollow rejection."""
    if line["answer"] == "rejection":
        return int(line.get("concreteness", 0)) <= _HOLLOW
    return line["answer"] != "advanced"


def late_refusal(line: Mapping[str, str | int], *, offered: bool, today: int) -> LateRefusal | None:
    """Why nothing can be offered on a review's last line; None if it can.

    `offered` says that it was before, `today` how many offers the agency made within 24 hours.
    """
    if offered:
        return LateRefusal.OFFERED
    if not is_lacking(line):
        return LateRefusal.ANSWERED
    return LateRefusal.TOO_MANY if today >= OFFERS_A_DAY else None


def late_days(line: Mapping[str, str | int]) -> range:
    """The classes of working days after which late feedback can have come.

    Never sooner than the word, or the wait, that the line tells of.
    """
    return range(int(line.get("days", 0)), 5)


@dataclass(frozen=True, slots=True)
class LateLine:
    """Late feedback that came: after which stage, after how many working days, how concrete.

    `days` and `concreteness` are classes as in the ledger.
    """

    stage: str
    days: int
    concreteness: int


def late_line(stage: str | None, days: int | None, concreteness: int | None) -> LateLine | None:
    """What came late, as a row holds it; None if nothing did."""
    if stage is None or days is None or concreteness is None:
        return None
    return LateLine(stage, days, concreteness)


@dataclass(frozen=True, slots=True)
class Release:
    """What the agency may read, letter by letter: a job as its author calls it, and a month.

    `month` is like 2026-05, "" where the author left it out.
    """

    job: str
    month: str
