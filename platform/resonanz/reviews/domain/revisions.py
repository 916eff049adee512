"""An edit of a review: a revision with a check of its own, while the old text stays (TRUST 11)."""

from enum import StrEnum
from typing import Final

from .states import PUBLIC_STATES, Event, IllegalTransitionError, State


class RevisionState(StrEnum):
    """Where a revision stands."""

    PRE_CHECK = "pre_check"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


_S, _E = RevisionState, Event
OPEN_REVISIONS: Final = frozenset({_S.PRE_CHECK, _S.RETURNED, _S.APPROVED})
"""Those of which a review has at most one."""

ENDED_REVISIONS: Final = frozenset({_S.PUBLISHED, _S.WITHDRAWN})
"""Those whose content is forgotten: it is the review's now, or nobody's."""

EDITABLE_STATES: Final = PUBLIC_STATES | {State.HIDDEN_INTERIM}
"""A review in these can be edited, and its revision is checked.

While a review is hidden for the time being, an approved revision waits: it is published once the
review is back. While a review is removed, everything waits, and goes on if it is restored.
"""

REVISION_MOVES: Final[dict[tuple[RevisionState, Event], RevisionState]] = {
    (_S.PRE_CHECK, _E.APPROVE): _S.APPROVED,
    (_S.PRE_CHECK, _E.RETURN): _S.RETURNED,
    (_S.PRE_CHECK, _E.REJECT): _S.REJECTED,
    (_S.RETURNED, _E.RESUBMIT): _S.PRE_CHECK,
    (_S.REJECTED, _E.UPHOLD): _S.PRE_CHECK,
    (_S.APPROVED, _E.PUBLISH): _S.PUBLISHED,
} | {(state, _E.WITHDRAW): _S.WITHDRAWN for state in OPEN_REVISIONS | {_S.REJECTED}}


def move_revision(state: RevisionState, event: Event) -> RevisionState:
    """The state after an event; raises IllegalTransitionError outside the table."""
    try:
        return REVISION_MOVES[state, event]
    except KeyError:
        raise IllegalTransitionError(f"{event} in {state}") from None
