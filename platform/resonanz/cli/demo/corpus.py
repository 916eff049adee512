"""The sentences of one language, read from its data file, and how one is filled in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Condition:
    """All of `needs` must hold, each a choice of words, and none of `refuses`."""

    needs: tuple[frozenset[str], ...]
    refuses: frozenset[str]

    @classmethod
    def parse(cls, key: str) -> "Condition":
        """From a key such as "rejection c0|c1 !assignment"."""
        words = key.split()
        return cls(
            needs=tuple(frozenset(word.split("|")) for word in words if not word.startswith("!")),
            refuses=frozenset(word[1:] for word in words if word.startswith("!")),
        )

    def holds(self, tags: frozenset[str]) -> bool:
        """Whether the tags of a review meet it."""
        return not self.refuses & tags and all(choice & tags for choice in self.needs)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences by the part of the review they serve, replies by style and tone, word lists."""

    parts: Mapping[str, tuple[tuple[Condition, tuple[str, ...]], ...]]
    replies: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, Any]

    def sentences(self, part: str, tags: frozenset[str]) -> list[str]:
        """The sentences of a part that are true for the tags."""
        return [
            sentence
            for condition, sentences in self.parts[part]
            if condition.holds(tags)
            for sentence in sentences
        ]


@cache
def corpus(language: str) -> Corpus:
    """The corpus of `de`, `en` or `es`."""
    source = files(__package__).joinpath(f"data/texts.{language}.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    words, replies = tables.pop("words"), tables.pop("reply")
    return Corpus(
        parts={
            part: tuple((Condition.parse(key), tuple(lines)) for key, lines in entries.items())
            for part, entries in tables.items()
        },
        replies={
            style: {tone: tuple(lines) for tone, lines in tones.items()}
            for style, tones in replies.items()
        },
        words=words,
    )


def capital(text: str) -> str:
    """The text with a capital at its beginning, also behind an opening mark."""
    start = next((index for index, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def fill(rng: Random, sentence: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """A sentence with its choices made and its words put in.

    `{Name}` with a capital gives the word a capital. The day of the week and the contact person
    are the same throughout a review because `words` then holds one word for each.
    """
    chosen = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), sentence)

    def word(found: re.Match[str]) -> str:
        name = found[1]
        value = rng.choice(words[name.lower()])
        return capital(value) if name[0].isupper() else value

    return capital(re.sub(r"\{(\w+)\}", word, chosen))
