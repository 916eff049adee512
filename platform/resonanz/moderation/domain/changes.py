"""What an edit changes in a text, word by word."""

import re
from difflib import SequenceMatcher
from typing import Final

from .signals.signal import Span, without_overlaps

_TOKEN: Final = re.compile(r"\S+\s*")


def changed_spans(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The stretches of `before` that are gone, and those of `after` that are new.

    Whole words, without the blanks behind the last one; what is outside of them reads the same.
    """
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    matcher = SequenceMatcher(
        None, [one[0].rstrip() for one in old], [one[0].rstrip() for one in new]
    )
    gone: list[Span] = []
    come: list[Span] = []
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what != "equal":
            gone += _span(old[start:end])
            come += _span(new[other_start:other_end])
    return without_overlaps(gone), without_overlaps(come)


def _span(words: list[re.Match[str]]) -> list[Span]:
    if not words:
        return []
    return [Span(words[0].start(), words[-1].start() + len(words[-1][0].rstrip()))]
