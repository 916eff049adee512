"""What an agency's members see of a review they dispute, and of its case."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import reaches
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.errors import NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES

from .. import queries
from ..domain import Step
from . import evidence
from .disputes import AgencyMember, dispute_of
from .evidence import ExtractPage
from .openings import notice_secret
from .own_cases import Said, said_in
from .records import CaseRecord, notices_of


@dataclass(frozen=True, slots=True)
class DeskReview:
    """A review as the public reads it."""

    public_id: str
    published_on: dt.date
    coarse: bool
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A dispute for its agency; `secret` opens the page of its state and complaint."""

    case: CaseRecord
    agency: AgencyRef
    said: tuple[Said, ...]
    extract: tuple[ExtractPage, ...]
    secret: str


async def desk_review(public_id: str, account_id: int) -> tuple[DeskReview, AgencyRef]:
    """A public review of one of the account's agencies; NotFoundError for all others (TRUST 42)."""
    record = await reviews.record(public_id)
    if record is None or record.state not in PUBLIC_STATES or record.published_on is None:
        raise NotFoundError("review")
    if not await reaches(record.agency_id, account_id, await reviews.branch_of(public_id)):
        raise NotFoundError("review")
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    review = DeskReview(public_id, record.published_on, record.coarse, record.text, record.language)
    return review, agency


async def desk_case(public_id: str, member: AgencyMember) -> DeskCase:
    """A dispute of the member's agency; NotFoundError for all others.

    Of the author's words it holds what was released and then forwarded, nothing else (step 5).
    """
    record = await dispute_of(public_id, member)
    assert record.agency_id is not None
    events = await queries.events_of(record.id)
    forwarded = [row["at"] for row in events if row["event"] == Step.FORWARD.value]
    said = await said_in(
        record, {("moderation", "agency"), ("author", "agency"), ("agency", "moderation")}
    )
    notices = [one for one in await notices_of(record) if one.agency_id == record.agency_id]
    return DeskCase(
        case=record,
        agency=(await agencies.agencies_by_id([record.agency_id]))[record.agency_id],
        said=tuple(
            one
            for one in said
            if one.sender == "agency" or (forwarded and one.created_at <= forwarded[-1])
        ),
        extract=await evidence.extract(record.id),
        secret=notice_secret(notices[-1].public_id) if notices else "",
    )


async def extract_page(public_id: str, number: int, member: AgencyMember) -> bytes:
    """A forwarded page (WebP) for the agency it was forwarded to; NotFoundError for all others."""
    record = await dispute_of(public_id, member)
    return await evidence.extract_image(record.id, number)
