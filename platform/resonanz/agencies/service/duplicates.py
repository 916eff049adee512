"""Listed agencies that an entry may be, each with the reason."""

from dataclasses import dataclass
from typing import Final

from resonanz.agencies import queries
from resonanz.agencies.domain.duplicates import Likeness, likenesses
from resonanz.agencies.domain.names import duplicate_keys
from resonanz.agencies.domain.records import AgencyRef
from resonanz.agencies.domain.websites import parent_domains
from resonanz.agencies.queries import proposals as stored

MOST: Final = 8
_ORDER: Final = list(Likeness)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed agency that may be the same, and why."""

    agency: AgencyRef
    likenesses: tuple[Likeness, ...]


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
    found = []
    for ref in refs.values():
        other = await queries.stored_agency(ref.id)
        reasons = likenesses(one, other) if other else ()
        if reasons:
            found.append(Candidate(ref, reasons))
    found.sort(key=lambda each: [_ORDER.index(reason) for reason in each.likenesses])
    return tuple(found[:MOST])
