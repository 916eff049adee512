"""Names: legal forms, keys for duplicates, slugs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.names import (
    SLUG_LENGTH,
    aliases_of,
    clean_name,
    duplicate_keys,
    free_slug,
    name_key,
    short_name,
    slug_of,
)


@pytest.mark.parametrize(
    "name",
    [
        "Müller",
        "Müller GmbH",
        "MÜLLER GmbH & Co. KG",
        "Müller AG",
        "Müller SE & Co. KGaA",
        "Müller Ltd.",
        "Müller Limited",
        "Müller PLC",
        "Müller S.L.",
        "Müller, S.A.",
        "Müller UG (haftungsbeschränkt)",
        "Müller e.K.",
        "Müller Ges.m.b.H.",
    ],
)
def test_legal_forms_make_no_other_agency(name: str) -> None:
    assert name_key(name) == "muller"


def test_a_legal_form_within_a_name_is_left_out_a_short_word_is_not() -> None:
    assert name_key("bluebead GmbH Heidelberg") == "bluebead heidelberg"
    assert name_key("AG Personal") == "ag personal"
    assert name_key("Co AG") == "co"
    assert name_key("GmbH") == "gmbh"


def test_both_spellings_of_an_umlaut_are_duplicates() -> None:
    assert duplicate_keys("Müller GmbH") & duplicate_keys("Mueller AG")
    assert not duplicate_keys("Müller GmbH") & duplicate_keys("Möller GmbH")


def test_a_company_in_brackets_is_an_alias_a_place_is_not() -> None:
    assert aliases_of("Das Kontaktwerk (DKW Consulting GmbH)") == (
        "Das Kontaktwerk",
        "DKW Consulting GmbH",
    )
    assert aliases_of("Randstad (Schweiz)") == ()
    assert aliases_of("Jobbox Personal UG (haftungsbeschränkt)") == ()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Müller Personal GmbH", "mueller-personal"),
        ("Straßen & Wege AG", "strassen-wege"),
        ("JobUp S.L.", "jobup"),
        ("24/7 Work", "24-7-work"),
        ("Æther Søk", "aether-soek"),
        ("求人", "agency"),
    ],
)
def test_slugs_spell_umlauts_out(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_taken_slug_gets_a_number() -> None:
    assert free_slug("Hays", set()) == "hays"
    assert free_slug("Hays AG", {"hays", "hays-2"}) == "hays-3"


@given(st.text())
def test_a_slug_is_fit_for_an_address(text: str) -> None:
    slug = slug_of(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= SLUG_LENGTH


@given(st.text(min_size=1))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    slug = slug_of(text)
    assert slug_of(slug) == slug or slug_of(slug) == slug.rpartition("-")[0]


@given(st.text(), st.sets(st.text(alphabet="ab-2", max_size=4)))
def test_a_free_slug_is_not_taken(text: str, taken: set[str]) -> None:
    assert free_slug(text, taken) not in taken


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("–", "no letter"),
        ("a\x00b", "control"),
        ("a" * 201, "longer"),
        ("a\udcffb", "UTF-8"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        clean_name(name)


def test_a_name_is_trimmed_and_composed() -> None:
    assert clean_name("  Mu\u0308ller \t GmbH ") == "Müller GmbH"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Müller GmbH & Co. KG", "Müller"),
        ("Pfauenauge Recruiting UG (haftungsbeschränkt)", "Pfauenauge Recruiting"),
        ("Silberdistel Personalvermittlung e. K.", "Silberdistel Personalvermittlung"),
        ("Empleo Sur S.L.", "Empleo Sur"),
        ("GmbH", "GmbH"),
        ("Müller & Söhne Personal", "Müller & Söhne Personal"),
    ],
)
def test_a_short_name_has_no_legal_form(name: str, short: str) -> None:
    assert short_name(name) == short
