"""Rankings: of the index as it is now, and frozen at the end of each quarter."""

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from weakref import WeakKeyDictionary

from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.agencies.domain.towns import FoundPlace
from resonanz.agencies.service.gazetteers import find_place
from resonanz.kernel import db
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.rank import Rank, rank_of, ranks

from ..domain import (
    FEW,
    Group,
    Index,
    Listed,
    Missed,
    Past,
    Slice,
    Standing,
    just_missed,
    last_day,
)
from ..domain.search import USUAL_RADIUS
from ..queries import lists, rankings
from .finding import index, index_at

Row = dict[str, Any]

PAGE_RANKED: Final = 50
QUARTERS: Final = 8
"""So many quarters are shown at most."""
MOST_MISSED: Final = 10
_MOST_KEPT: Final = 8


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency in a ranking."""

    agency_id: int
    standing: Standing
    rank: Rank


def ranked(listed: Iterable[Listed]) -> tuple[Ranked, ...]:
    """Those of these agencies that have a rank, the first one first."""
    return _ranked(
        {
            _key(one): (one.id, one.standing)
            for one in listed
            if one.standing is not None and one.ranked
        }
    )


def _key(one: Listed) -> str:
    """What decides between agencies with the same score."""
    return f"{one.name_key}\0{one.id:015}"


def ranked_then(past: Past, among: int) -> tuple[Ranked, ...]:
    """The agencies of a frozen ranking with these bits, ranked among each other."""
    # Who has the same score stays in the order that was frozen.
    return _ranked({f"{at:015}": one for at, one in enumerate(past.agencies(among))})


def _ranked(entries: Mapping[str, tuple[int, Standing]]) -> tuple[Ranked, ...]:
    found = ranks({key: standing for key, (_, standing) in entries.items()})
    return tuple(Ranked(*entries[key], rank) for key, rank in found.items())


@dataclass(frozen=True, slots=True)
class Ranking:
    """A page of a ranking.

    `entries` are ranks from `first` on, of `total`; those whose agency is not listed any more are
    left out, they were `gone` on this page. `agencies` are their rows by id. `quarters` are the
    first days of the frozen quarters, oldest first, and `history` the ranks of an agency in the
    same slice at the end of each, None where it had none; `sizes` are how many had one. `choices`
    says how many have a rank beside the other choices. `place` is None if none was asked for, or
    it is not known. `missed` are the first of `missing`.
    """

    as_of: dt.date | None
    total: int
    first: int
    entries: tuple[Ranked, ...]
    gone: int
    missed: tuple[Missed, ...]
    missing: int
    agencies: Mapping[int, Row]
    quarters: tuple[dt.date, ...]
    history: Mapping[int, tuple[int | None, ...]]
    sizes: tuple[int, ...]
    choices: Mapping[Group, Mapping[str, int]]
    place: FoundPlace | None

    @property
    def few(self) -> bool:
        """Whether it is none to speak of."""
        return self.total < FEW


@dataclass
class _Kept:
    """What a process remembers: frozen quarters for good, present slices for a revision."""

    past: dict[dt.date, Past] = field(default_factory=dict)
    revision: int = -1
    present: dict[int, tuple[Ranked, ...]] = field(default_factory=dict)


_kept: WeakKeyDictionary[db.Engine, _Kept] = WeakKeyDictionary()


async def ranking(asked: Slice, quarter: dt.date | None, first: int) -> Ranking | None:
    """A page of a slice's ranking, now or at the end of a quarter, 50 from a rank on.

    None if that quarter is not frozen, or the ranking ends before that rank. A place that is not
    known is left out; `Ranking.place` tells.
    """
    place = None
    if asked.place:
        place = await asyncio.to_thread(find_place, asked.place, [asked.country])
    quarters = (await rankings.quarters(QUARTERS))[::-1]
    if quarter is not None and quarter not in quarters:
        return None
    past = [await _past(one) for one in quarters]
    slices = [one.matching(asked.chosen, _around(one, place)) for one in past]
    present, revision = await index_at()
    choices = present.counts(asked.chosen, _around(present, place) & present.ranked)
    near: tuple[Missed, ...] = ()
    if quarter is None:
        among = present.matching(asked.chosen, _around(present, place))
        reviewed = present.having(Group.REVIEWS, "1")
        near = just_missed(present.agencies(among & reviewed & ~present.ranked))
        found = await _present(present, among & present.ranked, revision)
        as_of = await scoring.as_of()
    else:
        then = past[quarters.index(quarter)]
        found = await asyncio.to_thread(ranked_then, then, slices[quarters.index(quarter)])
        as_of = last_day(quarter)
    entries = found[first - 1 : first - 1 + PAGE_RANKED]
    if first > 1 and not entries:
        return None
    missed = near[:MOST_MISSED] if first == 1 else ()
    ids = [*(one.agency_id for one in entries), *(one.agency_id for one in missed)]
    rows = {row["id"]: row for row in await lists.by_ids(ids)}
    ranks = [one.ranks_of(ids, bits) for one, bits in zip(past, slices, strict=True)]
    return Ranking(
        as_of=as_of,
        total=len(found),
        first=first,
        entries=tuple(one for one in entries if one.agency_id in rows),
        gone=sum(one.agency_id not in rows for one in entries),
        missed=tuple(one for one in missed if one.agency_id in rows),
        missing=len(near),
        agencies=rows,
        quarters=tuple(quarters),
        history={one: tuple(own.get(one) for own in ranks) for one in rows},
        sizes=tuple(bits.bit_count() for bits in slices),
        choices=choices,
        place=place,
    )


async def rank_in_country(agency_id: int, country: str) -> tuple[Rank, int] | None:
    """An agency's rank among those of its country, and of how many; None without a rank."""
    return await rank_among(await index(), agency_id, country)


