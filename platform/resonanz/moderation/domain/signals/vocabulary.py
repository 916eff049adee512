"""Whether a review speaks in the words of the agency it is about."""

from collections.abc import Iterable
from typing import Final

from .language import LITTLE_WORDS
from .signal import Severity, Signal, SignalKey, Span, without_overlaps
from .words import Word, fold, words_of

_RUN: Final = 4
_LEAST_LONG: Final = 2
"""So many words of a run must say something; "nach dem Gespräch kam" is everybody's."""
_LONG: Final = 7
_EVERYBODYS: Final = (
    "gespräch gespräche zweitgespräch telefonat rückmeldung antwort bewerbung unterlagen agentur "
    "bewerber kandidaten feedback interview interviews application applied candidate candidates "
    "recruiter recruiting agency rejection entrevista entrevistas respuesta candidatura agencia "
    "candidato candidatos proceso selección"
)
"""What anybody says who applied somewhere."""
_LEAST_PLACES: Final = 2
_LONG_PLACE: Final = 7
"""Words; a place of that length is enough alone."""
_COMMON: Final = frozenset(
    fold(word) for words in (*LITTLE_WORDS.values(), _EVERYBODYS.split()) for word in words
)


def phrases_of(texts: Iterable[str], name: str) -> frozenset[str]:
    """The runs of four words in an agency's own public texts; its name is everybody's to use."""
    own_name = {word.folded for word in words_of(name)}
    return frozenset(
        _phrase(run) for text in texts for run in _runs(words_of(text)) if _says_much(run, own_name)
    )


def vocabulary_in(text: str, phrases: frozenset[str]) -> tuple[Signal, ...]:
    """A signal for two places in the agency's words, or one long one."""
    spans = without_overlaps(
        [
            Span(run[0].start, run[-1].end)
            for run in _runs(words_of(text))
            if _phrase(run) in phrases
        ]
    )
    long = any(len(words_of(text[span.start : span.end])) >= _LONG_PLACE for span in spans)
    if len(spans) < _LEAST_PLACES and not long:
        return ()
    return (
        Signal(SignalKey.VOCABULARY, Severity.MEDIUM, spans=spans, values={"count": len(spans)}),
    )


def _runs(words: list[Word]) -> Iterable[list[Word]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _phrase(run: Iterable[Word]) -> str:
    return " ".join(word.folded for word in run)


def _says_much(run: Iterable[Word], name: set[str]) -> bool:
    found = [word.folded for word in run if word.folded not in name]
    return sum(len(word) >= _LONG and word not in _COMMON for word in found) >= _LEAST_LONG
