"""Listed agencies that an entry may be, each with the reason."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import queries
from resonanz.agencies.domain.duplicates import Likeness, likenesses
from resonanz.agencies.domain.names import duplicate_keys
from resonanz.agencies.domain.records import AgencyRef, StoredAgency
from resonanz.agencies.domain.websites import parent_domains
from resonanz.agencies.queries import duplicates as stored_pairs
from resonanz.agencies.queries import proposals as stored

MOST: Final = 8
_ORDER: Final = list(Likeness)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed agency that may be the same, and why."""

    agency: AgencyRef
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two listed agencies that may be one, the newer first, and why."""

    newer: StoredAgency
    older: StoredAgency
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class DistinctPair:
    """Two agencies that a moderator called distinct; `by` is None once the account is gone."""

    one: AgencyRef
    other: AgencyRef
    by: int | None
    said_at: dt.datetime


async def likely_pairs(
    before: tuple[int, int] | None, not_about: Collection[int], limit: int
) -> tuple[Pair, ...]:
    """Listed agencies that may be one, the newest entries first, from a pair of ids on.

    Two statements, whatever the size of the directory.
    """
    found = await stored_pairs.pairs(before, not_about, limit)
    known = await stored_pairs.stored_agencies(sorted({each for pair in found for each in pair}))
    return tuple(
        Pair(
            known[high],
            known[low],
            likenesses(known[high], known[low]) or (Likeness.ALIKE,),
        )
        for high, low in found
    )


async def distinct_pairs(not_about: Collection[int], limit: int) -> tuple[DistinctPair, ...]:
    """What was called distinct, the newest first."""
    rows = await stored_pairs.distinct_pairs(not_about, limit)
    refs = await queries.agencies_by_id(
        each for row in rows for each in (row["low_id"], row["high_id"])
    )
    return tuple(
        DistinctPair(refs[row["low_id"]], refs[row["high_id"]], row["account_id"], row["said_at"])
        for row in rows
    )


async def say_distinct(one: int, other: int, account_id: int, now: dt.datetime) -> None:
    """Remember that two agencies are not one; twice is fine. Raises ValueError for one alone."""
    if one == other:
        raise ValueError("an agency is no other one than itself")
    await stored_pairs.put_distinct(min(one, other), max(one, other), account_id, now)


async def take_back_distinct(one: int, other: int) -> bool:
    """Let two agencies be likely duplicates again; False if nobody had called them distinct."""
    return await stored_pairs.delete_distinct(min(one, other), max(one, other))


async def likely_duplicates(agency_id: int) -> tuple[Candidate, ...]:
    """Listed agencies that this one may be, the likeliest first.

    Only those that share name or website or that search finds are compared, whatever the size of
    the directory.
    """
    one = await queries.stored_agency(agency_id)
    if one is None:
        return ()
    websites = parent_domains(one.website) if one.website else []
    ids = await stored.listed_with(one.country, sorted(duplicate_keys(one.name)), websites, MOST)
    ids += [found for found, _ in await queries.search_ids(one.name, MOST)]
    refs = await queries.agencies_by_id(each for each in ids if each != agency_id)
    stored_ones = await stored_pairs.stored_agencies(list(refs))
    found = []
    for ref in refs.values():
        if reasons := likenesses(one, stored_ones[ref.id]):
            found.append(Candidate(ref, reasons))
    found.sort(key=lambda each: [_ORDER.index(reason) for reason in each.likenesses])
    return tuple(found[:MOST])
