"""Files are told by their first bytes (TRUST 44)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import documents

from resonanz.moderation.domain.evidence import MediaType, cells, media_type


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (documents.pdf(), MediaType.PDF),
        (documents.png(), MediaType.PNG),
        (documents.jpeg(), MediaType.JPEG),
        (documents.eml(), MediaType.EML),
        (b"PK\x03\x04 a zip, a docx or a bomb", None),
        (b"GIF89a", None),
        (b"RIFF\x00\x00\x00\x00WEBP", None),
        (b"<!doctype html><script>alert(1)</script>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        (b"junk before %PDF-1.7", None),
        (b"Note: a text with colons\nthat is no mail", None),
        (b"From: a\nTo: b\nSubject: c\x00\n\n", None),
        (b"", None),
    ],
)
def test_a_kind_is_known_by_its_first_bytes(content: bytes, kind: MediaType | None) -> None:
    """TRUST 44."""
    assert media_type(content) is kind


@given(st.binary(max_size=2000))
def test_no_bytes_are_too_strange_to_be_told(content: bytes) -> None:
    assert media_type(content) in {None, *MediaType}


@given(st.lists(st.text(max_size=8)))
def test_only_fields_of_the_grid_are_blacked_out(names: list[str]) -> None:
    for name in cells(names):
        row, column = (int(part) for part in name.split("-"))
        assert 1 <= row <= 12
        assert 1 <= column <= 8


def test_fields_are_kept_once_and_in_order() -> None:
    assert cells(["12-8", "1-1", "01-1", "1-1", "13-1", "1-9", "0-0", "-1-1"]) == ("1-1", "12-8")
