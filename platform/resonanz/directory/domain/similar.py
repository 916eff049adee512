"""Which agencies near one do the same: what a reader may compare it with."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .index import Distance, Index, Sort
from .listed import Group, Listed, state_value

AROUND_KM: Final = 50
SIMILAR: Final = 6
MOST_LOOKED_AT: Final = 5000
_STEP_KM: Final = 10


class Around(StrEnum):
    """Where similar agencies are looked for: as near as is known of the agency."""

    RADIUS = "radius"
    STATE = "state"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar agency by its id; `km` is None where the distance is not known."""

    id: int
    km: float | None


@dataclass(frozen=True, slots=True)
class Similar:
    """What was found around an agency, and what all of them are looked for by: its kinds."""

    around: Around
    found: tuple[Neighbour, ...]
    country: str
    state: str
    town: str
    kinds: tuple[str, ...]


def similar(index: Index, agency_id: int, distance: Distance) -> Similar | None:
    """At most six agencies of the same kind or in a same job field; None for an unknown agency.

    Those at most 50 km away, then of the same state, then those whose place is not known and may
    be in it; of the country where nothing else is known. Among these, first come those with a
    score, then with reviews, then with more in common, then the nearer ones, by steps of 10 km.
    The score itself moves nobody.
    """
    own = index.get(agency_id)
    if own is None:
        return None
    around, scopes = _scopes(index, own, distance)
    left = _alike(index, own) & ~index.of([agency_id])
    found: list[Neighbour] = []
    for scope in scopes:
        if len(found) < SIMILAR:
            found += _ordered(index, own, scope & left, distance)
            left &= ~scope
    return Similar(
        around=around,
        found=tuple(found[:SIMILAR]),
        country=own.country,
        state=state_value(own.country, own.region) if own.region else "",
        town=own.town,
        kinds=tuple(sorted(own.kinds)),
    )


def _scopes(index: Index, own: Listed, distance: Distance) -> tuple[Around, list[int]]:
    """Where to look, the nearest first."""
    state: list[int] = []
    if own.region:
        state.append(index.having(Group.STATE, state_value(own.country, own.region)))
        state.append(index.somewhere_in(own.country, own.region))
    if own.point:
        return Around.RADIUS, [index.within(own.point, AROUND_KM, distance), *state]
    if state:
        return Around.STATE, state
    country = index.having(Group.COUNTRY, own.country)
    return Around.COUNTRY, [country & index.having(Group.REVIEWS, "1")]


def _alike(index: Index, own: Listed) -> int:
    """Of one of its kinds or fields; all, where neither is known."""
    found = 0
    for group, values in ((Group.KIND, own.kinds), (Group.FIELD, own.fields)):
        for value in values:
            found |= index.having(group, value)
    return found if own.kinds or own.fields else index.everything


def _ordered(index: Index, own: Listed, among: int, distance: Distance) -> Iterator[Neighbour]:
    ranked = []
    for _, _, agency_id in index.page(among, Sort.REVIEWS, None, MOST_LOOKED_AT):
        one = index.get(agency_id)
        if one is None:
            continue
        km = distance(own.point, one.point) if own.point and one.point else None
        common = len(own.kinds & one.kinds) + len(own.fields & one.fields)
        known = 0 if one.score is not None else 1 if one.reviews else 2
        key = (known, -common, int((km or 0.0) / _STEP_KM), -one.reviews, one.name_key, one.id)
        ranked.append((key, Neighbour(one.id, km)))
    return (neighbour for _, neighbour in sorted(ranked, key=lambda pair: pair[0]))
