"""An agency's correction of a fact: who moves it, what may be proposed, and when.

The agency names one ledger line and what it says is right; the line's author alone decides. Until
then the line is marked as disputed, and nothing else changes. Lines are mappings as the ledger
stores them: no value of theirs can hold a name.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .cases import Actor, IllegalStepError
from .deadlines import CORRECTION_AGAIN_DAYS, CORRECTIONS_PER_AGENCY

Line = Mapping[str, str | int]


class CorrectionState(StrEnum):
    """Where a correction stands; `lapsed` ended without an answer, and the line stands."""

    OPEN = "open"
    AGREED = "agreed"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class CorrectionMove(StrEnum):
    """What moves a correction: `withdraw` takes the whole review back."""

    AGREE = "agree"
    KEEP = "keep"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    BOUNCE = "bounce"
    ASK_AGAIN = "ask_again"


@dataclass(frozen=True, slots=True)
class CorrectionRule:
    """What a move does: where to, by whom; `changes_line` says that the facts change."""

    to: CorrectionState
    by: Actor
    changes_line: bool = False


_S, _M = CorrectionState, CorrectionMove
CORRECTION_RULES: Final = {
    (_S.OPEN, _M.AGREE): CorrectionRule(_S.AGREED, Actor.AUTHOR, changes_line=True),
    (_S.OPEN, _M.KEEP): CorrectionRule(_S.KEPT, Actor.AUTHOR),
    (_S.OPEN, _M.WITHDRAW): CorrectionRule(_S.WITHDRAWN, Actor.AUTHOR),
    # The days are over, or the review left the site, or its author did.
    (_S.OPEN, _M.LAPSE): CorrectionRule(_S.LAPSED, Actor.SYSTEM),
    # Who was never reached is not silent: no clock runs, and the line is not marked.
    (_S.OPEN, _M.BOUNCE): CorrectionRule(_S.OPEN, Actor.SYSTEM),
    (_S.OPEN, _M.ASK_AGAIN): CorrectionRule(_S.OPEN, Actor.SYSTEM),
}


def correction_rule(state: CorrectionState, move: CorrectionMove, actor: Actor) -> CorrectionRule:
    """The rule of a legal move; raises IllegalStepError for every other one."""
    rule = CORRECTION_RULES.get((state, move))
    if rule is None:
        raise IllegalStepError(f"{move} in {state}")
    if actor is not rule.by:
        raise IllegalStepError(f"{move} by {actor}")
    return rule


_OF_AN_ANSWER: Final = frozenset({"days", "concreteness", "silence", "channel"})


class ProposalFault(StrEnum):
    """What can be wrong with a proposal: it changes nothing, or what is not the agency's to say."""

    SAME = "same"
    FOREIGN = "foreign"


def correctable(line: Line, *, last: bool) -> tuple[str, ...]:
    """The values of a line that an agency may correct, in the order in which they are asked.

    An earlier stage was answered by being invited on, so only its time can be wrong. Of the last
    one everything that tells what came; the rest only where its author said something about it.
    """
    if not last:
        return ("days",)
    stated = tuple(name for name in ("silence", "chasers", "promise") if name in line)
    return ("answer", "days", "concreteness", *stated)


def proposal_fault(line: Line, proposed: Line, *, last: bool) -> ProposalFault | None:
    """What is wrong with a proposed line of the same stage; None if nothing is.

    Where the answer changes, what no longer goes with it falls away; else nothing is taken back.
    """
    changed = {name for name in {*line, *proposed} if line.get(name) != proposed.get(name)}
    if not changed:
        return ProposalFault.SAME
    lost = changed - set(proposed)
    foreign = changed - lost - set(correctable(line, last=last))
    may_go = _OF_AN_ANSWER if "answer" in changed else frozenset()
    return ProposalFault.FOREIGN if foreign or lost - may_go else None


class Refusal(StrEnum):
    """Why a line cannot be corrected now."""

    OPEN = "open"
    ANSWERED = "answered"
    TOO_SOON = "too_soon"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class PastCorrection:
    """An earlier correction of a line; `ended_at` is None while it is open."""

    state: CorrectionState
    ended_at: dt.datetime | None


def refusal(past: Iterable[PastCorrection], open_ones: int, now: dt.datetime) -> Refusal | None:
    """Why a line with these earlier corrections cannot be corrected now; None if it can.

    Who kept a line is not asked about it again, and who did not answer not before a quarter is
    over; `open_ones` are those of the agency that wait for an answer.
    """
    earlier = tuple(past)
    states = {one.state for one in earlier}
    if CorrectionState.OPEN in states:
        return Refusal.OPEN
    if states & {CorrectionState.KEPT, CorrectionState.WITHDRAWN}:
        return Refusal.ANSWERED
    wait = dt.timedelta(days=CORRECTION_AGAIN_DAYS)
    if any(
        one.state is CorrectionState.LAPSED
        and one.ended_at is not None
        and now < one.ended_at + wait
        for one in earlier
    ):
        return Refusal.TOO_SOON
    return Refusal.TOO_MANY if open_ones >= CORRECTIONS_PER_AGENCY else None
