"""Finding agencies: the index of this process, kept in step by revisions, and what it finds."""

import asyncio
from collections.abc import Iterator, Mapping
from contextvars import Context
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.folding import spellings
from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.agencies.domain.names import slug_of
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.domain.towns import FoundPlace
from resonanz.agencies.queries.profiles import read_stated
from resonanz.agencies.service.gazetteers import find_place
from resonanz.kernel import db
from resonanz.scoring.domain.ledger import DaysClass
from resonanz.scoring.domain.life_table import LifeTable
from resonanz.scoring.domain.score import Estimate, missing_for_rank

from ..domain import Cursor, Group, Index, Listed, Named, Search, Sort, Standing, Waiting
from ..domain.search import RADII
from ..queries import lists
from ..queries.listing import listed

Row = dict[str, Any]

PAGE: Final = 20
PLACE_COUNTRIES: Final = ("DE", "AT", "CH", "LI", "ES", "GB")
MOST_ALIKE: Final = 200
"""So many names like a misspelled one are looked at."""
MOST_CHANGES: Final = 300
"""With more changed agencies at once it is quicker to build the index anew."""


class _Feedback(msgspec.Struct):
    score: float


class _Criteria(msgspec.Struct):
    feedback: _Feedback | None = None


class _Statistics(msgspec.Struct):
    times: dict[str, list[int] | int]


class _Kept:
    """The index of a database, and the revision up to which it is known to be right."""

    def __init__(self) -> None:
        self.index = Index()
        self.revision: int | None = None
        self.refreshing: asyncio.Task[None] | None = None


_kept: WeakKeyDictionary[db.Engine, _Kept] = WeakKeyDictionary()


async def index() -> Index:
    """The index as the database is now; one small statement if nothing changed."""
    return (await index_at())[0]


async def index_at() -> tuple[Index, int]:
    """The index as the database is now, and its revision.

    Who comes while it is brought up to date waits for the same work, which is done outside of
    any transaction.
    """
    kept = _kept.setdefault(db.engine(), _Kept())
    if kept.refreshing is None or kept.refreshing.done():
        kept.refreshing = asyncio.create_task(_refresh(kept), context=Context())
    await asyncio.shield(kept.refreshing)
    assert kept.revision is not None
    return kept.index, kept.revision


async def _refresh(kept: _Kept) -> None:
    revision, changed = await agencies.revisions_since(kept.revision)
    if kept.revision is None or len(changed) > MOST_CHANGES:
        kept.index = await _build()
    elif changed:
        found = [one async for rows in listed(list(changed)) for one in _all_listed(rows)]
        for agency_id in changed.keys() - {one.id for one in found}:
            kept.index.drop(agency_id)
        for one in found:
            kept.index.put(one)
    kept.revision = revision


async def _build() -> Index:
    everything: list[Listed] = []
    async for rows in listed():
        everything += await asyncio.to_thread(_all_listed, rows)
    return await asyncio.to_thread(Index, everything)


def _all_listed(rows: list[Row]) -> list[Listed]:
    return [_listed(row) for row in rows]


@lru_cache(maxsize=16384)
def _town_slug(town: str) -> str:
    """Once a town: there are fewer of them than agencies."""
    return slug_of(town)


