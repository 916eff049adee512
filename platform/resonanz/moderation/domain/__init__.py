"""Rules of moderation: verdicts, grounds, cases, deadlines, statements of reasons."""

from .cases import (
    OPEN_STATES,
    RULES,
    Actor,
    CaseKind,
    CaseState,
    IllegalStepError,
    Outcome,
    Rule,
    Step,
    rule_of,
    starting_state,
)
from .claims import CLAIM_LIFETIME, is_live
from .corrections import CorrectionMove, CorrectionState, Refusal
from .deadlines import COMPLAINT_MONTHS, Policy, complaint_until
from .decisions import EXPLANATION_LIMIT, Fault, Verdict, faults, wording_fault
from .grounds import (
    CHECK_GROUNDS,
    GROUNDS,
    INTERIM_GROUNDS,
    REPLY_GROUNDS,
    Basis,
    Ground,
    GroundRule,
)
from .notices import LIKELY, SOURCE_TYPES, NoticeGround, Source, SubjectType, goes_first, needs_text
from .schema import violations
from .statements import Restriction, Words, statement_fields

__all__ = [
    "CHECK_GROUNDS",
    "CLAIM_LIFETIME",
    "COMPLAINT_MONTHS",
    "EXPLANATION_LIMIT",
    "GROUNDS",
    "INTERIM_GROUNDS",
    "LIKELY",
    "OPEN_STATES",
    "REPLY_GROUNDS",
    "RULES",
    "SOURCE_TYPES",
    "Actor",
    "Basis",
    "CaseKind",
    "CaseState",
    "CorrectionMove",
    "CorrectionState",
    "Fault",
    "Ground",
    "GroundRule",
    "IllegalStepError",
    "NoticeGround",
    "Outcome",
    "Policy",
    "Refusal",
    "Restriction",
    "Rule",
    "Source",
    "Step",
    "SubjectType",
    "Verdict",
    "Words",
    "complaint_until",
    "faults",
    "goes_first",
    "is_live",
    "needs_text",
    "rule_of",
    "starting_state",
    "statement_fields",
    "violations",
    "wording_fault",
]
