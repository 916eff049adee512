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
from .evidence import (
    ContactCheck,
    Evidence,
    EvidenceExtract,
    EvidenceMatch,
    EvidencePage,
    EvidenceView,
)
from .misuse import (
    AuthorityAnswer,
    AuthorityRequest,
    MisusePoint,
    ModeratorInterest,
    Sanction,
    TrustedFlagger,
)
from .signals import ReviewSignal, SignalRun, TextBand, TextSketch

__all__ = [
    "AuthorityAnswer",
    "AuthorityRequest",
    "CaseClaim",
    "CaseEvent",
    "CaseGuest",
    "CaseMessage",
    "Complaint",
    "ContactCheck",
    "Correction",
    "Decision",
    "Evidence",
    "EvidenceExtract",
    "EvidenceMatch",
    "EvidencePage",
    "EvidenceView",
    "MisusePoint",
    "ModerationCase",
    "ModeratorInterest",
    "Notice",
    "QueueClaim",
    "ReviewSignal",
    "Sanction",
    "SignalRun",
    "StatementOfReasons",
    "TextBand",
    "TextSketch",
    "TrustedFlagger",
]
