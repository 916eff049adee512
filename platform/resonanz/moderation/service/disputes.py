"""Disputes by agencies: a bare "no contact" is enough (TRUST 13)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import Membership, reaches
from resonanz.agencies.service import claims
from resonanz.kernel import db, settings
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.reviews import service as reviews

from .. import mails, queries
from ..domain import CaseKind, CaseState, NoticeGround, Source
from .absence import author_is_gone, something_speaks
from .misuse_suspension import agency_party, require_unsuspended
from .openings import NewNotice, Receipt, open_or_join, review_subject
from .outcomes import conclude_gone
from .records import CaseRecord, case_record


class JustClaimedError(ConflictError):
    """The agency was claimed a short time ago; `opens_at` is when it may dispute reviews."""

    def __init__(self, opens_at: dt.datetime) -> None:
        super().__init__(opens_at)
        self.opens_at = opens_at


@dataclass(frozen=True, slots=True)
class AgencyMember:
    """The account of somebody who acts for an agency."""

    account_id: int
    public_id: str
    email: str
    language: Language


async def dispute(
    review_public_id: str,
    member: AgencyMember,
    ground: NoticeGround,
    text: str,
    now: dt.datetime,
    *,
    new_facts: bool = False,
) -> Receipt:
    """Dispute a review of one's own agency.

    Raises NotFoundError, ForbiddenError for another agency's review (TRUST 42), JustClaimedError
    in the first hours after a claim, and ValueError if a ground other than "no contact" comes
    without a text.
    """
    subject = await review_subject(review_public_id)
    await require_member(subject.agency_id, await reviews.branch_of(review_public_id), member)
    assert subject.agency_id is not None
    if opens_at := await claims.disputes_open(subject.agency_id, now):
        raise JustClaimedError(opens_at)
    await require_unsuspended(agency_party(subject.agency_id), now)
    notice = NewNotice(
        ground=ground,
        text=text,
        address=f"{settings.current().base_url}/{member.language}/reviews/{review_public_id}",
        name="",
        email=member.email,
        good_faith=True,
        language=member.language,
        source=Source.AGENCY,
        new_facts=new_facts,
        account_id=member.account_id,
        agency_id=subject.agency_id,
    )
    async with db.transaction():
        record, _, receipt = await open_or_join(subject, CaseKind.DISPUTE, notice, now)
        tell = mails.notice_decided if receipt.decided else mails.notice_received
        await tell(member.email, member.language, receipt.number, receipt.secret)
        waits = record.state is CaseState.RECEIVED and record.no_contact and not receipt.decided
        if waits and await author_is_gone(record) and not await something_speaks(record, now):
            await conclude_gone(record.public_id, now)
        # A profile counts its disputes (TRUST 50).
        await agencies.bump(subject.agency_id)
    return receipt


async def require_member(
    agency_id: int | None, branch_id: int | None, member: AgencyMember
) -> None:
    """Raise ForbiddenError for everybody who does not act for the agency, or not where this branch
    of it is concerned.
    """
    if agency_id is None or not await reaches(agency_id, member.account_id, branch_id):
        raise ForbiddenError("agency")


async def dispute_of(public_id: str, member: AgencyMember) -> CaseRecord:
    """A dispute for its agency; raises NotFoundError for everybody else's."""
    record = await case_record(public_id)
    if record.kind is not CaseKind.DISPUTE or record.agency_id is None:
        raise NotFoundError("case")
    if not await reaches(record.agency_id, member.account_id, record.branch_id):
        raise NotFoundError("case")
    return record


async def agency_dispute(public_id: str, agency_id: int) -> CaseRecord:
    """A dispute of an agency; raises NotFoundError for those of others (TRUST 42)."""
    record = await case_record(public_id)
    if record.kind is not CaseKind.DISPUTE or record.agency_id != agency_id:
        raise NotFoundError("case")
    return record


async def disputes_of(
    agency_id: int, limit: int = 100, *, branch_id: int | None = None
) -> list[CaseRecord]:
    """The disputes of an agency, or of one of its branches, newest first; the caller has checked
    the membership.
    """
    found = await queries.cases_of_agency(agency_id, branch_id, limit)
    return [CaseRecord.from_row(row) for row in found]


async def awaiting_rejoinder(memberships: Sequence[Membership]) -> list[CaseRecord]:
    """Disputes on which agencies are asked, those that a member sees, the nearest day first."""
    own = {one.agency.id: one for one in memberships}
    found = map(CaseRecord.from_row, await queries.rejoinders_of(list(own)))
    return [one for one in found if own[one.agency_id or 0].reaches(one.branch_id)]


async def newest_disputes(review_ids: Sequence[int]) -> dict[int, CaseRecord]:
    """The newest dispute of each of these reviews; what others reported is not the agency's."""
    newest: dict[int, CaseRecord] = {}
    for found in map(CaseRecord.from_row, await queries.cases_of_reviews(review_ids)):
        if found.kind is CaseKind.DISPUTE and found.review_id is not None:
            newest.setdefault(found.review_id, found)
    return newest
