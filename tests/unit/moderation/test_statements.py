"""Statements of reasons are valid by the DSA Transparency Database's schema v2 (TRUST 15)."""

import datetime as dt
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain import (
    EXPLANATION_LIMIT,
    GROUNDS,
    Ground,
    Words,
    complaint_until,
    statement_fields,
    violations,
)
from resonanz.moderation.domain.schema import FIELDS

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2100, 12, 31))
PUIDS = st.text("abcXYZ019_-", min_size=1, max_size=500)
WORDS = st.builds(
    Words,
    facts=st.text("aä ß.", min_size=1, max_size=5000).filter(str.strip),
    why=st.text("aä ß.", min_size=1, max_size=2000).filter(str.strip),
    basis=st.text("aä ß.", min_size=1, max_size=500).filter(str.strip),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


def fields(ground: Ground = Ground.PERSON, **changes: Any) -> dict[str, Any]:
    words = Words("Eine Person ist erkennbar.", "Bewertet werden Agenturen.", "Regeln")
    made = statement_fields(
        puid="a_b-1",
        ground=ground,
        words=words,
        content_date=dt.date(2026, 11, 19),
        application_date=dt.date(2026, 11, 22),
        content_language="de",
    )
    return {**made, **changes}


@given(st.sampled_from(Ground), PUIDS, WORDS, DAYS, DAYS, st.sampled_from(["de", "en", "es"]))
def test_every_ground_makes_a_valid_statement(
    ground: Ground, puid: str, words: Words, content: dt.date, decided: dt.date, language: str
) -> None:
    made = statement_fields(
        puid=puid,
        ground=ground,
        words=words,
        content_date=content,
        application_date=decided,
        content_language=language,
    )
    assert violations(made) == ()


@given(st.sampled_from(sorted(fields())), ANYTHING)
def test_the_validator_judges_whatever_it_gets(name: str, value: Any) -> None:
    assert set(violations(fields(**{name: value}))) <= {
        *fields(),
        *fields(Ground.INSULT),
        "category_specification_other",
    }


def test_a_rejected_review_is_disabled_by_people_on_their_own_initiative() -> None:
    made = fields()
    assert made["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert made["source_type"] == "SOURCE_VOLUNTARY"
    assert made["automated_detection"] == "No"
    assert made["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert made["content_date"] == "2026-11-19"
    assert len(made["territorial_scope"]) == 30


def test_law_and_rules_are_told_apart() -> None:
    law, rules = fields(Ground.INSULT), fields(Ground.PERSON)
    assert "illegal_content_legal_ground" in law
    assert "incompatible_content_ground" not in law
    assert rules["incompatible_content_illegal"] == "No"
    mixed = {**law, "incompatible_content_ground": "Regeln"}
    assert violations(mixed) == ("incompatible_content_ground",)


LISTED = """
    puid decision_visibility decision_visibility_other decision_provision decision_account
    account_type decision_monetary decision_ground illegal_content_legal_ground
    illegal_content_explanation incompatible_content_ground incompatible_content_explanation
    incompatible_content_illegal decision_ground_reference_url content_type content_type_other
    category category_specification category_specification_other decision_facts content_date
    application_date end_date_visibility_restriction end_date_service_restriction
    end_date_account_restriction source_type automated_detection automated_decision
    territorial_scope content_language
"""
"""The fields that TRUST.md lists for the export of statements, in its order."""


class Reading(dict[str, Any]):
    """A statement that notes which of its fields are asked for."""

    asked: ClassVar[set[str]] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def test_the_fields_are_those_of_schema_v2_and_each_is_checked() -> None:
    """TRUST.md, Statement of reasons, export."""
    assert set(LISTED.split()) == FIELDS
    others = {
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "content_type": ["CONTENT_TYPE_OTHER"],
        "category_specification": ["KEYWORD_OTHER"],
    }
    found = violations(Reading(fields(**others)))
    assert found == tuple(sorted(f"{name}_other" for name in others))
    assert Reading.asked == FIELDS


@pytest.mark.parametrize("name", ["source_identity", "author", "review_text", "agency"])
def test_what_is_no_field_of_the_schema_never_leaves(name: str) -> None:
    """TRUST.md, Never build: no statement quotes the review or names people."""
    assert violations(fields(**{name: "Frau N."})) == (name,)


@pytest.mark.parametrize(
    "required",
    [
        "puid",
        "decision_visibility",
        "decision_ground",
        "incompatible_content_ground",
        "incompatible_content_explanation",
        "content_type",
        "category",
        "decision_facts",
        "content_date",
        "application_date",
        "source_type",
        "automated_detection",
        "automated_decision",
    ],
)
def test_what_the_schema_requires_is_missed(required: str) -> None:
    made = fields()
    del made[required]
    assert required in violations(made)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("puid", "with space"),
        ("puid", "a" * 501),
        ("decision_visibility", ["HIDDEN"]),
        ("decision_visibility", "DECISION_VISIBILITY_CONTENT_DISABLED"),
        ("decision_monetary", "DECISION_MONETARY_OTHER"),
        ("decision_facts", "  "),
        ("decision_facts", "a" * 5001),
        ("incompatible_content_ground", "a" * 501),
        ("incompatible_content_explanation", "a" * 2001),
        ("incompatible_content_illegal", "Maybe"),
        ("category", "STATEMENT_CATEGORY_BAD_MOOD"),
        ("category_specification", ["KEYWORD_BAD_MOOD"]),
        ("content_date", "2026-02-30"),
        ("application_date", "22.11.2026"),
        ("end_date_visibility_restriction", "soon"),
        ("source_identity", "somebody"),
        ("territorial_scope", ["DE", "XX"]),
        ("content_language", "german"),
        ("account_type", "ACCOUNT_TYPE_ODD"),
    ],
)
def test_what_the_schema_forbids_is_found(name: str, value: Any) -> None:
    assert violations(fields(**{name: value})) == (name,)


def test_the_word_other_is_explained() -> None:
    made = fields(Ground.OFF_TOPIC)
    assert made["category_specification_other"]
    del made["category_specification_other"]
    assert violations(made) == ("category_specification_other",)


def test_an_account_that_is_suspended_has_a_kind() -> None:
    assert violations(fields(decision_account="DECISION_ACCOUNT_SUSPENDED")) == ("account_type",)


@given(DAYS)
def test_a_complaint_has_six_months(decided: dt.date) -> None:
    """TRUST 17."""
    last = complaint_until(decided)
    assert (last.year * 12 + last.month) - (decided.year * 12 + decided.month) == 6
    assert last.day == decided.day or (last + dt.timedelta(days=1)).day == 1


def test_each_ground_has_one_rule() -> None:
    assert list(GROUNDS) == list(Ground)
    assert EXPLANATION_LIMIT + 1000 < 5000
