"""What the pages of towns and of job fields tell."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.agencies.domain.job_fields import JobField
from resonanz.scoring.domain.ledger import LedgerLine
from resonanz.scoring.domain.statistics import (
    AgencyStatistics,
    CountedReview,
    agency_statistics,
)

from ..domain import Group, Index, Sort
from ..domain.towns import AROUND_KM, LEAST_REVIEWED, Town, neighbours
from ..queries import lists
from .finding import index

Row = dict[str, Any]

SAMPLE: Final = 500
"""Figures are those of so many of the newest reviews: what happens now, at a bounded cost."""
MOST_AGENCIES: Final = 5000
TOP: Final = 6
LATEST: Final = 6
FEED: Final = 30


@dataclass(frozen=True, slots=True)
class About:
    """Agencies with something in common: how many, how many of them reviewed, the first of them.

    `statistics` are those of `sample`, the newest reviews.
    """

    agencies: int
    reviewed: int
    top: list[Row]
    sample: list[Row]
    statistics: AgencyStatistics


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A town with what is 25 km around it.

    `fields` and `kinds` are those that agencies there work in, `unplaced` so many agencies may be
    there too: no place of theirs is known. `near` are towns with a page.
    """

    town: Town
    about: About
    fields: frozenset[str]
    kinds: frozenset[str]
    unplaced: int
    near: list[Town]


@dataclass(frozen=True, slots=True)
class Landings:
    """What has a page: towns, states with how many agencies, job fields with how many reviewed."""

    towns: list[Town]
    states: dict[str, int]
    fields: dict[JobField, int]


def _fields(present: Index) -> dict[JobField, int]:
    """The job fields that have a page, with how many of their agencies were reviewed."""
    reviewed = present.having(Group.REVIEWS, "1")
    counts = {
        field: (present.having(Group.FIELD, field) & reviewed).bit_count() for field in JobField
    }
    return {field: n for field, n in counts.items() if n >= LEAST_REVIEWED}


async def landings() -> Landings:
    """All towns, states and job fields that have a page."""
    present = await index()
    reviewed = present.having(Group.REVIEWS, "1")
    return Landings(
        towns=sorted(present.towns.with_page(), key=lambda town: (town.slug, town.country)),
        states={state: n for state, n in present.counts({}, reviewed)[Group.STATE].items() if n},
        fields=_fields(present),
    )


async def town(country: str, slug: str) -> Town | None:
    """A town where an agency has its seat, by its address."""
    return (await index()).towns.town(country, slug)


async def place_page(found: Town) -> PlacePage:
    """What is told of a town that has a page; three statements."""
    present = await index()
    near = present.within(found.point, AROUND_KM, distance_km)
    counts = present.counts({}, near)
    unplaced = present.somewhere_in(found.country, found.region) if found.region else 0
    return PlacePage(
        town=found,
        about=await _about(present, near),
        fields=_with_any(counts[Group.FIELD]),
        kinds=_with_any(counts[Group.KIND]),
        unplaced=unplaced.bit_count(),
        near=neighbours(found, present.towns.with_page(), distance_km),
    )


async def field_page(field: JobField) -> tuple[About, tuple[JobField, ...]] | None:
    """What is told of a job field, and all fields that have a page; None if too few agencies were
    reviewed. Three statements.
    """
    present = await index()
    fields = _fields(present)
    if field not in fields:
        return None
    return await _about(present, present.having(Group.FIELD, field), field), tuple(fields)


async def latest_around(found: Town) -> list[Row]:
    """The newest reviews of the agencies around a town, for its feed."""
    present = await index()
    near = present.within(found.point, AROUND_KM, distance_km)
    return await lists.latest_of(_reviewed(present, near), FEED)


async def _about(present: Index, among: int, field: JobField | None = None) -> About:
    ids = _reviewed(present, among)
    if field is None:
        sample = await lists.latest_of(ids, SAMPLE)
    else:
        sample = await lists.latest_in(field, SAMPLE)
    top = {row["id"]: row for row in await lists.by_ids(ids[:TOP])}
    return About(
        agencies=among.bit_count(),
        reviewed=len(ids),
        top=[top[one] for one in ids[:TOP] if one in top],
        sample=sample,
        statistics=await asyncio.to_thread(_statistics, sample),
    )


def _reviewed(present: Index, among: int) -> list[int]:
    """The ids of those with a review, the best score first."""
    wanted = among & present.having(Group.REVIEWS, "1")
    return [key[2] for key in present.page(wanted, Sort.SCORE, None, MOST_AGENCIES)]


def _statistics(rows: Sequence[Row]) -> AgencyStatistics:
    return agency_statistics(
        [
            CountedReview(
                value=row["value"] or 0.0,
                published_on=row["published_on"],
                proven=row["contact_proven"],
                lines=tuple(map(LedgerLine.from_dict, msgspec.json.decode(row["ledger"]))),
            )
            for row in rows
        ]
    )


def _with_any(counts: dict[str, int]) -> frozenset[str]:
    return frozenset(value for value, n in counts.items() if n)
