"""The language of a text against the one its author chose."""

import pytest

from resonanz.moderation.domain.signals import guess, language_differs

TEXTS = {
    "de": "Nach dem Gespräch habe ich nichts mehr von der Agentur gehört, und das war es auch.",
    "en": "After the interview they never called back, and that was the end of it for me.",
    "es": "Después de la entrevista no me llamaron nunca más, y eso fue todo lo que hubo.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text_is_guessed(language: str) -> None:
    assert guess(TEXTS[language]) == language


@pytest.mark.parametrize(("written", "declared"), [("de", "es"), ("en", "de"), ("es", "en")])
def test_another_language_than_declared_is_pointed_out(written: str, declared: str) -> None:
    (signal,) = language_differs(TEXTS[written], declared)
    assert signal.values == {"guessed": written, "declared": declared}


@pytest.mark.parametrize("language", TEXTS)
def test_the_declared_language_is_no_signal(language: str) -> None:
    assert language_differs(TEXTS[language], language) == ()


@pytest.mark.parametrize("text", ["", "Never again.", "OK, super, top!", "Recruiting Manager IT"])
def test_a_short_text_is_not_judged(text: str) -> None:
    assert guess(text) is None
