"""Choosing among an agency's reviews, by what the public sees of each one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self

YES: Final = "1"


class About(StrEnum):
    """What reviews are chosen by: within one any chosen value will do, of several all must hold."""

    STARS = "stars"
    STAGE = "stage"
    ROLE = "role"
    FIELD = "field"
    LANGUAGE = "text"
    PERIOD = "period"
    PROVEN = "proven"
    INVITED = "invited"


Chosen = Mapping[About, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that a text or its reply holds, and chosen values; all may be absent."""

    words: str = ""
    chosen: Mapping[About, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is asked."""
        return not (self.words or self.chosen)

    def without(self, about: About, value: str) -> Self:
        """The same without one chosen value."""
        left = tuple(one for one in self.chosen.get(about, ()) if one != value)
        others = {name: values for name, values in self.chosen.items() if name is not about}
        return replace(self, chosen=others | ({about: left} if left else {}))

    def pairs(self) -> list[tuple[str, str]]:
        """As it stands in an address, always in the same order."""
        words = [("q", self.words)] if self.words else []
        return words + [
            (about.value, value) for about in About for value in self.chosen.get(about, ())
        ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public sees of a review that it can be chosen by.

    A coarse one shows neither role nor field, and of its date the half-year alone; `stars` are
    whole ones, None where it counts for none. `language` is that of its text, "" without one.
    """

    id: int
    public_id: str
    stars: int | None
    stage: str
    role: str
    field: str
    language: str
    published_on: date
    coarse: bool
    proven: bool
    invited: bool

    def traits(self) -> Iterator[tuple[About, str]]:
        """Every choice that finds it; none tells more than its page."""
        yield About.STAGE, self.stage
        # All dates by half-year: a finer one would not find coarse reviews, and so tell of them.
        yield About.PERIOD, half_year(self.published_on)
        if self.stars is not None:
            yield About.STARS, str(self.stars)
        if not self.coarse:
            yield About.ROLE, self.role
            if self.field:
                yield About.FIELD, self.field
        if self.language:
            yield About.LANGUAGE, self.language
        if self.proven:
            yield About.PROVEN, YES
        if self.invited:
            yield About.INVITED, YES


def half_year(day: date) -> str:
    """The half-year of a day as it stands in an address, such as 2026-h2."""
    return f"{day.year}-h{1 if day.month <= 6 else 2}"


def choose(
    shown: Iterable[Shown], chosen: Chosen
) -> tuple[list[Shown], dict[About, dict[str, int]]]:
    """Those that all chosen values find, in their order; and how many each value would find beside
    what is chosen of the others, of the values that any has.
    """
    found: list[Shown] = []
    counts: dict[About, dict[str, int]] = {about: {} for about in About}
    for one in shown:
        traits = set(one.traits())
        misses = [about for about, values in chosen.items() if not _any_of(traits, about, values)]
        if not misses:
            found.append(one)
        for about, value in traits:
            fits = not misses or misses == [about]
            counts[about][value] = counts[about].get(value, 0) + fits
    return found, counts


def _any_of(traits: Collection[tuple[About, str]], about: About, values: Sequence[str]) -> bool:
    return not values or any((about, value) in traits for value in values)


def page_behind(shown: Sequence[Shown], after: str, size: int) -> tuple[list[Shown], bool]:
    """So many behind the one with a public id ("" for the first), and whether more follow.

    Behind one that does not fit any more the page begins where it stood: `shown` are newest first.
    """
    start = next((at for at, one in enumerate(shown, start=1) if one.public_id == after), 0)
    return list(shown[start : start + size]), len(shown) > start + size
