"""Every signal that can be made has a name and a reason in three languages."""

import pytest

from resonanz.kernel.i18n import LANGUAGES, Language, use_language
from resonanz.moderation.domain.signals import Severity, Signal, SignalKey, Span
from resonanz.moderation.service.signals import StoredSignal
from resonanz.moderation.service.signals.lexicon import lexicon
from resonanz.moderation.views import signals as views

VALUES: dict[str, str | int] = {
    "percent": 81, "count": 5, "usual": "0.4", "stars": 5, "declared": "de", "guessed": "en",
}  # fmt: skip


def kinds() -> set[tuple[SignalKey, str]]:
    lists = lexicon()
    made = {
        (key, entry.kind)
        for key, by_language in (
            (SignalKey.INSULT, lists.insults),
            (SignalKey.SPECIAL_CATEGORY, lists.special_categories),
        )
        for words in by_language.values()
        for entry in words.whole_words()
    }
    made |= {(SignalKey.PERSON, kind) for kind in ("name", "forename")}
    contacts = ("email", "phone", "iban", "link", "handle", "address")
    made |= {(SignalKey.CONTACT, kind) for kind in contacts}
    made |= {(SignalKey.NETWORK_BURST, kind) for kind in ("", "agency")}
    with_kinds = {key for key, _ in made}
    return made | {(key, "") for key in SignalKey if key not in with_kinds}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_signal_has_a_name_and_a_reason(language: Language) -> None:
    with use_language(language):
        for key, kind in kinds():
            assert views.label_of(key, kind)
            words = views.words_of(Signal(key, Severity.LOW, kind, values=VALUES))
            assert words.endswith((".", "?"))
            assert "%(" not in words


def test_marks_never_lose_a_letter_of_the_text() -> None:
    text = "Erst Frau Koch.\n\nDann Petra\nallein."
    spans = (Span(5, 14), Span(22, 30))
    stored = [StoredSignal(1, 1, Signal(SignalKey.PERSON, Severity.HIGH, "name", spans), None)]
    paragraphs = views.marked_paragraphs(text, stored)
    assert ["".join(piece.text for piece in one) for one in paragraphs] == [
        line for line in text.split("\n") if line
    ]
    marked = [piece.text for one in paragraphs for piece in one if piece.remarked]
    assert marked == ["Frau Koch", "Petra", "al"]
