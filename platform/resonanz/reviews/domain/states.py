"""The review's state machine (TRUST.md, State machines) as one table."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a review stands. A draft is no review yet: it lives in a table of its own."""

    EMAIL_PENDING = "email_pending"
    EXPIRED = "expired"
    PRE_CHECK = "pre_check"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    PUBLISHED = "published"
    CONTESTED = "contested"
    HIDDEN_INTERIM = "hidden_interim"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


PUBLIC_STATES: Final = frozenset({State.PUBLISHED, State.CONTESTED})
"""Only these are shown and count."""

LIVE_STATES: Final = frozenset(State) - {
    State.EXPIRED,
    State.REJECTED,
    State.REMOVED,
    State.WITHDRAWN,
    State.EMAIL_PENDING,
}
"""Those that keep their author from a second review of the same agency (TRUST 4)."""

PROVABLE_STATES: Final = PUBLIC_STATES | {
    State.PRE_CHECK,
    State.RETURNED,
    State.APPROVED,
    State.HIDDEN_INTERIM,
}
"""A review that waits or lives may be proven by its author; what has ended needs no proof."""


class Event(StrEnum):
    """What moves a review. An agency is never the one who moves it."""

    CONFIRM = "confirm"
    EXPIRE = "expire"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    RESUBMIT = "resubmit"
    PUBLISH = "publish"
    CONTEST = "contest"
    HIDE = "hide"
    KEEP = "keep"
    REMOVE = "remove"
    RESTORE = "restore"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"


_S, _E = State, Event
TRANSITIONS: Final[dict[tuple[State, Event], State]] = {
    (_S.EMAIL_PENDING, _E.CONFIRM): _S.PRE_CHECK,
    (_S.EMAIL_PENDING, _E.EXPIRE): _S.EXPIRED,
    (_S.PRE_CHECK, _E.APPROVE): _S.APPROVED,
    (_S.PRE_CHECK, _E.RETURN): _S.RETURNED,
    (_S.PRE_CHECK, _E.REJECT): _S.REJECTED,
    (_S.RETURNED, _E.RESUBMIT): _S.PRE_CHECK,
    (_S.REJECTED, _E.UPHOLD): _S.PRE_CHECK,
    (_S.APPROVED, _E.PUBLISH): _S.PUBLISHED,
    (_S.PUBLISHED, _E.CONTEST): _S.CONTESTED,
    (_S.CONTESTED, _E.KEEP): _S.PUBLISHED,
    (_S.CONTESTED, _E.HIDE): _S.HIDDEN_INTERIM,
    (_S.CONTESTED, _E.REMOVE): _S.REMOVED,
    (_S.HIDDEN_INTERIM, _E.KEEP): _S.PUBLISHED,
    (_S.HIDDEN_INTERIM, _E.REMOVE): _S.REMOVED,
    (_S.REMOVED, _E.RESTORE): _S.PUBLISHED,
} | {(state, _E.WITHDRAW): _S.WITHDRAWN for state in State if state is not _S.WITHDRAWN}


class IllegalTransitionError(ValueError):
    """The event is not allowed in the state."""


def transition(state: State, event: Event) -> State:
    """The state after an event; raises IllegalTransitionError outside the table."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransitionError(f"{event} in {state}") from None


def may(state: State, event: Event) -> bool:
    """Whether the event is allowed in the state."""
    return (state, event) in TRANSITIONS
