"""What else an author wrote, and what else was written about an agency, for those who check."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain import PUBLIC_STATES, State
from ..queries import histories as queries

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class OtherReview:
    """A review by the same author."""

    public_id: str
    agency_id: int
    state: State
    submitted_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AuthorHistory:
    """An author's other reviews, what was never confirmed left out; `latest` are the newest."""

    all: int
    published: int
    rejected: int
    removed: int
    latest: tuple[OtherReview, ...]


@dataclass(frozen=True, slots=True)
class AgencyReviews:
    """What became of an agency's reviews."""

    published: int
    waiting: int
    rejected: int
    removed: int


async def author_history(public_id: str) -> AuthorHistory:
    """The other reviews of a review's author."""
    states = await queries.states_of_author(public_id)
    return AuthorHistory(
        sum(states.values()),
        _count(states, PUBLIC_STATES),
        _count(states, {State.REJECTED}),
        _count(states, {State.REMOVED}),
        tuple(
            OtherReview(
                row["public_id"], row["agency_id"], State(row["state"]), row["submitted_at"]
            )
            for row in await queries.others_of_author(public_id, SHOWN)
        ),
    )


async def agency_reviews(agency_id: int) -> AgencyReviews:
    """How many reviews of an agency there are, and what became of them."""
    states = await queries.states_of_agency(agency_id)
    return AgencyReviews(
        _count(states, PUBLIC_STATES),
        _count(states, {State.PRE_CHECK}),
        _count(states, {State.REJECTED}),
        _count(states, {State.REMOVED}),
    )


def _count(states: Mapping[str, int], wanted: Collection[State]) -> int:
    return sum(states.get(state.value, 0) for state in wanted)