async def rank_among(present: Index, agency_id: int, country: str) -> tuple[Rank, int] | None:
    """The same, for who has the index at hand."""
    among = present.matching(Slice(country).chosen, present.ranked)
    # A list, for the index may change while others have their turn.
    listed = list(present.agencies(among))
    return await asyncio.to_thread(_rank_of, listed, agency_id)


def _rank_of(listed: Sequence[Listed], agency_id: int) -> tuple[Rank, int] | None:
    own = next((_key(one) for one in listed if one.id == agency_id), None)
    if own is None:
        return None
    standings = ((_key(one), one.standing) for one in listed)
    return rank_of(own, ((key, found) for key, found in standings if found is not None))


async def indexed() -> list[Slice]:
    """The rankings that search engines may show: countries, and one choice within them."""
    present, _ = await index_at()
    countries = present.counts({}, present.ranked)[Group.COUNTRY]
    found = []
    for country in sorted(code for code, count in countries.items() if count >= FEW):
        counts = present.counts({Group.COUNTRY: (country,)}, present.ranked)
        found.append(Slice(country))
        for group in (Group.STATE, Group.KIND, Group.FIELD):
            values = sorted(value for value, count in counts[group].items() if count >= FEW)
            found += [replace(Slice(country), **{group.value: value}) for value in values]
    return found


def _around(table: Index | Past, place: FoundPlace | None) -> int:
    if place is None:
        return table.everything
    return table.within((place.latitude, place.longitude), USUAL_RADIUS, distance_km)


async def _present(present: Index, among: int, revision: int) -> tuple[Ranked, ...]:
    """Computed once for each revision."""
    kept = _kept.setdefault(db.engine(), _Kept())
    if kept.revision != revision or len(kept.present) > _MOST_KEPT:
        kept.revision, kept.present = revision, {}
    found = kept.present.get(among)
    if found is None:
        # A list, for the index may change while others have their turn.
        found = await asyncio.to_thread(ranked, list(present.agencies(among)))
        if kept.revision == revision:
            kept.present[among] = found
    return found


async def _past(quarter: dt.date) -> Past:
    kept = _kept.setdefault(db.engine(), _Kept())
    if quarter not in kept.past:
        kept.past[quarter] = await asyncio.to_thread(Past, await rankings.frozen(quarter))
    return kept.past[quarter]
