"""Common words show what many reviews say, and nothing of a single one (TRUST 29)."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.workspace.domain.words import (
    LEAST_REVIEWS,
    LEAST_TEXTS,
    SHOWN,
    CommonWord,
    ReviewText,
    common_words,
)
from resonanz.workspace.service.overview import stop_words

VOCABULARY = ["Absage", "Rückmeldung", "nach", "Gespräch", "dass", "freundlich", "zwei", "ab"]
texts = st.lists(
    st.builds(
        ReviewText,
        st.sampled_from(["de", "en", "es"]),
        st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join),
        st.none() | st.floats(1, 5),
    ),
    max_size=40,
)


def said(text: str, value: float | None = 3.0, language: str = "de") -> ReviewText:
    return ReviewText(language, text, value)


@given(texts)
def test_a_word_stands_for_three_reviews_at_least_among_ten(found: list[ReviewText]) -> None:
    words = common_words(found, stop_words())
    written = [one for one in found if one.text.strip()]
    assert not words or len(written) >= LEAST_TEXTS
    assert len(words) <= SHOWN
    for one in words:
        users = [text for text in written if one.word.casefold() in text.text.casefold().split()]
        assert LEAST_REVIEWS <= one.reviews <= len(users)
    assert [one.reviews for one in words] == sorted((one.reviews for one in words), reverse=True)


def test_a_review_that_repeats_itself_counts_once() -> None:
    found = [said("Absage Absage Absage")] * 2 + [said("Gespräch")] * 9
    assert common_words(found, {}) == (CommonWord("Gespräch", 9, 3.0),)


def test_one_review_more_or_less_never_shows_a_word_of_its_own() -> None:
    """Held against each other, the lists before and after a review show no word of it alone."""
    before = [said("Gespräch freundlich")] * 12
    after = [*before, said("Kennwort Gespräch")]
    assert {one.word for one in common_words(after, {})} == {"Gespräch", "freundlich"}


def test_stop_words_are_those_of_the_review_s_language() -> None:
    found = [said("with nach dass Absage")] * 10
    assert [one.word for one in common_words(found, stop_words())] == ["Absage", "with"]
    english = [said("with nach Absage", language="en")] * 10
    assert [one.word for one in common_words(english, stop_words())] == ["Absage", "nach"]
    assert all(len(words) > 150 for words in stop_words().values())
    assert stop_words().keys() == {"de", "en", "es"}


def test_a_word_is_written_as_most_write_it() -> None:
    found = [said("freundlich war es")] * 6 + [said("Freundlich war es")] * 5
    assert [one.word for one in common_words(found, stop_words())] == ["freundlich"]


def test_a_mean_of_fewer_than_three_values_is_not_told() -> None:
    found = [said("Absage", 1.0)] * 2 + [said("Absage", None)] * 8
    assert common_words(found, {}) == (CommonWord("Absage", 10, None),)
