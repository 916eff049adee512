"""Folding of names and the likeness of what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.folding import (
    fold,
    likeness,
    search_text,
    spellings,
    spellings_of,
)

MULLER = search_text("Müller Personal GmbH")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Müller & Söhne", "muller sohne"),
        ("Straße", "strasse"),
        ("Smørrebrød", "smorrebrod"),
        ("Ærø Łódź", "aero lodz"),
        ("S.L.", "sl"),
        ("J.P. Morgan", "jp morgan"),
        ("E.D.E.L", "edel"),
        ("Harry's Jobs", "harrys jobs"),
        ("24/7-Personal", "24 7 personal"),
        ("Ｆｕｌｌ", "full"),
    ],
)
def test_case_accents_and_punctuation_do_not_count(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_an_umlaut_is_kept_in_both_spellings() -> None:
    assert spellings("Müller") == ("muller", "mueller")
    assert spellings("Mueller") == ("mueller", "muller")
    assert spellings("Muller") == ("muller",)


@pytest.mark.parametrize("name", ["Neue Steuer", "Quest", "Bauer"])
def test_an_e_after_a_vowel_or_q_is_no_umlaut(name: str) -> None:
    assert spellings(name) == (fold(name),)


@pytest.mark.parametrize("typed", ["muller", "Müler", "mueller", "Müller", "MUELER", "mullér"])
def test_people_mean_muller(typed: str) -> None:
    other = search_text("Meier Zeitarbeit GmbH")
    assert likeness(spellings(typed), MULLER) > 0.4 > likeness(spellings(typed), other)


def test_a_long_name_does_not_lose_against_a_short_one() -> None:
    long = search_text("Müller Personaldienstleistungen Norddeutschland GmbH & Co. KG")
    assert likeness(spellings("Müller"), long) == 1.0


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


@given(st.text())
def test_folded_text_is_words_with_one_space_between(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(c.isalnum() or c == " " for c in folded)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F)))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(st.text(min_size=1))
def test_the_index_holds_every_spelling(text: str) -> None:
    if fold(text):
        assert spellings_of(search_text(text)) == list(spellings(text))
        assert likeness(spellings(text), search_text(text)) == 1.0


@given(st.text(), st.text(min_size=1))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0.0 <= likeness(spellings(one), search_text(other)) <= 1.0
