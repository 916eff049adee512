"""Folding of names for search, and the likeness of two names.

A name is kept in several spellings, because people write Müller, Mueller and Muller. Letters lose
case and accents; ß is ss, ø is o. What is neither letter nor digit separates words.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe"}
)
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_UMLAUT_E = re.compile(r"(?<![aeiouq])([aou])e")
_SEPARATOR = " | "


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in text if not unicodedata.combining(c))
    kept = _APOSTROPHES.sub("", kept)
    kept = _INITIALS.sub(lambda found: found[0].replace(".", ""), kept)
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The plain form: words of lower-case letters and digits without accents, one space between.

    Müller & Söhne becomes "muller sohne", S.L. becomes "sl".
    """
    return _plain(text)


def spell_out(text: str) -> str:
    """The plain form with umlauts as two letters: Müller becomes "mueller"."""
    return _plain(unicodedata.normalize("NFC", text).translate(_SPELLED))


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[str, ...]:
    """The plain form and, where they differ, the one with ue for ü and the one with u for ue.

    The e stays after a vowel or q (neue, Steuer, Quest), where it is hardly ever an umlaut.
    Empty if the text holds no letter or digit.
    """
    plain = _plain(text)
    if not plain:
        return ()
    return tuple(dict.fromkeys((plain, spell_out(text), _UMLAUT_E.sub(r"\1", plain))))


def one_spelling(text: str) -> str:
    """The plain form in which ü, ue and u are one: Rückruf and Rueckruf become "ruckruf".

    For whole texts: it keeps none of them, as `fold` does.
    """
    return _UMLAUT_E.sub(r"\1", _plain(text))


def search_text(name: str) -> str:
    """What the search index holds of a name: all spellings, each word with a space on both sides.

    The spaces at the ends let a word's beginning be a trigram of its own.
    """
    return f" {_SEPARATOR.join(spellings(name))} "


def spellings_of(stored: str) -> list[str]:
    """The spellings that `search_text` joined."""
    return stored.strip().split(_SEPARATOR)


@lru_cache(maxsize=65536)
def _word_trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def trigrams(words: Iterable[str]) -> frozenset[str]:
    """The trigrams of folded words, each with two spaces before and one behind it."""
    return frozenset().union(*map(_word_trigrams, words))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The shared part of two sets, 0…1; two empty sets have nothing in common."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def likeness(query: tuple[str, ...], stored: str) -> float:
    """How much a query is like a part of a name, 0…1.

    The greatest Jaccard index of trigrams between a spelling of the query and any run of about as
    many words (one fewer to one more) of a stored spelling, so that a long name does not lose
    against a short one.
    """
    best = 0.0
    names = [spelling.split() for spelling in spellings_of(stored)]
    for wanted in query:
        sought = wanted.split()
        grams = trigrams(sought)
        for words in names:
            for size in {max(1, min(len(words), len(sought) + more)) for more in (-1, 0, 1)}:
                for start in range(len(words) - size + 1):
                    best = max(best, jaccard(grams, trigrams(words[start : start + size])))
    return best


def every_word_like(query: str, stored: str, least: float) -> bool:
    """Whether each longer word (four letters on) of a folded query is somewhat like one stored."""
    words = {word for spelling in spellings_of(stored) for word in spelling.split()}
    return all(
        any(jaccard(_word_trigrams(sought), _word_trigrams(word)) >= least for word in words)
        for sought in query.split()
        if len(sought) > 3
    )
