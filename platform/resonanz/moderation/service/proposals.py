"""Agencies that candidates proposed: accepted, refused, another name of a listed one, left over."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.reading import stored_agency
from resonanz.agencies.service import AgencyRef, Candidate
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import Ground, Verdict
from ..queries import proposals as held
from .claims import claim
from .decisions import decide
from .errors import (
    ClaimedError,
    DecidedError,
    Moderator,
    OpenCasesError,
    foreign_review,
    require_waiting,
)
from .interests import require_independent
from .reach import Reach

KEPT: Final = dt.timedelta(days=90)
"""Longer than any draft about it lives."""
PAGE: Final = 10
_BATCH: Final = 200


class ReturnedError(ConflictError):
    """A review of the agency is decided or lies with its author: the agency cannot be refused."""


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """A review that waits on a proposed agency."""

    public_id: str
    state: str
    submitted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProposedAgency:
    """A proposed agency with the number of reviews that wait on it, and listed ones like it."""

    id: int
    public_id: str
    name: str
    country: str
    city: str | None
    website: str | None
    proposed_at: dt.datetime
    reviews: int
    similar: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """All about one proposed agency."""

    agency: AgencyRef
    website: str | None
    similar: tuple[Candidate, ...]
    reviews: tuple[WaitingReview, ...]


async def waiting_proposals(
    reach: Reach, after: int = 0
) -> tuple[tuple[ProposedAgency, ...], int | None]:
    """Ten proposed agencies on which reviews wait, oldest first, and where the next page begins.

    Without agencies of the moderator's own.
    """
    rows = await held.waiting(after, PAGE + 1, reach.barred)
    found = [
        ProposedAgency(
            proposed_at=row.pop("created_at"),
            similar=await agencies.likely_duplicates(row["id"]),
            **row,
        )
        for row in rows[:PAGE]
    ]
    return tuple(found), found[-1].id if len(rows) > PAGE else None


async def count(reach: Reach) -> int:
    """How many proposed agencies wait."""
    return await held.count_waiting(reach.barred)


async def proposal(public_id: str, moderator: Moderator) -> ProposalFile:
    """A proposed agency. Raises NotFoundError, ForbiddenError for one of the moderator's own."""
    agency = await _proposed(public_id, moderator)
    stored = await stored_agency(agency.id)
    return ProposalFile(
        agency=agency,
        website=stored.website if stored else None,
        similar=await agencies.likely_duplicates(agency.id),
        reviews=tuple(WaitingReview(**row) for row in await held.reviews_of(agency.id)),
    )


async def _proposed(public_id: str, moderator: Moderator) -> AgencyRef:
    agency = await agencies.find_by_public_id(public_id)
    if agency is None or agency.state != "proposed":
        raise NotFoundError("proposal")
    await require_independent(agency.id, moderator.account_id)
    return agency


async def accept(
    public_id: str, name: str, city: str, website: str, moderator: Moderator, now: dt.datetime
) -> None:
    """List a proposed agency under the name, city and website it really has.

    Its reviews stay in their check. Raises NotFoundError, ForbiddenError, ValueError for what
    `agencies.correct_proposal` refuses.
    """
    async with db.transaction():
        agency = await _proposed(public_id, moderator)
        await agencies.correct_proposal(agency.id, name, city, website)
        await agencies.accept_proposal(agency.id)
        detail = {"proposed": agency.name}
        await audit.record(
            moderator.public_id, "agency.accept", "agency", public_id, "", detail, now=now
        )


async def refuse(public_id: str, explanation: str, moderator: Moderator, now: dt.datetime) -> None:
    """Refuse a proposed agency; each review that waits is rejected with reasons (TRUST 15).

    Raises NotFoundError, ForbiddenError, ReturnedError if a review is not to be decided on now,
    ClaimedError if a colleague works on one, ValueError for a fault of the explanation.
    """
    async with db.transaction():
        agency = await _proposed(public_id, moderator)
        for row in await held.reviews_of(agency.id):
            if row["state"] != "pre_check":
                raise ReturnedError(public_id)
            review = row["public_id"]
            await claim(review, moderator, now)
            await decide(review, moderator, Verdict.REJECT, Ground.NO_AGENCY, explanation, now)
        await agencies.refuse_proposal(agency.id)
        await audit.record(moderator.public_id, "agency.refuse", "agency", public_id, now=now)


async def join_proposed(public_id: str, slug: str, moderator: Moderator, now: dt.datetime) -> None:
    """Say that a proposed agency is the listed one with this slug.

    Raises NotFoundError, ForbiddenError, OpenCasesError, ReviewedTwiceError.
    """
    async with db.transaction():
        await _join(await _proposed(public_id, moderator), slug, moderator, now)


async def join(public_id: str, slug: str, moderator: Moderator, now: dt.datetime) -> None:
    """Say that the agency a review proposes is the listed one with this slug.

    Its reviews, and drafts sent later, are of that one then. Raises NotFoundError, ForbiddenError,
    ClaimedError, DecidedError, OpenCasesError, ReviewedTwiceError.
    """
    async with db.transaction():
        record = await foreign_review(public_id, moderator)
        require_waiting(record)
        live = await queries.claim_of(record.id)
        if live is None or live["account_id"] != moderator.account_id:
            raise ClaimedError(public_id)
        proposed = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
        if proposed.state != "proposed":
            raise DecidedError(public_id)
        await _join(proposed, slug, moderator, now)


async def _join(proposed: AgencyRef, slug: str, moderator: Moderator, now: dt.datetime) -> None:
    """The listed agency's own cases are not touched: no public review moves."""
    into = await agencies.find_for_review(slug)
    if into is None or into.state != "listed":
        raise NotFoundError("agency")
    await require_independent(into.id, moderator.account_id)
    if numbers := tuple(row["public_id"] for row in await held.open_cases([proposed.id])):
        raise OpenCasesError(numbers)
    try:
        await agencies.join_proposal(proposed.id, into.id)
    except ConflictError as error:
        raise DecidedError(proposed.public_id) from error
    await reviews.move_reviews(proposed.id, into.id, into.name, now)
    await held.move(proposed.id, into.id)
    await audit.record(
        moderator.public_id,
        "agency.join",
        "agency",
        proposed.public_id,
        into.public_id,
        now=now,
    )


async def forget_abandoned(now: dt.datetime) -> None:
    """Delete proposed agencies of long ago that nothing is about: no review was ever sent."""
    ids = await agencies.proposed_before(now - KEPT, _BATCH)
    if not ids:
        return
    async with db.transaction():
        left = set(ids) - await reviews.reviewed(ids) - await held.needed(ids)
        if left:
            await agencies.forget_proposals(sorted(left))
