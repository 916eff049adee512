"""Review texts: which parts a voice strings together, and which sentences it takes."""

import re
from collections import Counter
from collections.abc import Mapping
from random import Random

from resonanz.agencies.domain.job_fields import JobField
from resonanz.reviews.domain import Role
from resonanz.scoring.domain.ledger import LedgerLine

from .corpus import Corpus, corpus, fill

# A voice is the parts it may use in their order, and how often it is heard.
_VOICES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (9, ("short",)),
    (7, ("short", "criterion")),
    (5, ("short", "wish")),
    (6, ("core",)),
    (9, ("core", "chase")),
    (8, ("core", "close")),
    (8, ("core", "wish")),
    (8, ("core", "promise", "close")),
    (9, ("core", "criterion", "close")),
    (7, ("context", "core", "chase")),
    (8, ("context", "core", "criterion", "wish")),
    (8, ("context", "core", "chase", "criterion", "close")),
    (5, ("context", "core", "promise", "chase", "criterion", "wish")),
    (5, ("core", "criterion", "criterion", "close")),
    (4, ("context", "core", "chase", "wish", "close")),
    (4, ("criterion", "core", "close")),
)
_ATTEMPTS = 12
_MOST_SENTENCES = 6
_SENTENCE_END = re.compile(r"[.!?…]+[“”»\"]?(?=\s|$)")


def sentence_count(text: str) -> int:
    """How many sentences a text or a template has; a question of one word counts."""
    return len(_SENTENCE_END.findall(text))


class Writer:
    """Writes the texts about one agency, so that no sentence returns before its fellows.

    `known` holds all texts written so far, shared by all writers: none is written twice if the
    sentences allow it.
    """

    def __init__(self, rng: Random, known: set[str]) -> None:
        self._rng = rng
        self._known = known
        self._used: Counter[str] = Counter()

    def text(
        self,
        language: str,
        tags: frozenset[str],
        lines: tuple[LedgerLine, ...],
        role: Role,
        field: JobField,
    ) -> str:
        """A text of one to six sentences that is true for the tags."""
        source = corpus(language)
        text = ""
        for _ in range(_ATTEMPTS):
            words = self._words(source, lines[-1], role, field)
            text = self._compose(source, tags, words)
            if text not in self._known:
                break
        self._known.add(text)
        return text

    def _compose(
        self, source: Corpus, tags: frozenset[str], words: Mapping[str, tuple[str, ...]]
    ) -> str:
        weights, voices = zip(*_VOICES, strict=True)
        taken: list[str] = []
        room = _MOST_SENTENCES
        for part in self._rng.choices(voices, weights)[0]:
            true = source.sentences(part, tags)
            choice = [s for s in true if s not in taken and sentence_count(s) <= room]
            if choice:
                taken.append(self._least_used(choice))
                room -= sentence_count(taken[-1])
        if not taken:
            taken.append(self._least_used(source.sentences("core", tags)))
        self._used.update(taken)
        return " ".join(fill(self._rng, sentence, words) for sentence in taken)

    def _least_used(self, sentences: list[str]) -> str:
        least = min(self._used[sentence] for sentence in sentences)
        return self._rng.choice([s for s in sentences if self._used[s] == least])

    def _words(
        self, source: Corpus, last: LedgerLine, role: Role, field: JobField
    ) -> dict[str, tuple[str, ...]]:
        """The words of one review; where no days are known, an answer is weeks overdue."""
        days = last.days if last.days is not None else self._rng.choice((3, 4))
        key, given = f"d{int(days)}", source.words
        words = {
            name: tuple(given[name][key])
            for name in ("zeit", "zeit_corto", "lang", "lang_dativ", "seit")
            if key in given.get(name, {})
        }
        words["nach"] = tuple(given["nach"][last.stage.value])
        for name in ("stelle", "einsatz", "projekt", "punkt"):
            if field.value in given[name]:
                words[name] = (self._rng.choice(given[name][field.value]),)
        words["tag"] = (self._rng.choice(given["tag"]),)
        words["wer"] = (self._rng.choice(given["wer"][role.value]),)
        if last.channel is not None:
            words["kanal"] = tuple(given["kanal"][last.channel.value])
        return words
