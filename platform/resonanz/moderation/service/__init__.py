"""Use cases of moderation."""

from .cases import Case, Colleague, PastDecision, Proposal, case
from .claims import claim, claim_next, release
from .decisions import decide
from .errors import ClaimedError, DecidedError, Moderator
from .queue import QueueItem, QueuePage, position_text, queue_page, read_position
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
    "position_text",
    "queue_page",
    "read_position",
    "release",
]
