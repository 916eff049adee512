"""What a decision must say, and must not (TRUST 9, 15; "Never build")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain import (
    EXPLANATION_LIMIT,
    GROUNDS,
    Fault,
    Ground,
    Verdict,
    faults,
)
from resonanz.moderation.domain.decisions import quotes

REVIEW = "Nach dem Zweitgespräch kam nichts mehr, und niemand ging ans Telefon."


def test_a_rejection_names_its_ground() -> None:
    """TRUST 15."""
    assert faults(Verdict.REJECT, None, "So nicht.", REVIEW) == {"ground": Fault.GROUND_MISSING}
    assert faults(Verdict.REJECT, Ground.PERSON, "", REVIEW) == {}


@pytest.mark.parametrize("ground", [g for g, rule in GROUNDS.items() if rule.needs_facts])
def test_accusing_grounds_say_what_happened(ground: Ground) -> None:
    assert faults(Verdict.REJECT, ground, "", REVIEW) == {"explanation": Fault.EXPLANATION_MISSING}


def test_a_return_says_what_to_change() -> None:
    """TRUST 9: staff never rewrite a text, so its author must know what to change."""
    assert faults(Verdict.RETURN, None, "", REVIEW) == {"explanation": Fault.EXPLANATION_MISSING}
    assert faults(Verdict.RETURN, Ground.PERSON, "", REVIEW) == {}
    assert faults(Verdict.RETURN, None, "Bitte etwas kürzer.", REVIEW) == {}


def test_what_cannot_be_mended_is_not_returned() -> None:
    found = faults(Verdict.RETURN, Ground.DUPLICATE, "Bitte ändern.", REVIEW)
    assert found == {"ground": Fault.GROUND_NOT_MENDABLE}


def test_approving_needs_no_words() -> None:
    assert faults(Verdict.APPROVE, None, "", REVIEW) == {}


@given(st.lists(st.sampled_from(["eins", "zwei", "drei", "vier", "fünf", "sechs"]), min_size=5))
def test_the_review_is_never_quoted(words: list[str]) -> None:
    review = " ".join(words)
    passage = f"Sie schreiben: „{review[: len(review)].upper()}“, das geht nicht."
    assert faults(Verdict.REJECT, Ground.PERSON, passage, review)["explanation"] in {
        Fault.QUOTES,
        Fault.EXPLANATION_LONG,
    }


@pytest.mark.parametrize(
    ("explanation", "review", "expected"),
    [
        ("Dass NIEMAND, ging ans Telefon und nichts kam", REVIEW, False),
        ("es heißt: und niemand ging ans Telefon", REVIEW, True),
        ("nie wieder", "Nie wieder", False),
        ("Ihr Satz: nie wieder dort", "Nie wieder dort!", True),
        ("irgendetwas", "", False),
    ],
)
def test_five_words_in_a_row_are_a_quote(explanation: str, review: str, expected: bool) -> None:
    assert quotes(explanation, review) is expected


@pytest.mark.parametrize(
    ("explanation", "fault"),
    [
        ("Herr Beispiel ist erkennbar.", Fault.NAMES),
        ("You name Mrs. Example.", Fault.NAMES),
        ("Menciona a la Sra. García.", Fault.NAMES),
        ("Die Nummer 040 1234567 steht da.", Fault.CONTACT_DATA),
        ("Bitte an a@example.org.", Fault.CONTACT_DATA),
        ("Siehe https://example.org", Fault.CONTACT_DATA),
        ("a" * (EXPLANATION_LIMIT + 1), Fault.EXPLANATION_LONG),
    ],
)
def test_a_statement_names_nobody(explanation: str, fault: Fault) -> None:
    found = faults(Verdict.REJECT, Ground.PERSON, explanation, REVIEW)
    assert found == {"explanation": fault}


@pytest.mark.parametrize(
    "explanation",
    [
        "Die Frau am Telefon ist erkennbar beschrieben.",
        "Die Angabe vom 2026-11-22 und die vom 12/11/2026 widersprechen sich.",
        "Im dritten Absatz steht der Name einer Person.",
    ],
)
def test_plain_explanations_pass(explanation: str) -> None:
    assert faults(Verdict.REJECT, Ground.PERSON, explanation, REVIEW) == {}
