"""Use cases of agencies."""

import datetime as dt

from resonanz.agencies import queries
from resonanz.agencies.domain.records import AgenciesChanged, AgencyRef, ImportReport
from resonanz.agencies.queries import (
    agencies_by_id,
    current_slug,
    is_member,
    revisions_since,
    search_ids,
    taken_down,
)

from .duplicates import (
    Candidate,
    DistinctPair,
    Pair,
    distinct_pairs,
    likely_duplicates,
    likely_pairs,
    say_distinct,
    take_back_distinct,
)
from .imports import Progress, import_agencies
from .listing import bring_back, is_listed, take_down
from .places import import_places
from .proposals import SOURCE as PROPOSAL
from .proposals import (
    NotListedError,
    accept_proposal,
    correct_proposal,
    forget_proposals,
    join_proposal,
    nobody_said_kind,
    propose,
    proposed_before,
    refuse_proposal,
    standing,
    was_refused,
)
from .revisions import bump

__all__ = [
    "PROPOSAL",
    "AgenciesChanged",
    "AgencyRef",
    "Candidate",
    "DistinctPair",
    "ImportReport",
    "NotListedError",
    "Pair",
    "Progress",
    "accept_proposal",
    "agencies_by_id",
    "bring_back",
    "bump",
    "correct_proposal",
    "current_slug",
    "distinct_pairs",
    "find_by_public_id",
    "find_for_review",
    "forget_proposals",
    "import_agencies",
    "import_places",
    "is_listed",
    "is_member",
    "join_proposal",
    "likely_duplicates",
    "likely_pairs",
    "nobody_said_kind",
    "note_act",
    "propose",
    "proposed_before",
    "refuse_proposal",
    "revisions_since",
    "say_distinct",
    "search",
    "search_ids",
    "standing",
    "take_back_distinct",
    "take_down",
    "taken_down",
    "was_refused",
]


async def note_act(agency_id: int, now: dt.datetime) -> None:
    """Record that the agency acted towards an author (a reply, late feedback, a rejoinder).

    For some days none of its reviews appears then: who compares the two learns nothing.
    """
    await queries.set_acted(agency_id, now)


async def find_for_review(slug: str) -> AgencyRef | None:
    """The agency with this slug that can be reviewed: listed or proposed; None else."""
    agency = await queries.agency_by_slug(slug)
    return agency if agency and agency.state != "refused" else None


async def find_by_public_id(public_id: str) -> AgencyRef | None:
    """The agency with this public id, in whatever state."""
    return await queries.agency_by_public_id(public_id)


async def search(query: str, limit: int) -> list[AgencyRef]:
    """The listed agencies a query finds, best first; see `queries.search_ids`."""
    found = await search_ids(query, limit)
    agencies = await agencies_by_id(agency_id for agency_id, _ in found)
    return [agencies[agency_id] for agency_id, _ in found]
