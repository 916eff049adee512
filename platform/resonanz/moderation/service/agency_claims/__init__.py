"""Claims of agencies that a moderator decides: by a document, or after lost owners (TRUST 21)."""

from .deciding import (
    ClaimFile,
    ClaimSheet,
    WaitingClaim,
    decide,
    image,
    queue,
    release,
    show,
    take,
    tallies,
)
from .handing_in import destroy_documents, hand_in

__all__ = [
    "ClaimFile",
    "ClaimSheet",
    "WaitingClaim",
    "decide",
    "destroy_documents",
    "hand_in",
    "image",
    "queue",
    "release",
    "show",
    "take",
    "tallies",
]
