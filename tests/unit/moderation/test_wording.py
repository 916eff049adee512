"""Texts of grounds and statements, in the author's language."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from resonanz.kernel import settings as settings_module
from resonanz.kernel.i18n import LANGUAGES, Language, use_language
from resonanz.kernel.settings import Settings
from resonanz.moderation.domain import (
    EXPLANATION_LIMIT,
    GROUNDS,
    Ground,
    Source,
    statement_fields,
    violations,
)
from resonanz.moderation.service import GROUND_TEXTS
from resonanz.moderation.service.reasons import Restricted, statement_message
from resonanz.moderation.service.wording import return_message, statement_words

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def settings_in_use(settings: Settings) -> None:
    settings_module.use(settings)


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


ADDRESS = "https://example.org/de/complaints/abc"


def restricted(kind: str, **values: Any) -> Restricted:
    """A restriction of a German review, found by ourselves."""
    return Restricted(
        kind=kind,
        decision_id=1,
        ground=Ground.INSULT,
        explanation="",
        source=values.get("source", Source.OWN),
        content_date=DAY,
        content_language="de",
        language="de",
        address=ADDRESS,
        by_rule=values.get("by_rule", False),
    )


@pytest.mark.usefixtures("settings_in_use")
@pytest.mark.parametrize(
    ("language", "until", "court"),
    [("de", "22. Mai 2027", "Gericht"), ("en", "22 May 2027", "court"), ("es", "2027", "tribun")],
)
@pytest.mark.parametrize("kind", ["reject", "hide", "remove", "label"])
def test_a_statement_names_facts_basis_automation_and_redress(
    kind: str, language: Language, until: str, court: str
) -> None:
    """TRUST 15 and 17: DSA Art. 17(3), six months for a complaint."""
    with use_language(language):
        words = statement_words(Ground.INSULT, "Mehrere Schimpfwörter.")
        text = statement_message(restricted(kind), words, "az-1", DAY)
    for part in (words.facts, words.why, words.basis, ADDRESS, "az-1", until, court):
        assert part in text


@pytest.mark.usefixtures("settings_in_use")
def test_a_statement_says_what_caused_it_and_what_was_automatic() -> None:
    """TRUST 15: DSA Art. 17(3)(b) and (c)."""
    words = statement_words(Ground.UNANSWERED, "", "remove")
    said = [
        statement_message(restricted("remove", source=source, by_rule=by_rule), words, "az", DAY)
        for source, by_rule in [(Source.OWN, False), (Source.FORM, False), (Source.AGENCY, True)]
    ]
    assert "eigene Prüfung" in said[0]
    assert "eine Meldung (Art. 16" in said[1]
    assert "Beanstandung der Agentur" in said[2]
    assert "automatisch angewendet" in said[2]
    assert "weder" in said[0]


def test_whoever_is_alone_says_so(settings: Settings) -> None:
    """TRUST 16a: the solo mode is openly labelled."""
    words = statement_words(Ground.INSULT, "")
    settings_module.use(settings)
    assert "zweite Person" in statement_message(restricted("remove"), words, "az", DAY)
    settings_module.use(dataclasses.replace(settings, solo_moderator=True))
    alone = statement_message(restricted("remove"), words, "az", DAY)
    assert "einzelne Person" in alone
    assert "zweite Person" not in alone


@pytest.mark.parametrize("ground", [Ground.UNANSWERED, Ground.UNPROVEN])
def test_nobody_is_called_a_faker_for_not_proving_a_contact(ground: Ground) -> None:
    """State machine of a case, step 6."""
    words = statement_words(ground, "", "remove")
    text = f"{words.facts} {words.why} {words.basis}".lower()
    assert not [word for word in ("fake", "falschbewertung", "gefälscht", "lüge") if word in text]
    assert GROUNDS[ground].keyword != "KEYWORD_INAUTHENTIC_USER_REVIEWS"


def test_a_return_gives_advice_and_the_moderators_words() -> None:
    text = return_message(Ground.PERSON, "Im zweiten Absatz.")
    assert str(GROUND_TEXTS[Ground.PERSON].advice) in text
    assert "Im zweiten Absatz." in text
    assert "ändern Texte nie selbst" in return_message(None, "Bitte kürzer.")
