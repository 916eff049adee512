"""Statements of reasons (DSA Art. 17) in the fields of the Transparency Database, schema v2.

A rejected review was never public and is not deleted: its author still sees it, and a complaint
can bring it back to the check. So its visibility decision is CONTENT_DISABLED, not CONTENT_REMOVED.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from .grounds import GROUNDS, Basis, Ground
from .schema import EEA

COMPLAINT_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The statement's free texts: what was found, why that counts, the law or rule it rests on."""

    facts: str
    why: str
    basis: str


def statement_fields(
    *,
    puid: str,
    ground: Ground,
    words: Words,
    content_date: dt.date,
    application_date: dt.date,
    content_language: str,
) -> dict[str, Any]:
    """The fields of a rejection in the check before publication, found and decided by people."""
    rule = GROUNDS[ground]
    fields: dict[str, Any] = {
        "puid": puid,
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        "decision_monetary": None,
        "decision_ground": rule.basis.value,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "category": rule.category,
        "category_specification": [rule.keyword],
        "decision_facts": words.facts,
        "content_date": content_date.isoformat(),
        "application_date": application_date.isoformat(),
        "end_date_visibility_restriction": None,
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "territorial_scope": list(EEA),
        "content_language": content_language.upper(),
    }
    if rule.other:
        fields["category_specification_other"] = rule.other
    if rule.basis is Basis.LAW:
        return fields | {
            "illegal_content_legal_ground": words.basis,
            "illegal_content_explanation": words.why,
        }
    return fields | {
        "incompatible_content_ground": words.basis,
        "incompatible_content_explanation": words.why,
        "incompatible_content_illegal": "No",
    }


def complaint_until(decided_on: dt.date) -> dt.date:
    """The last day of the six months for a complaint (TRUST 17)."""
    index = decided_on.year * 12 + decided_on.month - 1 + COMPLAINT_MONTHS
    year, month = divmod(index, 12)
    following = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(decided_on.day, last))
