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
from .claims import ClaimDocument, ClaimPage
from .decisions import Decision, QueueClaim, ReplyClaim, StatementOfReasons
from .evidence import (
    ContactCheck,
    Evidence,
    EvidenceExtract,
    EvidenceMatch,
    EvidencePage,
    EvidenceView,
)
from .merges import AgencyMerge
from .misuse import (
    AuthorityAnswer,
    AuthorityClaim,
    AuthorityRequest,
    MisusePoint,
    ModeratorInterest,
    Sanction,
    TrustedFlagger,
)
from .signals import ReviewSignal, SignalRun, TextBand, TextSketch
from .team import ModeratorLanguage, TeamNote, TextBlock

__all__ = [
    "AgencyMerge",
    "AuthorityAnswer",
    "AuthorityClaim",
    "AuthorityRequest",
    "CaseClaim",
    "CaseEvent",
    "CaseGuest",
    "CaseMessage",
    "ClaimDocument",
    "ClaimPage",
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
    "ModeratorLanguage",
    "Notice",
    "QueueClaim",
    "ReplyClaim",
    "ReviewSignal",
    "Sanction",
    "SignalRun",
    "StatementOfReasons",
    "TeamNote",
    "TextBand",
    "TextBlock",
    "TextSketch",
    "TrustedFlagger",
]
