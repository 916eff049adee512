"""Which words recur in an agency's reviews, without showing what a single one says (TRUST 29).

Counted are reviews, not uses. Words appear from three reviews on, and none at all while fewer than
ten reviews have a text; there is no filter, so that no two lists can be held against each other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

LEAST_REVIEWS: Final = 3
LEAST_TEXTS: Final = 10
SHOWN: Final = 12
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class ReviewText:
    """A public review's text and value; `value` is None if it does not count yet."""

    language: str
    text: str
    value: float | None


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A word as it is mostly written, in how many reviews it stands, and their mean value."""

    word: str
    reviews: int
    value: float | None


def common_words(
    texts: Sequence[ReviewText], stop_words: Mapping[str, Collection[str]]
) -> tuple[CommonWord, ...]:
    """The words that most reviews share, without the stop words of each review's language."""
    written = [one for one in texts if one.text.strip()]
    if len(written) < LEAST_TEXTS:
        return ()
    uses: dict[str, list[ReviewText]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for one in written:
        ignored = stop_words.get(one.language, ())
        found: dict[str, str] = {}
        for word in _WORD.findall(one.text):
            key = word.casefold()
            if key not in ignored:
                # A sentence begins with a capital; elsewhere it tells a noun.
                found[key] = min(found.get(key, word), word, key=str.istitle)
        for key, word in found.items():
            uses[key].append(one)
            spellings[key][word] += 1
    words = [
        CommonWord(_mostly(spellings[key]), len(own), _mean(own))
        for key, own in uses.items()
        if len(own) >= LEAST_REVIEWS
    ]
    return tuple(sorted(words, key=lambda one: (-one.reviews, one.word.casefold()))[:SHOWN])


def _mostly(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda word: (-spellings[word], word))


def _mean(reviews: Sequence[ReviewText]) -> float | None:
    values = [one.value for one in reviews if one.value is not None]
    return fsum(values) / len(values) if len(values) >= LEAST_REVIEWS else None