def _listed(row: Row) -> Listed:
    score = feedback = waiting = standing = None
    if row["reviews"]:
        own = Estimate(row["score"], row["low"], row["high"], row["weight"], row["reviews"])
        standing = Standing(own.score, own.low, own.high, own.weight, own.n, missing_for_rank(own))
    if row["published"]:
        score = row["score"]
        criteria = msgspec.json.decode(row["criteria"], type=_Criteria)
        feedback = criteria.feedback.score if criteria.feedback else None
        statistics = msgspec.json.decode(row["statistics"], type=_Statistics)
        waiting = _waiting(LifeTable.from_dict(statistics.times))
    stated = read_stated(row["stated"]) if row["stated"] else {}
    return Listed(
        id=row["id"],
        name_key=row["name_key"],
        names=tuple(row["names"]),
        country=row["country"],
        town=row["city"] or "",
        town_slug=_town_slug(row["city"]) if row["city"] else "",
        region=row["region"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        kinds=_kinds(row),
        fields=frozenset((*row["fields"], *stated.get(ProfileField.JOB_FIELDS, "").split())),
        reviews=row["reviews"] or 0,
        standing=standing,
        score=score,
        feedback=feedback,
        waiting=waiting,
        newest=row["last_on"],
        claimed=row["claimed_at"] is not None,
        pledge=row["pledge_days"] is not None,
    )


def _kinds(row: Row) -> frozenset[str]:
    """Who does both is found by either."""
    if agencies.nobody_said_kind(row["sources"]):
        return frozenset()
    return frozenset(("temp", "placement") if row["kind"] == "mixed" else (row["kind"],))


def _waiting(times: LifeTable) -> Waiting | None:
    median = times.median
    share = None if median is None else times.shares()[median]
    if median is None or share is None or median is DaysClass.MORE_THAN_30:
        return None
    return Waiting(median.days, share)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found.

    `counts` says for each filter how many it would find, beside the other groups' choices.
    `total` are all found; `unplaced` those of them whose place is not known, which come last:
    the rows from number `apart` on. `apart` is None where none is on this page. `next` is the
    key of the next page. `place` is None if none was asked for, or it is not known. Where nothing
    was found `looser` are searches that find something, with how much.
    """

    rows: list[Row]
    total: int
    unplaced: int
    apart: int | None
    counts: Mapping[Group, Mapping[str, int]]
    next: Cursor | None
    place: FoundPlace | None
    looser: tuple[tuple[Search, int], ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whom a search is about before its filters: bits of all, and of those that come last."""

    among: int
    last: int


async def find(search: Search, home: str, after: Cursor | None, limit: int = PAGE) -> Found:
    """A page of the agencies that a search finds, `limit` at most.

    Without words, place and country those of the home country come first. A place that is not
    known is left out of the search; `Found.place` tells.
    """
    place = await _place(search, home)
    present = await index()
    named = await _by_words(search.words, present) if search.words else None
    words = present.everything if named is None else named.bits
    scope = _scope(present, search, words, place, home)
    if named is not None and place is None and search.sort is None and named.distances is None:
        scope = _Scope(scope.among, words & ~named.first)
    matching = present.matching(search.chosen, scope.among)
    parts = (matching & ~scope.last, matching & scope.last)
    distances = named.distances if named else None
    keys = _page(present, search, parts, distances, after, limit + 1)
    shown = keys[:limit]
    rows = {row["id"]: row for row in await lists.by_ids([cursor.id for cursor in shown])}
    unplaced = parts[1].bit_count() if place is not None else 0
    first = next((number for number, cursor in enumerate(shown) if cursor.part == 1), None)
    return Found(
        rows=[rows[cursor.id] for cursor in shown if cursor.id in rows],
        total=matching.bit_count(),
        unplaced=unplaced,
        apart=first if unplaced else None,
        counts=present.counts(search.chosen, scope.among),
        next=shown[-1] if shown and len(keys) > limit else None,
        place=place,
        looser=() if matching else tuple(_looser(present, search, words, place, home)),
    )


def _scope(
    present: Index, search: Search, words: int, place: FoundPlace | None, home: str
) -> _Scope:
    if place is not None:
        unplaced = present.somewhere_in(place.country, place.region) & words
        near = present.within((place.latitude, place.longitude), search.radius, distance_km) & words
        return _Scope(near | unplaced, unplaced)
    if search.words or search.chosen.get(Group.COUNTRY):
        return _Scope(words, 0)
    return _Scope(words, words & ~present.having(Group.COUNTRY, home))


def _looser(
    present: Index, search: Search, words: int, place: FoundPlace | None, home: str
) -> Iterator[tuple[Search, int]]:
    """The search without one of its filters, with a wider radius, without its place."""
    options = [
        (search.without(group, value), place)
        for group, values in search.chosen.items()
        for value in values
    ]
    if place is not None:
        options += [(replace(search, radius=km), place) for km in RADII if km > search.radius]
        options.append((replace(search, place=""), None))
    for option, where in options:
        scope = _scope(present, option, words, where, home)
        if count := present.matching(option.chosen, scope.among).bit_count():
            yield option, count


def _page(
    present: Index,
    search: Search,
    parts: tuple[int, int],
    distances: Mapping[int, float] | None,
    after: Cursor | None,
    limit: int,
) -> list[Cursor]:
    """So many agencies at most: of the first part, then of the second."""
    found: list[Cursor] = []
    for part, among in enumerate(parts):
        if after is not None and after.part > part:
            continue
        key = after[1:] if after is not None and after.part == part else None
        left = limit - len(found)
        if left and among:
            if distances is not None and search.sort is None:
                keys = present.nearest(among, distances, key, left)
            else:
                keys = present.page(among, search.sort or Sort.SCORE, key, left)
            found += [Cursor(part, *one) for one in keys]
    return found


async def _by_words(words: str, present: Index) -> Named:
    """Whose name is meant.

    A domain or address, and what no name holds, goes to the search in the database.
    """
    if "." not in words and "@" not in words:
        found = present.named(spellings(words))
        if found.bits:
            return found
    alike = await agencies.search_ids(words, MOST_ALIKE)
    distances = {agency_id: float(rank) for rank, (agency_id, _) in enumerate(alike)}
    return Named(present.of(distances), 0, distances)


async def _place(search: Search, home: str) -> FoundPlace | None:
    """Where the place is: in the chosen countries, else in the home country before the others."""
    if not search.place:
        return None
    chosen = search.chosen.get(Group.COUNTRY, ())
    countries = [code for code in PLACE_COUNTRIES if code in chosen] or sorted(
        PLACE_COUNTRIES, key=lambda code: code != home
    )
    return await asyncio.to_thread(find_place, search.place, countries)


async def first(country: str, limit: int) -> list[Row]:
    """The first agencies of the list, those of a country before others; 20 at most."""
    found = await find(Search(), country, None)
    return found.rows[:limit]


async def named(words: str, limit: int) -> list[Row]:
    """The agencies nearest to a name or domain as it is typed; 20 at most."""
    found = await find(Search(words=words), "", None)
    return found.rows[:limit]
