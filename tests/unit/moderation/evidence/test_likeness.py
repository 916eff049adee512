"""When two documents are alike, told by what is left of them."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from support.documents import LETTER, OTHER_LETTER

from resonanz.moderation.domain.evidence import Traits, normal_text, sketch, template


def hashed(run: str) -> int:
    return int(hashlib.sha256(run.encode()).hexdigest()[:15], 16)


def letter(text: str) -> Traits:
    return Traits(sketch=sketch(text, hashed))


def test_the_same_letter_with_another_name_and_day_is_one_template() -> None:
    changed = LETTER.replace("Alex Beispiel", "Kim Muster").replace("14.", "27.")
    assert template(letter(LETTER), letter(changed))


def test_different_letters_are_not_alike() -> None:
    assert not template(letter(LETTER), letter(OTHER_LETTER))


def test_a_few_words_tell_nothing() -> None:
    assert sketch("Vielen Dank für Ihre Bewerbung", hashed) == ()
    assert not template(letter("Danke schön"), letter("Danke schön"))


def test_empty_pages_are_not_alike() -> None:
    assert not template(Traits(edges=("0",)), Traits(edges=("0",)))


def test_pages_with_the_same_lines_are_one_template() -> None:
    lines = f"{(1 << 200) - 1:x}"
    assert template(Traits(edges=("0", lines)), Traits(edges=(lines,)))
    assert not template(Traits(edges=(lines,)), Traits(edges=(f"{((1 << 200) - 1) << 150:x}",)))


@given(st.text())
def test_blanks_and_case_do_not_change_the_digested_text(text: str) -> None:
    assert normal_text(f"  {text}\n\n") == normal_text(text)


@given(st.lists(st.sampled_from(LETTER.split()), min_size=30))
def test_a_document_is_always_like_itself(words: list[str]) -> None:
    one = letter(" ".join(words))
    assert one.sketch == () or template(one, one)
