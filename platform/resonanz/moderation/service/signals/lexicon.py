"""The lists and the model that the signals go by, read once a process."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import msgspec
from disposable_email_domains import blocklist

from resonanz.kernel.paths import PACKAGE

from ...domain.signals import NameLists, ToneModel, WordList, name_lists

_DATA: Final = PACKAGE / "moderation" / "data"


class Measured(msgspec.Struct, frozen=True):
    """How well the model did on texts it had not learnt from, 0…1."""

    precision: float
    recall: float
    f1: float


class ToneFigures(msgspec.Struct, frozen=True):
    """What the training wrote about the model."""

    source: str
    texts: int
    offensive: int
    folds: int
    at_threshold: Measured
    threshold: float
    scale: float
    intercept: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists; those of words by language."""

    names: NameLists
    insults: dict[str, WordList]
    special_categories: dict[str, WordList]
    advertising: dict[str, WordList]
    tone: ToneModel
    disposable_domains: frozenset[str]


@cache
def tone_figures() -> ToneFigures:
    """How good the model is, and how to read its weights."""
    return msgspec.json.decode((_DATA / "tone_model.json").read_bytes(), type=ToneFigures)


@cache
def lexicon() -> Lexicon:
    """Read the lists; takes some 30 ms the first time."""
    figures = tone_figures()
    return Lexicon(
        names=name_lists(
            _lines("forenames.txt"), _lines("forenames_also_words.txt"), _lines("surnames.txt")
        ),
        insults=_by_language("insults.tsv"),
        special_categories=_by_language("special_categories.tsv"),
        advertising=_by_language("advertising.tsv"),
        tone=ToneModel(
            gzip.decompress((_DATA / "tone_model.gz").read_bytes()),
            figures.scale,
            figures.intercept,
            figures.threshold,
        ),
        disposable_domains=frozenset(blocklist),
    )


def _lines(name: str) -> Iterator[str]:
    yield from (_DATA / name).read_text(encoding="utf-8").splitlines()


def _by_language(name: str) -> dict[str, WordList]:
    entries: dict[str, list[tuple[str, str]]] = {}
    for line in _lines(name):
        language, kind, pattern = line.split("\t")
        entries.setdefault(language, []).append((kind, pattern))
    return {language: WordList.of(lines) for language, lines in entries.items()}
