"""Choosing among an agency's reviews, by what the public sees of each one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import compress, islice
from typing import Final, Self

from .bits import flags

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


@dataclass(frozen=True, slots=True)
class Shelf:
    """An agency's reviews, newest first, with a row of bits for each value that any of them has.

    Bit n stands for the nth review; `places` are their positions by public id.
    """

    ids: Sequence[int]
    places: Mapping[str, int]
    rows: Mapping[About, Mapping[str, int]]

    @property
    def everything(self) -> int:
        """The bits of all reviews."""
        return (1 << len(self.ids)) - 1


def shelf(shown: Sequence[Shown]) -> Shelf:
    """The shelf of an agency's reviews, which are newest first."""
    width = len(shown) + 7 >> 3
    rows: dict[About, dict[str, bytearray]] = {about: {} for about in About}
    for at, one in enumerate(shown):
        for about, value in one.traits():
            rows[about].setdefault(value, bytearray(width))[at >> 3] |= 1 << (at & 7)
    return Shelf(
        ids=tuple(one.id for one in shown),
        places={one.public_id: at for at, one in enumerate(shown)},
        rows={
            about: {value: int.from_bytes(row, "little") for value, row in values.items()}
            for about, values in rows.items()
        },
    )


def choose(kept: Shelf, chosen: Chosen, among: int) -> tuple[int, dict[About, dict[str, int]]]:
    """The bits, of those `among` which is chosen, of the reviews that all chosen values find; and
    how many each value would find beside what is chosen of the others, of the values that any has.
    """
    holding = {
        about: _any_of(kept.rows[about], values) for about, values in chosen.items() if values
    }
    counts: dict[About, dict[str, int]] = {}
    for about, values in kept.rows.items():
        others = among
        for other, bits in holding.items():
            if other is not about:
                others &= bits
        counts[about] = {
            value: (bits & others).bit_count() for value, bits in values.items() if bits & among
        }
    found = among
    for bits in holding.values():
        found &= bits
    return found, counts


def _any_of(rows: Mapping[str, int], values: Sequence[str]) -> int:
    bits = 0
    for value in values:
        bits |= rows.get(value, 0)
    return bits


def page_behind(kept: Shelf, found: int, after: str, size: int) -> tuple[list[int], bool]:
    """The ids of so many behind the one with a public id ("" for the first), and whether more
    follow. Behind one that is not found any more the page begins where it stood.

    Raises KeyError if `after` is none of the agency's reviews.
    """
    start = kept.places[after] + 1 if after else 0
    found >>= start
    left = compress(kept.ids[start:], flags(found, len(kept.ids) - start))
    return list(islice(left, size)), found.bit_count() > size
