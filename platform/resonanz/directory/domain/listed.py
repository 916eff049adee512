"""What readers filter and order agencies by."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Group(StrEnum):
    """Groups of filters: within one any chosen value will do, of several all have to hold."""

    COUNTRY = "country"
    STATE = "state"
    KIND = "kind"
    FIELD = "field"
    SCORE = "score"
    REVIEWS = "reviews"
    DAYS = "days"
    CLAIMED = "claimed"
    PLEDGE = "pledge"


SCORES: Final = {"3": 3.0, "3.5": 3.5, "4": 4.0, "4.5": 4.5}
"""Least scores one can ask for, and how they stand in an address."""
REVIEWS: Final = (1, 3, 10, 30)
"""Least numbers of reviews."""
DAYS: Final = (3, 7, 14, 30)
"""Most working days until half of the answers came: the ends of the ledger's classes."""
YES: Final = "1"
FILTERED_KINDS: Final = ("temp", "placement", "search", "it_freelance")
"""Kinds one can ask for; who does both temporary work and placement is found by either."""

ONE_OF: Final = {
    Group.SCORE: tuple(SCORES),
    Group.REVIEWS: tuple(map(str, REVIEWS)),
    Group.DAYS: tuple(map(str, DAYS)),
    Group.CLAIMED: (YES,),
    Group.PLEDGE: (YES,),
}
"""Groups of which one value is chosen, with all their values."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Half of the answers came within `days` working days; `share` (0…1) had come by then."""

    days: int
    share: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A score with its 90 % interval, 1 to 5, from n reviews that count like `weight` full ones.

    `missing` is how many new full reviews the agency lacks for a rank; 0 if it has one.
    """

    score: float
    low: float
    high: float
    weight: float
    n: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed agency.

    `names` are its names as the search index holds them (`agencies.domain.folding.search_text`).
    `score`, `feedback` and `waiting` are None unless its score is published, `standing` unless it
    has reviews; `region` is None where nobody has said it, `town` is "" there and `town_slug` is
    it in an address. `kinds` and `fields` are those that the public sees, from whatever source:
    the listing, the agency's own word, reviews.
    """

    id: int
    name_key: str
    names: tuple[str, ...]
    country: str
    town: str = ""
    town_slug: str = ""
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    kinds: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    reviews: int = 0
    standing: Standing | None = None
    score: float | None = None
    feedback: float | None = None
    waiting: Waiting | None = None
    newest: dt.date | None = None
    claimed: bool = False
    pledge: bool = False

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, as far as they are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def ranked(self) -> bool:
        """Whether it has a rank (SCORING 6)."""
        return self.standing is not None and not self.standing.missing

    def traits(self) -> Iterator[tuple[Group, str]]:
        """Every filter that finds the agency."""
        yield Group.COUNTRY, self.country
        if self.region is not None:
            yield Group.STATE, state_value(self.country, self.region)
        yield from ((Group.KIND, kind) for kind in self.kinds)
        yield from ((Group.FIELD, name) for name in self.fields)
        if self.score is not None:
            shown = round(self.score, 1)  # who reads 4.0 finds it by 4.0
            yield from ((Group.SCORE, value) for value, least in SCORES.items() if shown >= least)
        yield from ((Group.REVIEWS, str(least)) for least in REVIEWS if self.reviews >= least)
        if self.waiting is not None:
            yield from ((Group.DAYS, str(most)) for most in DAYS if self.waiting.days <= most)
        if self.claimed:
            yield Group.CLAIMED, YES
        if self.pledge:
            yield Group.PLEDGE, YES


def state_value(country: str, region: str) -> str:
    """A state in an address: two countries may have one of the same name."""
    return f"{country}-{region}"
