"""Figures in words and pictures, for whatever numbers there are."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel.i18n import use_language
from resonanz.scoring.domain.statistics import Dot, Echo, Share
from resonanz.scoring.views import figures

COUNTS = st.tuples(*[st.integers(0, 400)] * 4).filter(any)


@given(COUNTS, st.booleans())
def test_sentence_label_and_dots_count_the_same(counts: tuple[int, ...], talks: bool) -> None:
    echo = Echo(dict(zip(Dot, counts, strict=True)), talks)
    view = figures.echo_view(echo, 7)
    shown = {kind: view.dots.count(kind.value) for kind in Dot}
    n, answered = len(view.dots), shown[Dot.REASON] + shown[Dot.PHRASE]
    assert n == min(10, echo.n)
    assert view.sentence.startswith(f"{answered} von {n} ")
    assert f", {shown[Dot.REASON]} mit Begründung" in view.sentence
    assert view.short == f"{answered} von {n} beantwortet"
    said = {
        Dot.REASON: "mit Begründung",
        Dot.PHRASE: "mit einer Floskel",
        Dot.INTERIM: "nur mit Zwischenstand",
        Dot.SILENCE: "ohne Antwort",
    }
    for kind, words in said.items():
        assert (f"{shown[kind]} {words}" in view.label) == bool(shown[kind])


@given(st.integers(1, 500), st.data())
def test_shares_are_numbers_below_ten_and_percentages_from_ten_on(
    n: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, n))
    words = figures.share_words(Share(count, n))
    if n < 10:
        assert words == f"{count} von {n}"
    else:
        assert words == f"{round(100 * (count / n))}\u00a0%"


@given(st.integers(1, 9), st.data())
def test_a_tally_has_a_dot_for_each_of_n(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    picture = figures.tally(count, n)
    assert picture.count("<circle") == n
    assert picture.count("is-open") == n - count


def test_pictures_are_the_same_in_every_language_and_words_are_not() -> None:
    with use_language("en"):
        english = figures.share_words(Share(3, 7)), figures.bar(40)
    assert english == ("3 of 7", figures.bar(40))
    assert figures.share_words(Share(3, 7)) == "3 von 7"


@given(st.floats(1, 5))
def test_scores_lie_on_their_ruler(value: float) -> None:
    assert 0 <= figures.position(value) <= 100
