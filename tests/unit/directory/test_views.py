"""Words and keys of the public site, for whatever texts there are."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.directory.routes.agencies import _key_text, _parse_key
from resonanz.directory.views.lists import excerpt
from resonanz.directory.views.profile import parse_review_key


@given(st.text(max_size=500))
def test_an_excerpt_is_one_short_line(text: str) -> None:
    found = excerpt(text)
    assert len(found) <= 182
    assert "\n" not in found
    if len(" ".join(text.split())) <= 180:
        assert found == " ".join(text.split())


@given(
    st.integers(0, 1),
    st.floats(-5, -1) | st.sampled_from((0, 1)),
    st.integers(1, 2**40),
    st.text(max_size=60),
)
def test_a_list_key_survives_its_address(abroad: int, place: float, number: int, name: str) -> None:
    row = {"abroad": abroad, "place": place, "id": number, "name_key": name}
    assert _parse_key(unquote(_key_text(row))) == (abroad, place, name, number)


@given(st.text(max_size=40))
@pytest.mark.filterwarnings("error")
def test_any_text_is_a_key_or_none(text: str) -> None:
    parse_review_key(text)
    _parse_key(text)
