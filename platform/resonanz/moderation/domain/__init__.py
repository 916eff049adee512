"""Rules of moderation: verdicts, grounds, claims of cases, statements of reasons."""

from .claims import CLAIM_LIFETIME, is_live
from .decisions import EXPLANATION_LIMIT, Fault, Typed, Verdict, faults
from .grounds import GROUNDS, Basis, Ground, GroundRule
from .schema import violations
from .statements import COMPLAINT_MONTHS, Words, complaint_until, statement_fields

__all__ = [
    "CLAIM_LIFETIME",
    "COMPLAINT_MONTHS",
    "EXPLANATION_LIMIT",
    "GROUNDS",
    "Basis",
    "Fault",
    "Ground",
    "GroundRule",
    "Typed",
    "Verdict",
    "Words",
    "complaint_until",
    "faults",
    "is_live",
    "statement_fields",
    "violations",
]
