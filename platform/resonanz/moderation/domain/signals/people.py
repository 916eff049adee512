"""Names of persons in a text (TRUST 8), with German, English and Spanish morphology.

Surnames and forenames that are words too (Koch, Mark, Pilar) count only behind a title, a role
or a forename. Names of agencies are left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .signal import Severity, Signal, SignalKey, Span, without_overlaps
from .words import Word, fold, words_of


@dataclass(frozen=True, slots=True)
class NameLists:
    """Folded names: forenames that are hardly a word, those that are one too, surnames."""

    forenames: frozenset[str]
    forenames_also_words: frozenset[str]
    surnames: frozenset[str]

    def is_forename(self, word: Word) -> bool:
        """A capitalised forename, also with a genitive s."""
        return word.is_capitalised and _listed(word.folded, self.forenames)

    def is_any_forename(self, word: Word) -> bool:
        """Also those that are words."""
        return self.is_forename(word) or (
            word.is_capitalised and _listed(word.folded, self.forenames_also_words)
        )

    def is_surname(self, word: Word) -> bool:
        """A capitalised surname of the list, or one that ends like one."""
        if not word.is_capitalised:
            return False
        bare = _without_genitive(word.folded)
        return _listed(word.folded, self.surnames) or (
            len(bare) > 5 and bare.endswith(_SURNAME_ENDS)
        )

    def is_known(self, folded: str) -> bool:
        """On one of the lists without doubt, however it is written."""
        return _listed(folded, self.forenames) or _listed(folded, self.surnames)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SURNAME_ENDS: Final = ("mann", "meier", "meyer", "maier", "mayer", "müller", "ski", "sky", "oğlu",
                        "oglu", "wicz", "ović", "ovic", "huber", "bauer", "schmidt")  # fmt: skip
_TITLES: Final = _set(
    "frau fr herr herrn hr dr prof mr mrs ms miss mister madam sr sra srta señor señora "
    "señorita doña"
)
_CASED_TITLES: Final = frozenset({"Don", "Sir"})
_CHAINED: Final = _set("dr prof med von van de zu")
_CHAINED_LATER: Final = _set("der den del la los las")
_SHORT_TITLES: Final = _set("hr fr dr prof mr mrs ms sr sra srta med")
_ROLES: Final = _set(
    "recruiter recruiterin berater beraterin kollege kollegin kollegen ansprechpartner "
    "ansprechpartnerin disponent disponentin personalberater personalberaterin chef "
    "chefin geschäftsführer geschäftsführerin teamleiter teamleiterin consultant manager "
    "namens heisst named called colleague recruiters reclutador reclutadora consultor "
    "consultora llamado llamada compañero compañera jefe jefa gerente"
)
_NOT_NAMES: Final = _set(
    "doktor doctor professor kollege kollegin kollegen chef chefin geschäftsführer "
    "geschäftsführerin nachbar recruiter recruiterin beraterin berater personalerin "
    "personaler disponentin disponent sachbearbeiterin anonym x y z xy xyz n unbekannt "
    "oder und des der die das ist war hat in im am auf mit mutter karriere familie "
    "teilzeit kinder kind director manager and or who from of the de del la que y en"
)
_ARTICLES: Final = _set("als eine einer keine jede jeder junge jungen andere anderen wie")
_PARTED: Final = re.compile(r"[.!?:;,()\n\"#]")
_HOLY: Final = frozenset({"san", "santa", "sankt", "st"})


def names_in(text: str, lists: NameLists, agency_names: Iterable[str]) -> tuple[Signal, ...]:
    """At most two signals: full or addressed names (high), single forenames (medium)."""
    words = words_of(text)
    own = {word.folded for name in agency_names for word in words_of(name) if len(word.text) > 2}
    sure: list[Span] = []
    forenames: list[Span] = []
    at = 0
    while at < len(words):
        found = _addressed(text, words, at, lists, own) or _pair(text, words, at, lists, own)
        if found is not None:
            sure.append(Span(words[at].start, words[found].end))
            at = found
        elif _is_lone_forename(words, at, lists, own):
            forenames.append(Span(words[at].start, words[at].end))
        at += 1
    signals = []
    if sure:
        signals.append(Signal(SignalKey.PERSON, Severity.HIGH, "name", without_overlaps(sure)))
    if forenames:
        signals.append(
            Signal(SignalKey.PERSON, Severity.MEDIUM, "forename", without_overlaps(forenames))
        )
    return tuple(signals)


def _addressed(
    text: str, words: list[Word], at: int, lists: NameLists, own: set[str]
) -> int | None:
    """The last word of "Frau Dr. Koch" or "Beraterin Koch" that begins here."""
    word = words[at]
    is_title = word.folded in _TITLES or word.text in _CASED_TITLES
    if not is_title and word.folded not in _ROLES:
        return None
    name = at + 1
    while name < len(words) and _chains(words, name, at) and name - at < 3:
        name += 1
    if name >= len(words) or not _addresses(text, words[name - 1], words[name]):
        return None
    candidate = words[name]
    if candidate.folded in _NOT_NAMES or candidate.folded in own:
        return None
    if not is_title:
        known = lists.is_any_forename(candidate) or lists.is_surname(candidate)
        return _last_of(text, words, name, lists) if known else None
    if at and words[at - 1].folded in _ARTICLES and not lists.is_known(candidate.folded):
        return None
    if candidate.is_capitalised or lists.is_known(candidate.folded):
        return _last_of(text, words, name, lists)
    return None


def _last_of(text: str, words: list[Word], name: int, lists: NameLists) -> int:
    following = name + 1
    if (
        following < len(words)
        and _near(text, words[name], words[following])
        and lists.is_any_forename(words[name])
        and lists.is_surname(words[following])
    ):
        return following
    return name


def _pair(text: str, words: list[Word], at: int, lists: NameLists, own: set[str]) -> int | None:
    """The surname of "Petra Koch"; also after initials or "von"."""
    first = words[at]
    if not lists.is_any_forename(first) or first.folded in own:
        return None
    last = at + 1
    while last < len(words) and _chains(words, last, at) and last - at < 3:
        last += 1
    if last >= len(words) or not _near(text, words[last - 1], words[last]):
        return None
    surname = words[last]
    if lists.is_surname(surname) and surname.folded not in own:
        return last
    return None


def _is_lone_forename(words: list[Word], at: int, lists: NameLists, own: set[str]) -> bool:
    word = words[at]
    if not lists.is_forename(word) or word.folded in own or _without_genitive(word.folded) in own:
        return False
    return not (at and words[at - 1].folded in _HOLY)


def _chains(words: list[Word], at: int, first: int) -> bool:
    """Whether a word leads on to a name: von, or the der of "von der" (not of "Frau der Tat")."""
    folded = words[at].folded
    return folded in _CHAINED or (folded in _CHAINED_LATER and at > first + 1)


def _addresses(text: str, title: Word, name: Word) -> bool:
    """Whether a title is followed by a name; the short ones may have a dot, Hr. and Fr. must."""
    between = text[title.end : name.start]
    if title.text in {"Hr", "Fr"}:
        return between.startswith(".") and between.strip() == "."
    if title.folded in _SHORT_TITLES:
        return title.folded not in {"hr", "fr"} and between.strip() in {"", "."} and " " in between
    return between in {" ", "\u00a0", "  "}


def _near(text: str, left: Word, right: Word) -> bool:
    """Whether two words stand side by side in one sentence."""
    between = text[left.end : right.start]
    return len(between) < 3 and not _PARTED.search(between)


def _listed(folded: str, names: frozenset[str]) -> bool:
    return folded in names or _without_genitive(folded) in names


def _without_genitive(folded: str) -> str:
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") else folded


def name_lists(
    forenames: Iterable[str], also_words: Iterable[str], surnames: Iterable[str]
) -> NameLists:
    """Fold the lists once."""
    return NameLists(
        frozenset(map(fold, forenames)),
        frozenset(map(fold, also_words)),
        frozenset(map(fold, surnames)),
    )
