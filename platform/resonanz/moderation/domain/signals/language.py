"""Which language a text is written in, by its little words."""

from typing import Final

from .signal import Severity, Signal, SignalKey
from .words import words_of

_LITTLE: Final = {
    "de": (
        "und der das nicht ich ist mit auf ein eine einen einem für wurde nach dem den von auch "
        "aber noch wie bei zum zur keine kein sich wir mir mich sehr oder als aus dann wieder "
        "über habe haben hatte waren wird nur schon immer zu"
    ),
    "en": (
        "the and of to was that it for with they were had have not but this my you are be been "
        "at on from their there which would who after when about very never or if by an what "
        "then them is"
    ),
    "es": (
        "el la los las que y en un una por con para del al lo pero muy más como me mi no se sin "
        "su sus fue era han había hay este esta nunca cuando después ni ya porque donde estaba "
        "son tras"
    ),
}
LITTLE_WORDS: Final = {
    language: frozenset(words.split())
    - {word for other, rest in _LITTLE.items() if other != language for word in rest.split()}
    for language, words in _LITTLE.items()
}
_FEWEST: Final = 5
_CLEARLY: Final = 3


def guess(text: str) -> str | None:
    """de, en or es; None if the text is too short or too mixed to say."""
    counts = dict.fromkeys(LITTLE_WORDS, 0)
    for word in words_of(text):
        lower = word.text.lower()
        for language, little in LITTLE_WORDS.items():
            counts[language] += lower in little
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best < _FEWEST or best < _CLEARLY * second:
        return None
    return max(counts, key=lambda language: counts[language])


def language_differs(text: str, declared: str) -> tuple[Signal, ...]:
    """A signal if the text is clearly in another language than its author said."""
    guessed = guess(text)
    if guessed is None or guessed == declared:
        return ()
    values = {"guessed": guessed, "declared": declared}
    return (Signal(SignalKey.LANGUAGE, Severity.LOW, values=values),)
