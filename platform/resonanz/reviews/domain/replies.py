"""An agency's reply to a review: its versions' state machine as one table, and what looks alike."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

REPLY_LIMIT: Final = 2000
"""The most characters of a reply (ours)."""
_ALIKE: Final = 0.6
_RUN: Final = 3


class ReplyState(StrEnum):
    """Where a version of a reply stands; of the versions of one reply at most one is public."""

    PRE_CHECK = "pre_check"
    RETURNED = "returned"
    REJECTED = "rejected"
    PUBLISHED = "published"
    REPLACED = "replaced"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class ReplyEvent(StrEnum):
    """What moves a version. The agency sends, replaces and withdraws; all else is moderation's."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    REPLACE = "replace"
    REMOVE = "remove"
    RESTORE = "restore"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"


_S, _E = ReplyState, ReplyEvent
OPEN_REPLIES: Final = frozenset({_S.PRE_CHECK, _S.RETURNED})
"""Those that are on their way; a newer version takes their place."""
REPLY_TRANSITIONS: Final[dict[tuple[ReplyState, ReplyEvent], ReplyState]] = {
    (_S.PRE_CHECK, _E.APPROVE): _S.PUBLISHED,
    (_S.PRE_CHECK, _E.RETURN): _S.RETURNED,
    (_S.PRE_CHECK, _E.REJECT): _S.REJECTED,
    (_S.PRE_CHECK, _E.REPLACE): _S.REPLACED,
    (_S.PRE_CHECK, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.RETURNED, _E.REPLACE): _S.REPLACED,
    (_S.RETURNED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.REJECTED, _E.UPHOLD): _S.PRE_CHECK,
    (_S.PUBLISHED, _E.REPLACE): _S.REPLACED,
    (_S.PUBLISHED, _E.REMOVE): _S.REMOVED,
    (_S.PUBLISHED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.REMOVED, _E.RESTORE): _S.PUBLISHED,
}


def reply_transition(state: ReplyState, event: ReplyEvent) -> ReplyState:
    """The state after an event; raises ValueError outside the table."""
    try:
        return REPLY_TRANSITIONS[state, event]
    except KeyError:
        raise ValueError(f"{event} in {state}") from None


def alike(text: str, others: Iterable[str]) -> int:
    """How many of the other texts say nearly the same.

    Numbers and case do not tell texts apart. Alike share six tenths of their three-word runs
    (Jaccard), or all words of a text that is shorter than a run.
    """
    own = _runs(text)
    return sum(bool(own) and _resemblance(own, _runs(other)) >= _ALIKE for other in others)


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    size = min(_RUN, len(words))
    return frozenset(" ".join(words[at : at + size]) for at in range(len(words) - size + 1) if size)


def _resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
