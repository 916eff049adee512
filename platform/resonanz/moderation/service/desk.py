"""What an agency's members see: public reviews of their own agency, and their disputes."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import agencies_of
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.errors import NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES

from .. import queries
from ..domain import CaseKind, Step
from . import evidence
from .disputes import AgencyMember, dispute_of, disputes_of
from .evidence import ExtractPage
from .openings import notice_secret
from .own_cases import Said, said_in
from .records import CaseRecord, notices_of

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class DeskReview:
    """A review as the public reads it, with the agency's newest dispute of it."""

    public_id: str
    published_on: dt.date
    text: str
    language: str
    dispute: CaseRecord | None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """An agency's reviews, newest first, and its disputes; `more` says that older ones follow."""

    agency: AgencyRef
    agencies: tuple[AgencyRef, ...]
    reviews: tuple[DeskReview, ...]
    disputes: tuple[CaseRecord, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A dispute for its agency; `secret` opens the page of its state and complaint."""

    case: CaseRecord
    agency: AgencyRef
    said: tuple[Said, ...]
    extract: tuple[ExtractPage, ...]
    secret: str


async def desk_page(account_id: int, slug: str, after: str) -> DeskPage:
    """The desk of one of the account's agencies, the first without `slug`.

    Raises NotFoundError for agencies of others.
    """
    refs = await agencies.agencies_by_id(await agencies_of(account_id))
    own = tuple(sorted(refs.values(), key=lambda one: (one.name, one.id)))
    chosen = [one for one in own if slug in {"", one.slug}]
    if not chosen:
        raise NotFoundError("agency")
    agency = chosen[0]
    rows = await queries.public_reviews(agency.id, after, PAGE + 1)
    shown = rows[:PAGE]
    cases = await queries.cases_of_reviews([row["id"] for row in shown])
    newest: dict[int | None, CaseRecord] = {}
    for record in map(CaseRecord.from_row, cases):
        # What others reported is not the agency's to know.
        if record.kind is CaseKind.DISPUTE:
            newest.setdefault(record.review_id, record)
    return DeskPage(
        agency=agency,
        agencies=own,
        reviews=tuple(
            DeskReview(
                row["public_id"],
                row["published_on"],
                row["text"],
                row["language"],
                newest.get(row["id"]),
            )
            for row in shown
        ),
        disputes=tuple(await disputes_of(agency.id, PAGE)),
        more=len(rows) > PAGE,
    )


async def desk_review(public_id: str, account_id: int) -> tuple[DeskReview, AgencyRef]:
    """A public review of one of the account's agencies; NotFoundError for all others (TRUST 42)."""
    record = await reviews.record(public_id)
    if record is None or record.state not in PUBLIC_STATES or record.published_on is None:
        raise NotFoundError("review")
    if record.agency_id not in await agencies_of(account_id):
        raise NotFoundError("review")
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    review = DeskReview(public_id, record.published_on, record.text, record.language, None)
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
