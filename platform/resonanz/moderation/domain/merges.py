"""Who decides that two listed entries are one agency, or two again."""

from enum import StrEnum


class MergeKind(StrEnum):
    """Two entries become one, or two again."""

    MERGE = "merge"
    SPLIT = "split"


class MergeState(StrEnum):
    """Where a merge or split stands; a merge that was split is undone."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"


class Needed(StrEnum):
    """Who has to agree."""

    ALONE = "alone"
    SOLO = "solo"
    SECOND = "second"


def needed(public_reviews: int, *, solo: bool) -> Needed:
    """Who has to agree when so many public reviews move: with any, scores and ranks change.

    Then a second moderator, unless the operator is alone and says so (TRUST 16a).
    """
    if not public_reviews:
        return Needed.ALONE
    return Needed.SOLO if solo else Needed.SECOND


def may_confirm(asked_by: int | None, account_id: int, *, solo: bool) -> bool:
    """Whether a moderator may confirm what somebody proposed: never the own proposal.

    Who proposed is unknown once the account is gone.
    """
    return solo or asked_by != account_id
