"""Words and keys of the public site, for whatever texts there are."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.directory.domain import Cursor
from resonanz.directory.forms import key_text, read_key
from resonanz.directory.views.lists import excerpt


@given(st.text(max_size=500))
def test_an_excerpt_is_one_short_line(text: str) -> None:
    found = excerpt(text)
    assert len(found) <= 182
    assert "\n" not in found
    if len(" ".join(text.split())) <= 180:
        assert found == " ".join(text.split())


@given(
    st.integers(0, 1),
    st.floats(-5, -1) | st.integers(-800_000, 9999).map(float),
    st.integers(1, 2**40),
    st.text(max_size=60),
)
def test_a_list_key_survives_its_address(abroad: int, place: float, number: int, name: str) -> None:
    cursor = Cursor(abroad, place, name, number)
    assert read_key(unquote(key_text(cursor))) == cursor


@given(st.text(max_size=40))
@pytest.mark.filterwarnings("error")
def test_any_text_is_a_key_or_none(text: str) -> None:
    read_key(text)
