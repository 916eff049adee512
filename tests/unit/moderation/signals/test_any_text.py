"""Whatever is written: nothing raises, and every place lies in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.signals import Severity, parts_of, sketch
from resonanz.moderation.service.signals.wording import text_signals

PIECES = st.sampled_from(
    ["Frau ", "Dr. ", "von ", "Koch", "@", "at ", "punkt ", "de", ".", "+49 ", "0", "12", "Idi*t",
     "scheiß", "DE89", "https://", "İ", "ß", "ǅ", "\u0301", "\n", " ", "Straße 1", "null eins ",
     "krank", "IG ", "Metall", "ﬁ", "\U0001f4a9", "\ud800"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)),
       st.sampled_from(["de", "en", "es"]))  # fmt: skip
def test_every_place_lies_in_the_text(text: str, language: str) -> None:
    for signal in text_signals(text, language, ("Koch Personal GmbH",)):
        assert signal.severity in Severity
        before = 0
        for span in signal.spans:
            assert before <= span.start < span.end <= len(text)
            before = span.end
    for part in parts_of(text):
        sketch(part)


@pytest.mark.parametrize(
    "text", ["a" * 5000, "1 " * 2500, "@" * 5000, "a.b" * 1600, "null " * 1000]
)
def test_long_texts_without_sense_do_no_harm(text: str) -> None:
    assert len(text_signals(text, "de", ())) < 20
