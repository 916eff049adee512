"""Whether two entries may be one agency, and why."""

from enum import StrEnum
from typing import Final

from .folding import likeness, search_text, spellings
from .names import duplicate_keys, name_key
from .records import StoredAgency
from .websites import parent_domains

ALIKE_FROM: Final = 0.5
"""From this likeness of names on somebody should look (ours)."""


class Likeness(StrEnum):
    """Why two entries may be one, the weightiest first; the same place alone says nothing."""

    WEBSITE = "website"
    NAME = "name"
    ALIKE = "alike"
    PLACE = "place"


def likenesses(one: StoredAgency, other: StoredAgency) -> tuple[Likeness, ...]:
    """Why two entries may be one agency; empty if nothing speaks for it."""
    found = []
    if _domain(one.website) and _domain(one.website) == _domain(other.website):
        found.append(Likeness.WEBSITE)
    if duplicate_keys(one.name) & duplicate_keys(other.name):
        found.append(Likeness.NAME)
    elif _alike(one.name, other.name) >= ALIKE_FROM:
        found.append(Likeness.ALIKE)
    place = one.seat.name and one.seat.name == other.seat.name and one.country == other.country
    if found and place:
        found.append(Likeness.PLACE)
    return tuple(found)


def _domain(website: str | None) -> str:
    parents = parent_domains(website) if website else []
    return parents[-1] if parents else ""


def _alike(one: str, other: str) -> float:
    """The likeness without legal forms, the same from both sides."""
    keys = name_key(one), name_key(other)
    return max(
        likeness(spellings(keys[0]), search_text(keys[1])),
        likeness(spellings(keys[1]), search_text(keys[0])),
    )
