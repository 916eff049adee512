"""What a statement of reasons must look like: DSA Transparency Database, schema v2."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

EEA: Final = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
_LAW: Final = "DECISION_GROUND_ILLEGAL_CONTENT"
_RULES: Final = "DECISION_GROUND_INCOMPATIBLE_CONTENT"
_GROUNDS: Final = (_LAW, _RULES)
_VISIBILITIES: Final = {
    f"DECISION_VISIBILITY_{name}"
    for name in (
        "CONTENT_REMOVED",
        "CONTENT_DISABLED",
        "CONTENT_LABELLED",
        "CONTENT_DEMOTED",
        "CONTENT_INTERACTION_RESTRICTED",
        "OTHER",
    )
}
_PROVISIONS: Final = {
    f"DECISION_PROVISION_{extent}_{kind}"
    for extent in ("PARTIAL", "TOTAL")
    for kind in ("SUSPENSION", "TERMINATION")
}
_ACCOUNTS: Final = {"DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"}
_ACCOUNT_TYPES: Final = {"ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_PRIVATE"}
_CONTENT_TYPES: Final = {"CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE", "CONTENT_TYPE_OTHER"}
_CATEGORIES: Final = {
    f"STATEMENT_CATEGORY_{name}"
    for name in (
        "ILLEGAL_OR_HARMFUL_SPEECH",
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        "SCAMS_AND_FRAUD",
        "CONSUMER_INFORMATION",
        "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "CYBER_VIOLENCE",
        "VIOLENCE",
        "OTHER_VIOLATION_TC",
    )
}
_KEYWORDS: Final = {
    f"KEYWORD_{name}"
    for name in (
        "DEFAMATION",
        "DISCRIMINATION",
        "HATE_SPEECH",
        "INAUTHENTIC_USER_REVIEWS",
        "INAUTHENTIC_ACCOUNTS",
        "IMPERSONATION_ACCOUNT_HIJACKING",
        "HIDDEN_ADVERTISEMENT",
        "MISSING_PROCESSING_GROUND",
        "RIGHT_TO_BE_FORGOTTEN",
        "TRADE_SECRET_INFRINGEMENT",
        "TRADEMARK_INFRINGEMENT",
        "CYBER_HARASSMENT",
        "OTHER",
    )
}
_SOURCES: Final = {
    "SOURCE_ARTICLE_16",
    "SOURCE_TRUSTED_FLAGGER",
    "SOURCE_TYPE_OTHER_NOTIFICATION",
    "SOURCE_VOLUNTARY",
}
_AUTOMATED: Final = {f"AUTOMATED_DECISION_{n}" for n in ("FULLY", "PARTIALLY", "NOT_AUTOMATED")}
_YES_NO: Final = {"Yes", "No"}
_PUID: Final = re.compile(r"[A-Za-z0-9_-]{1,500}")
FIELDS: Final = frozenset(
    {
        "puid",
        *("decision_visibility", "decision_visibility_other", "decision_monetary"),
        *("decision_provision", "decision_account", "account_type"),
        *("decision_ground", "decision_ground_reference_url"),
        *("illegal_content_legal_ground", "illegal_content_explanation"),
        *("incompatible_content_ground", "incompatible_content_explanation"),
        "incompatible_content_illegal",
        *("content_type", "content_type_other", "content_language", "content_date"),
        *("category", "category_specification", "category_specification_other"),
        *("decision_facts", "application_date"),
        *(f"end_date_{kind}_restriction" for kind in ("visibility", "service", "account")),
        *("source_type", "automated_detection", "automated_decision", "territorial_scope"),
    }
)
"""Whatever else a statement held would be sent to the database: a name, say."""
_GROUND_LIMIT, _EXPLANATION_LIMIT, _FACTS_LIMIT, _URL_LIMIT = 500, 2000, 5000, 500


def violations(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that break the schema, in alphabetical order; () for a valid statement."""
    check = _Check(fields)
    check.wrong |= set(fields) - FIELDS
    if not _PUID.fullmatch(str(fields.get("puid", ""))):
        check.wrong.add("puid")
    check.decision()
    check.ground()
    check.several("content_type", _CONTENT_TYPES, required=True)
    check.one_of("category", _CATEGORIES, required=True)
    check.several("category_specification", _KEYWORDS)
    check.text("decision_facts", _FACTS_LIMIT, required=True)
    check.date("content_date", required=True)
    check.date("application_date", required=True)
    for kind in ("visibility", "service", "account"):
        check.date(f"end_date_{kind}_restriction")
    check.one_of("source_type", _SOURCES, required=True)
    check.one_of("automated_detection", _YES_NO, required=True)
    check.one_of("automated_decision", _AUTOMATED, required=True)
    check.several("territorial_scope", EEA)
    if fields.get("decision_monetary") is not None:
        check.wrong.add("decision_monetary")
    language = fields.get("content_language")
    if language is not None and not re.fullmatch("[A-Z]{2}", str(language)):
        check.wrong.add("content_language")
    return tuple(sorted(check.wrong))


