"""Texts of grounds and statements, in the author's language."""

import datetime as dt

import pytest

from resonanz.kernel.i18n import LANGUAGES, Language, use_language
from resonanz.moderation.domain import (
    EXPLANATION_LIMIT,
    GROUNDS,
    Ground,
    statement_fields,
    violations,
)
from resonanz.moderation.service import GROUND_TEXTS
from resonanz.moderation.service.wording import (
    rejection_message,
    return_message,
    statement_words,
)

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ground", Ground)
def test_the_longest_statement_of_each_ground_is_valid(ground: Ground, language: Language) -> None:
    """TRUST 15."""
    with use_language(language):
        words = statement_words(ground, "x" * EXPLANATION_LIMIT)
    made = statement_fields(
        puid="p",
        ground=ground,
        words=words,
        content_date=DAY,
        application_date=DAY,
        content_language=language,
    )
    assert violations(made) == ()


def test_each_ground_has_texts_and_advice_where_a_text_can_be_mended() -> None:
    assert list(GROUND_TEXTS) == list(Ground)
    for ground, text in GROUND_TEXTS.items():
        assert (text.advice is not None) is GROUNDS[ground].mendable


@pytest.mark.parametrize(
    ("language", "until", "court"),
    [("de", "22. Mai 2027", "Gericht"), ("en", "22 May 2027", "court"), ("es", "2027", "tribun")],
)
def test_a_rejection_names_facts_basis_automation_and_redress(
    language: Language, until: str, court: str
) -> None:
    """TRUST 15 and 17: DSA Art. 17(3), six months for a complaint."""
    with use_language(language):
        words = statement_words(Ground.INSULT, "Mehrere Schimpfwörter.")
        text = rejection_message(words, "az-1", DAY, "hilfe@example.org")
    for part in (words.facts, words.why, words.basis, "hilfe@example.org", "az-1", until, court):
        assert part in text


def test_without_an_address_the_complaint_goes_to_the_operator() -> None:
    text = rejection_message(statement_words(Ground.HATE, ""), "az-1", DAY, "")
    assert "beim Betreiber" in text


def test_a_return_gives_advice_and_the_moderators_words() -> None:
    text = return_message(Ground.PERSON, "Im zweiten Absatz.")
    assert str(GROUND_TEXTS[Ground.PERSON].advice) in text
    assert "Im zweiten Absatz." in text
    assert "ändern Texte nie selbst" in return_message(None, "Bitte kürzer.")
