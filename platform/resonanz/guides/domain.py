"""What a guide is, and how long it takes to read."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

WORDS_A_MINUTE: Final = 200
"""Silent reading of non-fiction is about 238 words a minute in English (Brysbaert 2019, Journal of
Memory and Language 109); less for a second language, and for a bad day."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second rank with its anchor."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A text in one language; `body` is safe HTML, `answer` what a reader needs at once."""

    slug: str
    language: str
    title: str
    description: str
    answer: str
    order: int
    updated: dt.date
    for_recruiters: bool
    related: tuple[str, ...]
    sections: tuple[Section, ...]
    words: int
    body: str

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))
