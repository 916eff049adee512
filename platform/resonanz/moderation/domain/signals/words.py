"""Words of a text, and lists of words to find in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .signal import Span

_WORD: Final = re.compile(r"[^\W_]+")
_ACCENTS: Final = {0x300, 0x301}
_LONGEST_GAP: Final = 3
_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written and folded, with its place."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Written like a name: Anna, McDonald, not ANNA."""
        return self.text[:1].isupper() and (len(self.text) == 1 or not self.text.isupper())


def fold(word: str) -> str:
    """Lower case, ß as ss, without acute and grave accents; ä, ñ and the like stay."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in parts if ord(c) not in _ACCENTS))


def words_of(text: str) -> list[Word]:
    """All words of a text in their order."""
    return [Word(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: word or phrase, folded; `*` before or behind stands for more letters."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words, stems and phrases by kind; finding them does not depend on how many there are."""

    exact: dict[str, list[Entry]] = field(default_factory=dict)
    starts: dict[str, list[Entry]] = field(default_factory=dict)
    ends: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[tuple[str, str]]) -> "WordList":
        """Build a list from (kind, pattern); a pattern of several words is separated by blanks."""
        made = cls()
        for kind, pattern in lines:
            entry = Entry(kind, tuple(fold(part) for part in pattern.split()))
            first = entry.words[0]
            if first.startswith("*"):
                made.ends.setdefault(first[-_STEM:], []).append(entry)
            elif first.endswith("*"):
                made.starts.setdefault(first[:_STEM].rstrip("*"), []).append(entry)
            else:
                made.exact.setdefault(first, []).append(entry)
        return made

    def find(self, words: list[Word]) -> Iterator[tuple[str, Span]]:
        """Kind and place of each entry that occurs."""
        for at, word in enumerate(words):
            folded = word.folded
            candidates = [
                *self.exact.get(folded, ()),
                *self.starts.get(folded[:_STEM], ()),
                *self.ends.get(folded[-_STEM:], ()),
            ]
            for entry in candidates:
                last = at + len(entry.words) - 1
                if last < len(words) and _stands_at(entry, words, at):
                    yield entry.kind, Span(word.start, words[last].end)

    def whole_words(self) -> Iterator[Entry]:
        """The entries of a single word, with their stars."""
        for entries in (*self.exact.values(), *self.starts.values(), *self.ends.values()):
            yield from (entry for entry in entries if len(entry.words) == 1)


def _stands_at(entry: Entry, words: list[Word], at: int) -> bool:
    for offset, pattern in enumerate(entry.words):
        word = words[at + offset]
        if offset and word.start - words[at + offset - 1].end > _LONGEST_GAP:
            return False
        if not _fits(pattern, word.folded):
            return False
    return True


def _fits(pattern: str, word: str) -> bool:
    bare = pattern.strip("*")
    if pattern.startswith("*"):
        return word.endswith(bare)
    return word.startswith(bare) if pattern.endswith("*") else word == bare
