"""Form input becomes clean values or errors by field, never an exception."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel import fields
from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import use_language


def test_text_is_cleaned() -> None:
    form = Fields({"a": ["  eins\r\nzwei\x00\x07\rdrei "]})
    assert form.text("a") == "eins\nzwei\ndrei"
    assert not form.errors


@pytest.mark.parametrize(
    ("value", "message"),
    [([], fields.REQUIRED), (["  \x00"], fields.REQUIRED), (["x" * 11], fields.TOO_LONG),
     (["x"], fields.TOO_SHORT)],
)  # fmt: skip
def test_text_that_does_not_fit_is_an_error(value: list[str], message: object) -> None:
    form = Fields({"a": value})
    assert form.text("a", least=2, most=10) == ""
    assert form.errors == {"a": message}


def test_an_empty_number_is_missing_not_wrong() -> None:
    form = Fields({"n": [""], "m": ["7"], "o": ["x"], "p": ["9"]})
    assert form.whole("n", least=1, most=5, required=False) is None
    assert not form.errors
    assert form.whole("m", least=1, most=7) == 7
    assert form.whole("o", least=1, most=7) is None
    assert form.whole("p", least=1, most=7) is None
    assert set(form.errors) == {"o", "p"}


def test_only_offered_choices_count() -> None:
    form = Fields({"a": ["x"], "b": ["evil"], "c": ["2", "1", ""], "d": ["1", "evil"]})
    assert form.choice("a", ("x", "y")) == "x"
    assert form.choice("b", ("x",), required=False) is None
    assert form.choice("none", ("x",), required=False) is None
    assert form.choices("c", ("1", "2", "3")) == ("1", "2")
    assert form.choices("d", ("1",)) == ()
    assert set(form.errors) == {"b", "d"}


def test_a_box_is_ticked_or_not() -> None:
    form = Fields({"a": ["on"], "b": ["0"]})
    assert [form.flag(name) for name in "abc"] == [True, False, False]


def test_messages_speak_the_reader_s_language_and_the_first_one_stays() -> None:
    form = Fields({})
    form.text("a")
    form.errors.add("a", "later")
    with use_language("es"):
        assert str(form.errors["a"]) == "Rellene este campo, por favor."


_KINDS: list[Any] = [int, float, bool]


@given(st.text(), st.sampled_from(_KINDS))
def test_nothing_a_browser_sends_raises(value: str, kind: Any) -> None:
    form = Fields({"a": [value]})
    form.text("a")
    result = form.convert("a", kind)
    assert (result is None) == ("a" in form.errors) or not fields.clean(value)
