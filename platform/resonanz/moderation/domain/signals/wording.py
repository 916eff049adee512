"""Insults, allegations, special-category data and advertising, by lists of words."""

import re
from collections.abc import Callable
from typing import Final

from .signal import Severity, Signal, SignalKey, Span, without_overlaps
from .words import WordList, fold, words_of

_MASKED: Final = re.compile(r"[^\W\d_]+[*#@$!.]{1,5}[^\W\d_]+")
_MASK: Final = re.compile(r"[*#@$!.]+")
_INSULTS: Final = {
    "insult": Severity.HIGH,
    "allegation": Severity.MEDIUM,
    "profanity": Severity.LOW,
}
_LEAST_PHRASES: Final = 2


def insults_in(text: str, lists: WordList) -> tuple[Signal, ...]:
    """One signal a kind: insult (also masked: Id**t), allegation of a crime, profanity."""
    found = _found(text, lists)
    for match in _MASKED.finditer(text):
        kind = _unmasked(fold(match[0]), lists)
        if kind:
            found.setdefault(kind, []).append(Span(match.start(), match.end()))
    return _signals(found, SignalKey.INSULT, _INSULTS.__getitem__)


def special_categories_in(text: str, lists: WordList) -> tuple[Signal, ...]:
    """One signal a topic of GDPR Art. 9: health, pregnancy, religion and so on (TRUST 8)."""
    return _signals(_found(text, lists), SignalKey.SPECIAL_CATEGORY, lambda _topic: Severity.MEDIUM)


def advertising_in(text: str, lists: WordList) -> tuple[Signal, ...]:
    """A signal if the text speaks like an agency's brochure: two phrases of it at least."""
    spans = without_overlaps([span for places in _found(text, lists).values() for span in places])
    if len(spans) < _LEAST_PHRASES:
        return ()
    return (
        Signal(SignalKey.ADVERTISING, Severity.MEDIUM, spans=spans, values={"count": len(spans)}),
    )


def _found(text: str, lists: WordList) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for kind, span in lists.find(words_of(text)):
        found.setdefault(kind, []).append(span)
    return found


def _signals(
    found: dict[str, list[Span]], key: SignalKey, severity: Callable[[str], Severity]
) -> tuple[Signal, ...]:
    return tuple(
        Signal(key, severity(kind), kind, without_overlaps(spans))
        for kind, spans in sorted(found.items())
    )


def _unmasked(masked: str, lists: WordList) -> str | None:
    """The kind of the listed word that the masked one stands for: as many letters as signs.

    A dot masks only in rows (a...e), since a single one ends sentences.
    """
    if "." in masked and ".." not in masked:
        return None
    pattern = re.compile(_MASK.sub(lambda m: rf"\w{{1,{len(m[0]) + 2}}}", masked))
    for entry in lists.whole_words():
        if pattern.fullmatch(entry.words[0].strip("*")):
            return entry.kind
    return None
