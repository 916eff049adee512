"""What an edit changes, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.changes import changed_spans
from resonanz.moderation.domain.signals import Span

TEXTS = st.lists(st.sampled_from(["nie", "nach", "ein", "Anruf", "\n", "."]), max_size=40).map(
    " ".join
)


def cut(text: str, spans: tuple[Span, ...]) -> str:
    """What is left of a text outside of the spans."""
    left, at = [], 0
    for span in spans:
        left.append(text[at : span.start])
        at = span.end
    return "".join([*left, text[at:]])


@given(TEXTS, TEXTS)
def test_what_is_not_marked_reads_the_same(before: str, after: str) -> None:
    gone, come = changed_spans(before, after)
    assert cut(before, gone).split() == cut(after, come).split()


@given(TEXTS)
def test_a_text_that_stays_has_no_marks(text: str) -> None:
    assert changed_spans(text, text) == ((), ())


def test_the_changed_words_are_marked_without_blanks() -> None:
    before, after = "Es kam nie ein Anruf.", "Es kam nach drei Wochen ein Anruf."
    (gone,), (come,) = changed_spans(before, after)
    assert before[gone.start : gone.end] == "nie"
    assert after[come.start : come.end] == "nach drei Wochen"


def test_all_of_a_new_text_is_new() -> None:
    assert changed_spans("", "Neu.") == ((), (Span(0, 4),))