class _Check:
    """Collects the names of the fields that are wrong."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields
        self.wrong: set[str] = set()

    def decision(self) -> None:
        """At least one kind of restriction; an account's one names the kind of account."""
        names = ("decision_visibility", "decision_provision", "decision_account")
        if not any(self.fields.get(name) for name in names):
            self.wrong.add("decision_visibility")
        self.several("decision_visibility", _VISIBILITIES)
        self.one_of("decision_provision", _PROVISIONS)
        self.one_of("decision_account", _ACCOUNTS)
        account = bool(self.fields.get("decision_account"))
        self.one_of("account_type", _ACCOUNT_TYPES, required=account)

    def ground(self) -> None:
        """The law or the rule, with its explanation; never both."""
        self.one_of("decision_ground", _GROUNDS, required=True)
        law = self.fields.get("decision_ground") == _LAW
        rules = self.fields.get("decision_ground") == _RULES
        self.text("illegal_content_legal_ground", _GROUND_LIMIT, required=law, only_if=law)
        self.text("illegal_content_explanation", _EXPLANATION_LIMIT, required=law, only_if=law)
        self.text("incompatible_content_ground", _GROUND_LIMIT, required=rules, only_if=rules)
        self.text(
            "incompatible_content_explanation", _EXPLANATION_LIMIT, required=rules, only_if=rules
        )
        self.one_of("incompatible_content_illegal", _YES_NO)
        self.text("decision_ground_reference_url", _URL_LIMIT)

    def text(self, name: str, limit: int, *, required: bool = False, only_if: bool = True) -> None:
        """A text that is not blank and not longer than the limit."""
        value = self.fields.get(name)
        if value is None:
            if required:
                self.wrong.add(name)
        elif not isinstance(value, str) or not value.strip() or len(value) > limit or not only_if:
            self.wrong.add(name)

    def one_of(self, name: str, allowed: Collection[str], *, required: bool = False) -> None:
        """One of the schema's words."""
        value = self.fields.get(name)
        if value is None:
            if required:
                self.wrong.add(name)
        elif not isinstance(value, str) or value not in allowed:
            self.wrong.add(name)

    def several(self, name: str, allowed: Collection[str], *, required: bool = False) -> None:
        """A list of the schema's words; one that ends on OTHER is explained in `…_other`."""
        value = self.fields.get(name)
        if value is None:
            if required:
                self.wrong.add(name)
            return
        if (
            not isinstance(value, list)
            or not value
            or any(not isinstance(word, str) or word not in allowed for word in value)
        ):
            self.wrong.add(name)
        elif any(word.endswith("_OTHER") for word in value):
            self.text(f"{name}_other", _GROUND_LIMIT, required=True)

    def date(self, name: str, *, required: bool = False) -> None:
        """A day as YYYY-MM-DD."""
        value = self.fields.get(name)
        if value is None:
            if required:
                self.wrong.add(name)
            return
        try:
            correct = dt.date.fromisoformat(value).isoformat() == value
        except (TypeError, ValueError):
            correct = False
        if not correct:
            self.wrong.add(name)
