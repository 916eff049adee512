"""Statements of reasons (DSA Art. 17) in the fields of the Transparency Database, schema v2.

A rejected review was never public and is not deleted: its author still sees it, and a complaint
can bring it back to the check. So its visibility decision is CONTENT_DISABLED, not CONTENT_REMOVED.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .grounds import GROUNDS, Basis, Ground
from .schema import EEA


class Restriction(StrEnum):
    """What a decision does to what can be seen; the values are those of the schema."""

    DISABLED = "DECISION_VISIBILITY_CONTENT_DISABLED"
    REMOVED = "DECISION_VISIBILITY_CONTENT_REMOVED"
    LABELLED = "DECISION_VISIBILITY_CONTENT_LABELLED"


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
    restriction: Restriction = Restriction.DISABLED,
    source_type: str = "SOURCE_VOLUNTARY",
    by_rule: bool = False,
    detected: bool = False,
) -> dict[str, Any]:
    """The fields of a restriction that people found, by default a rejection before publication.

    `content_language` is "" where it is not known.

    `by_rule`: a person heard the case and set the deadline, the worker carried out its end.
    `detected`: a signal had pointed at it before a person looked.
    """
    rule = GROUNDS[ground]
    fields: dict[str, Any] = {
        "puid": puid,
        "decision_visibility": [restriction.value],
        "decision_monetary": None,
        "decision_ground": rule.basis.value,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "category": rule.category,
        "category_specification": [rule.keyword],
        "decision_facts": words.facts,
        "content_date": content_date.isoformat(),
        "application_date": application_date.isoformat(),
        "end_date_visibility_restriction": None,
        "source_type": source_type,
        "automated_detection": "Yes" if detected else "No",
        "automated_decision": "AUTOMATED_DECISION_PARTIALLY"
        if by_rule
        else "AUTOMATED_DECISION_NOT_AUTOMATED",
        "territorial_scope": list(EEA),
    }
    if content_language:
        fields["content_language"] = content_language.upper()
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
