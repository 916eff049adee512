"""Why content may be refused or removed, in the terms of the DSA Transparency Database (schema v2).

Categories and keywords are those of TRUST.md, "Statement of reasons, export". A ground is either
a law that the content breaks, or a rule of ours that it does not meet.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Basis(StrEnum):
    """What a ground rests on; the values are those of `decision_ground`."""

    LAW = "DECISION_GROUND_ILLEGAL_CONTENT"
    RULES = "DECISION_GROUND_INCOMPATIBLE_CONTENT"


class Ground(StrEnum):
    """Keys of the grounds, in the order in which moderators choose."""

    PERSON = "person"
    CONTACT_DATA = "contact_data"
    SENSITIVE = "sensitive"
    INSULT = "insult"
    ALLEGATION = "allegation"
    HATE = "hate"
    NO_CONTACT = "no_contact"
    REWARDED = "rewarded"
    CONFLICT = "conflict"
    OFF_TOPIC = "off_topic"
    NO_AGENCY = "no_agency"
    DUPLICATE = "duplicate"
    THREAT = "threat"
    RIGHTS = "rights"
    CONFIDENTIAL = "confidential"
    UNANSWERED = "unanswered"
    UNPROVEN = "unproven"
    OBJECTION = "objection"
    MISLEADING = "misleading"


@dataclass(frozen=True, slots=True)
class GroundRule:
    """How a ground is reported and handled.

    `other` names what the keyword OTHER stands for. `mendable` grounds can be met by changing the
    text, so they serve to return a review too. `needs_facts`: the words of the catalogue alone do
    not say what happened in the case. `only_cases`: it comes up after publication only.
    `interim`: manifest illegality, a threat or exposed privacy, the only ones that may hide a
    review before the decision.
    """

    basis: Basis
    category: str
    keyword: str
    other: str = ""
    mendable: bool = False
    needs_facts: bool = False
    only_cases: bool = False
    interim: bool = False


_PRIVACY: Final = "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
_SPEECH: Final = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
_FRAUD: Final = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
_CONSUMERS: Final = "STATEMENT_CATEGORY_CONSUMER_INFORMATION"
_TERMS: Final = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"

GROUNDS: Final = {
    Ground.PERSON: GroundRule(
        Basis.RULES, _PRIVACY, "KEYWORD_MISSING_PROCESSING_GROUND", mendable=True, interim=True
    ),
    Ground.CONTACT_DATA: GroundRule(
        Basis.RULES, _PRIVACY, "KEYWORD_MISSING_PROCESSING_GROUND", mendable=True, interim=True
    ),
    Ground.SENSITIVE: GroundRule(
        Basis.RULES, _PRIVACY, "KEYWORD_MISSING_PROCESSING_GROUND", mendable=True, interim=True
    ),
    Ground.INSULT: GroundRule(
        Basis.LAW, _SPEECH, "KEYWORD_DEFAMATION", mendable=True, interim=True
    ),
    Ground.ALLEGATION: GroundRule(
        Basis.LAW, _SPEECH, "KEYWORD_DEFAMATION", mendable=True, needs_facts=True, interim=True
    ),
    Ground.HATE: GroundRule(
        Basis.RULES, _SPEECH, "KEYWORD_DISCRIMINATION", mendable=True, interim=True
    ),
    Ground.NO_CONTACT: GroundRule(
        Basis.RULES, _FRAUD, "KEYWORD_INAUTHENTIC_USER_REVIEWS", needs_facts=True
    ),
    Ground.REWARDED: GroundRule(
        Basis.RULES, _CONSUMERS, "KEYWORD_HIDDEN_ADVERTISEMENT", needs_facts=True
    ),
    Ground.CONFLICT: GroundRule(
        Basis.RULES, _FRAUD, "KEYWORD_INAUTHENTIC_USER_REVIEWS", needs_facts=True
    ),
    Ground.OFF_TOPIC: GroundRule(Basis.RULES, _TERMS, "KEYWORD_OTHER", "off topic", mendable=True),
    Ground.NO_AGENCY: GroundRule(
        Basis.RULES, _TERMS, "KEYWORD_OTHER", "not about a recruitment agency"
    ),
    Ground.DUPLICATE: GroundRule(Basis.RULES, _TERMS, "KEYWORD_OTHER", "duplicate review"),
    Ground.THREAT: GroundRule(
        Basis.LAW,
        "STATEMENT_CATEGORY_VIOLENCE",
        "KEYWORD_OTHER",
        "threat",
        only_cases=True,
        interim=True,
    ),
    Ground.RIGHTS: GroundRule(
        Basis.LAW,
        "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "KEYWORD_TRADEMARK_INFRINGEMENT",
        needs_facts=True,
        only_cases=True,
    ),
    Ground.CONFIDENTIAL: GroundRule(
        Basis.LAW,
        "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "KEYWORD_TRADE_SECRET_INFRINGEMENT",
        needs_facts=True,
        only_cases=True,
    ),
    # Nobody is called a faker for not answering: no keyword of inauthenticity here (step 6).
    Ground.UNANSWERED: GroundRule(
        Basis.RULES, _CONSUMERS, "KEYWORD_OTHER", "no answer to the notice", only_cases=True
    ),
    Ground.UNPROVEN: GroundRule(
        Basis.RULES,
        _CONSUMERS,
        "KEYWORD_OTHER",
        "contact not proven to the agency",
        only_cases=True,
    ),
    # The listing of somebody who works alone, under their own name (GDPR Art. 21).
    Ground.OBJECTION: GroundRule(Basis.LAW, _PRIVACY, "KEYWORD_RIGHT_TO_BE_FORGOTTEN"),
    # What an agency says of itself: another's name, or a new one that hides its reviews.
    Ground.MISLEADING: GroundRule(
        Basis.LAW,
        _CONSUMERS,
        "KEYWORD_OTHER",
        "misleading statement of a business",
        needs_facts=True,
        only_cases=True,
    ),
}
CHECK_GROUNDS: Final = tuple(ground for ground, rule in GROUNDS.items() if not rule.only_cases)
"""Those of the check before publication."""
REPLY_GROUNDS: Final = (
    Ground.PERSON,
    Ground.CONTACT_DATA,
    Ground.SENSITIVE,
    Ground.INSULT,
    Ground.HATE,
    Ground.OFF_TOPIC,
    Ground.THREAT,
    Ground.CONFIDENTIAL,
)
"""Those of the check of an agency's reply."""
PROFILE_GROUNDS: Final = (
    Ground.MISLEADING,
    Ground.PERSON,
    Ground.CONTACT_DATA,
    Ground.INSULT,
    Ground.HATE,
    Ground.RIGHTS,
)
"""Those for what an agency says of itself."""
_ELSEWHERE: Final = frozenset({Ground.OBJECTION, Ground.MISLEADING})
CASE_GROUNDS: Final = tuple(ground for ground in GROUNDS if ground not in _ELSEWHERE)
"""Those of a decision about a published review or reply."""
INTERIM_GROUNDS: Final = tuple(ground for ground, rule in GROUNDS.items() if rule.interim)
