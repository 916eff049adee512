"""What an edit of a profile changes, what waits, what can be taken back."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.job_fields import KLDB, JobField, field_of
from resonanz.agencies.domain.profiles import (
    CHECKED,
    Change,
    ChangeState,
    Profile,
    ProfileField,
    edits,
    overtaken,
    place_of,
    places_of,
    revertible,
    shown_text,
)

F = ProfileField
VALUES = st.dictionaries(st.sampled_from(list(F)), st.sampled_from(["", "a", "b", "c"]))
LISTED = st.fixed_dictionaries({F.NAME: st.just("Nord"), F.PLACES: st.just("Kiel")})
WAITING = st.dictionaries(st.sampled_from(sorted(CHECKED)), st.sampled_from(["x", "y"]))
PROFILES = st.builds(Profile, st.integers(0, 9), VALUES, LISTED, WAITING)
MAIN_GROUPS = (
    *("01", "11", "12", "21", "22", "23", "24", "25", "26", "27", "28", "29"),
    *("31", "32", "33", "34", "41", "42", "43", "51", "52", "53", "54", "61"),
    *("62", "63", "71", "72", "73", "81", "82", "83", "84", "91", "92", "93"),
    "94",
)
"""The main groups of the KldB 2010."""


@given(PROFILES, VALUES)
def test_an_edit_is_exactly_what_differs(profile: Profile, new: dict[ProfileField, str]) -> None:
    found = {one.field: one for one in edits(profile, new)}
    for field, value in new.items():
        assert (field in found) == (value != profile.wanted(field))
    for field, one in found.items():
        assert one.after == new[field]
        assert one.before == profile.stated.get(field, "")
        if field in CHECKED:
            assert one.state is not ChangeState.PUBLIC
        if one.state is ChangeState.WITHDRAWN:
            assert one.before == one.after
            assert field in profile.waiting


@given(PROFILES)
def test_what_the_owners_last_said_changes_nothing(profile: Profile) -> None:
    assert edits(profile, {field: profile.wanted(field) for field in F}) == ()


@given(PROFILES, VALUES)
def test_nothing_is_overtaken_that_reads_the_same(
    profile: Profile, typed: dict[ProfileField, str]
) -> None:
    for field in overtaken(list(F), profile, typed):
        assert typed[field] != profile.wanted(field)
    assert overtaken((), profile, typed) == ()


def change(field: ProfileField, state: ChangeState, after: str) -> Change:
    now = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
    return Change(1, "one", 1, None, field, "before", after, state, now, None, "")


def test_only_what_stands_and_was_not_checked_is_taken_back() -> None:
    public = change(F.TEXT_DE, ChangeState.PUBLIC, "neu")
    assert revertible(public, {F.TEXT_DE: "neu"})
    assert not revertible(public, {F.TEXT_DE: "neuer"}), "a newer change stands on it"
    assert not revertible(change(F.TEXT_DE, ChangeState.REVERTED, "neu"), {F.TEXT_DE: "neu"})
    assert not revertible(change(F.NAME, ChangeState.PUBLIC, "neu"), {F.NAME: "neu"})


def test_a_missing_language_shows_another() -> None:
    stated = {F.TEXT_EN: "Hello", F.TEXT_ES: "Hola"}
    assert shown_text(stated, "es", ("de", "en", "es")) == ("es", "Hola")
    assert shown_text(stated, "de", ("de", "en", "es")) == ("en", "Hello")
    assert shown_text({}, "de", ("de", "en", "es")) == ("", "")


def test_places_are_lines_with_or_without_a_postcode() -> None:
    assert places_of(" 20095  Hamburg\n\nKiel\nKiel ") == ("20095 Hamburg", "Kiel")
    assert place_of("20095 Hamburg") == ("20095", "Hamburg")
    assert place_of("Bad Oldesloe") == (None, "Bad Oldesloe")
    assert place_of("  ") == (None, "")


def test_every_main_group_of_occupations_is_in_one_field() -> None:
    assert all(field_of(group) for group in MAIN_GROUPS)
    codes = [code for groups in KLDB.values() for code in groups]
    assert len(codes) == len(set(codes))
    assert set(KLDB) == set(JobField)
    assert field_of("8131") is JobField.CARE_SOCIAL, "nursing stands in a group of health"
    assert field_of("8110") is JobField.HEALTHCARE
    assert field_of("00") is None
