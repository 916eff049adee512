"""Tables of moderation; constraints and indexes are in the migrations."""

from .cases import (
    CaseClaim,
    CaseEvent,
    CaseGuest,
    CaseMessage,
    Complaint,
    Correction,
    ModerationCase,
    Notice,
)
from .decisions import Decision, QueueClaim, StatementOfReasons

__all__ = [
    "CaseClaim",
    "CaseEvent",
    "CaseGuest",
    "CaseMessage",
    "Complaint",
    "Correction",
    "Decision",
    "ModerationCase",
    "Notice",
    "QueueClaim",
    "StatementOfReasons",
]
