"""Use cases of moderation."""

from .cases import Case, Colleague, PastDecision, Proposal, case
from .claims import claim, claim_next, release
from .decisions import decide
from .errors import ClaimedError, DecidedError, Moderator
from .queue import QueueItem, QueuePage, queue_page
from .wording import GROUND_TEXTS, GroundText

__all__ = [
    "GROUND_TEXTS",
    "Case",
    "ClaimedError",
    "Colleague",
    "DecidedError",
    "GroundText",
    "Moderator",
    "PastDecision",
    "Proposal",
    "QueueItem",
    "QueuePage",
    "case",
    "claim",
    "claim_next",
    "decide",
    "queue_page",
    "release",
]
