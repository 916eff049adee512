"""Lists of invitations: which addresses are read, what is asked, when an agency pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.workspace.domain.mailings import MOST_IN_PERIOD, Recent
from resonanz.workspace.forms.invitations import addresses_in, read_mailing

TEN = "\n".join(f"k{number}@example.org" for number in range(10))
FORM = {
    "addresses": TEN,
    "language": "de",
    "everyone": "1",
    "consent": "1",
    "consent_where": "Häkchen im Formular",
    "consent_when": "2026",
}


def sent(**changes: str) -> dict[str, list[str]]:
    return {name: [value] for name, value in (FORM | changes).items()}


def test_a_complete_list_is_taken() -> None:
    given_list, fields, _ = read_mailing(sent())
    assert not fields.errors
    assert given_list is not None
    assert len(given_list.addresses) == 10


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("everyone", ""),
        ("consent", ""),
        ("consent_where", ""),
        ("consent_when", " "),
        ("language", ""),
        ("language", "xx"),
        ("addresses", ""),
        ("addresses", "k0@example.org"),
        ("addresses", TEN + "\nkein@wort@x"),
        ("addresses", "\n".join(f"k{number}@example.org" for number in range(501))),
    ],
)
def test_without_consent_or_with_chosen_people_no_list_is_taken(field: str, value: str) -> None:
    """§ 7 UWG; a short list would tell who came; nobody is picked."""
    given_list, fields, back = read_mailing(sent(**{field: value}))
    assert given_list is None
    assert field in fields.errors
    assert "k0@example.org" in back or not value.strip() or field != "addresses"


def test_a_file_of_a_spreadsheet_is_read_with_its_names_left_out() -> None:
    file = "\ufeffName;E-Mail\r\n" + "".join(
        f'"Kim {number}";<K{number}@Example.org>\r\n' for number in range(12)
    )
    given_list, fields, _ = read_mailing(sent(addresses=""), file.encode())
    assert not fields.errors
    assert given_list is not None
    assert given_list.addresses[0] == "K0@example.org"
    assert len(given_list.addresses) == 12


@pytest.mark.parametrize("file", [None, b"PK\x03\x04\x00\x00"])
def test_a_file_that_is_no_text_is_said_so(file: bytes | None) -> None:
    given_list, fields, _ = read_mailing(sent(), file)
    assert given_list is None
    assert "file" in fields.errors


def test_an_address_counts_once() -> None:
    assert addresses_in("A@example.org, a@EXAMPLE.org; b@example.org") == (
        ["A@example.org", "b@example.org"],
        [],
    )


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_the_reading(text: str) -> None:
    addresses, wrong = addresses_in(text)
    assert all("@" in one for one in [*addresses, *wrong])


def test_dead_addresses_pause_an_agency() -> None:
    assert not Recent(10, 4).paused
    assert Recent(10, 5).paused
    assert not Recent(50, 5).paused
    assert Recent(49, 5).paused


def test_there_is_an_end_to_mails_in_a_month() -> None:
    assert Recent(MOST_IN_PERIOD - 10, 0).has_room(10)
    assert not Recent(MOST_IN_PERIOD - 10, 0).has_room(11)
