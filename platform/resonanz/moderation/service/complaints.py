"""Complaints: free, for six months, decided by another human, never automatically (DSA Art. 20)."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

from resonanz.agencies.queries.members import members_reaching
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.reviews import service as reviews
from resonanz.reviews.service import contact

from .. import mails, queries
from ..domain import OPEN_STATES, Actor, CaseKind, CaseState, Ground, Outcome, Step, SubjectType
from ..domain.deadlines import COMPLAINT_DAYS
from .case_claims import held_by, require_second_human
from .errors import Moderator
from .misuse_parties import addresses_in
from .notices import notice_by_secret
from .openings import notice_secret
from .outcomes import conclude
from .reasons import author_secret, read_author_secret
from .records import CaseRecord, NoticeRecord, case_record, locked_case, notices_of
from .steps import Acting, acting_moderator, take
from .verdicts import case_faults

Party = Literal["author", "notifier", "agency"]
RESTRICTING_OUTCOMES: Final = frozenset(
    {Outcome.REMOVED, Outcome.LABELLED, Outcome.REJECTED, Outcome.SANCTIONED}
)
_ROLES: Final[dict[Party, Actor]] = {
    "author": Actor.AUTHOR,
    "notifier": Actor.NOTIFIER,
    "agency": Actor.AGENCY,
}


@dataclass(frozen=True, slots=True)
class ComplaintAccess:
    """Who may complain in which case, by a secret link.

    `review_id` names the author where a decision about something else concerns their review.
    """

    case: CaseRecord
    party: Party
    notice: NoticeRecord | None
    review_id: int | None = None

    def made(self, one: "ComplaintRecord") -> bool:
        """Whether a complaint of the case is this party's own."""
        notice_id = self.notice.id if self.notice else None
        own = (self.party, notice_id, self.review_id)
        return (one.by_whom, one.notice_id, one.review_id) == own


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """A complaint; `upheld` is None until it is decided, `solo` labels the solo mode."""

    id: int
    public_id: str
    decision_id: int
    by_whom: Party
    notice_id: int | None
    review_id: int | None
    text: str
    created_at: dt.datetime
    due_at: dt.datetime
    decided_at: dt.datetime | None
    upheld: bool | None
    answer: str
    solo: bool


async def complaint_access(secret: str) -> ComplaintAccess | None:
    """The author's complaint link, or a notifier's or agency's status link."""
    if found := await notice_by_secret(secret):
        party: Party = "agency" if found.notice.agency_id is not None else "notifier"
        return ComplaintAccess(found.case, party, found.notice)
    if (named := read_author_secret(secret)) is None:
        return None
    try:
        record = await case_record(named[0])
    except NotFoundError:
        return None
    if not named[1]:
        return ComplaintAccess(record, "author", None)
    review = await reviews.record(named[1])
    return ComplaintAccess(record, "author", None, review.id) if review else None


async def may_complain(access: ComplaintAccess, now: dt.datetime) -> bool:
    """Whether this party can complain now: concerned, within six months, and not yet.

    An author may also complain while a review is hidden for the time being.
    """
    record = access.case
    hidden = record.interim_hidden and access.party == "author"
    if record.state in {CaseState.DECIDED, CaseState.COMPLAINT}:
        if record.complaint_until is None or site_day(now) > record.complaint_until:
            return False
        if not _concerned(record, access.party):
            return False
    elif not (hidden and record.state in OPEN_STATES):
        return False
    contested = await _contested_decision(record)
    return not any(
        one.decision_id == contested and access.made(one) for one in await complaints_in(record)
    )


async def reasons_for(access: ComplaintAccess) -> str:
    """The statement for whoever owns a reply or a listing that was restricted, "" for others."""
    if access.party != "author" or access.case.about_review or access.review_id is not None:
        return ""
    given = [
        row["text"]
        for row in await queries.case_messages(access.case.id)
        if (row["sender"], row["to_whom"]) == ("moderation", "agency")
    ]
    return str(given[-1]) if given else ""


async def complain(access: ComplaintAccess, text: str, now: dt.datetime) -> ComplaintRecord:
    """Take a complaint in and acknowledge it.

    Raises ConflictError if the party cannot complain (any more), ValueError without a text.
    """
    if not text:
        raise ValueError("text")
    async with db.transaction():
        record = await locked_case(access.case.public_id)
        access = replace(access, case=record)
        if not await may_complain(access, now):
            raise ConflictError("complaint")
        due = now + dt.timedelta(days=COMPLAINT_DAYS)
        public_id = crypto.public_id()
        await queries.insert_complaint(
            {
                "public_id": public_id,
                "case_id": record.id,
                "decision_id": await _contested_decision(record),
                "by_whom": access.party,
                "notice_id": access.notice.id if access.notice else None,
                "review_id": access.review_id,
                "text": text,
                "created_at": now,
                "due_at": due,
            }
        )
        if record.state in OPEN_STATES:
            await queries.update_case(record.id, {"second_human_needed": True})
        else:
            await take(record, Step.COMPLAIN, Acting(_ROLES[access.party], access.party), now)
        for email, language in await _addresses(record, access.notice, access.review_id):
            await mails.complaint_received(email, language, record.public_id, site_day(due))
    made = [one for one in await complaints_in(record) if one.public_id == public_id]
    return made[0]


async def complaints_in(record: CaseRecord) -> list[ComplaintRecord]:
    """The complaints in a case, oldest first."""
    names = ComplaintRecord.__slots__
    rows = await queries.complaints_of(record.id)
    return [ComplaintRecord(**{name: row[name] for name in names}) for row in rows]


async def decide_complaints(
    public_id: str,
    moderator: Moderator,
    *,
    uphold: bool,
    ground: Ground | None,
    answer: str,
    now: dt.datetime,
) -> None:
    """Decide the open complaints of a case at once (step 8), by another human than before.

    Upheld: what was restricted comes back, also into the score; what was kept is removed with a
    `ground`. `answer` is what those who complained read. Raises ForbiddenError for whoever decided
    before (outside the labelled solo mode), ClaimedError, ConflictError, ValueError for faults.
    """
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        solo = await require_second_human(record, moderator)
        if record.state is not CaseState.COMPLAINT:
            raise ConflictError(record.state)
        if not answer:
            raise ValueError("answer")
        await decide_open(record, moderator, ground, answer, now, uphold=uphold, solo=solo)
        await queries.end_case_claim(record.id, moderator.account_id)


async def decide_open(
    record: CaseRecord,
    moderator: Moderator,
    ground: Ground | None,
    answer: str,
    now: dt.datetime,
    *,
    uphold: bool,
    solo: bool,
) -> None:
    """Decide the open complaints of a locked case, by whoever may."""
    step = await _step(record, now, uphold=uphold)
    if found := await case_faults(record, step, ground, answer):
        raise ValueError(found)
    for one in await complaints_in(record):
        if one.decided_at is None:
            values = {
                "decided_at": now,
                "decided_by": moderator.account_id,
                "upheld": uphold,
                "answer": answer,
                "solo": solo,
            }
            await queries.decide_complaint(one.id, values)
            await _answer(record, one)
    acting = acting_moderator(moderator, second=True)
    await conclude(record, step, acting, ground if uphold else None, answer, now)


async def _step(record: CaseRecord, now: dt.datetime, *, uphold: bool) -> Step:
    complaints = [one for one in await complaints_in(record) if one.decided_at is None]
    if uphold:
        by_author = any(one.by_whom == "author" for one in complaints)
        return Step.UPHOLD_RESTORE if by_author else Step.UPHOLD_REMOVE
    return Step.DISMISS_ONE if await _others_may(record, now) else Step.DISMISS


async def _others_may(record: CaseRecord, now: dt.datetime) -> bool:
    """Whether somebody who has not complained yet still can."""
    parties = [ComplaintAccess(record, "author", None)]
    if record.subject_type is SubjectType.PROFILE and record.agency_id is not None:
        concerned = await reviews.public_ids_of(record.agency_id)
        parties += [ComplaintAccess(record, "author", None, review_id) for review_id in concerned]
    for notice in await notices_of(record):
        party: Party = "agency" if notice.agency_id is not None else "notifier"
        parties.append(ComplaintAccess(record, party, notice))
    return any([await may_complain(one, now) for one in parties])


def _concerned(record: CaseRecord, party: Party) -> bool:
    """A restriction concerns who is restricted; one that was not made, those who reported."""
    if record.outcome is Outcome.WITHDRAWN:
        return False
    if party == "author":
        return record.outcome in RESTRICTING_OUTCOMES
    return record.outcome not in RESTRICTING_OUTCOMES or record.outcome is Outcome.LABELLED


async def _contested_decision(record: CaseRecord) -> int:
    """The decision that stands; while a case is open that is hiding for the time being."""
    rows = await queries.case_decisions(record.id)
    passing = {"confirm"} if record.state in OPEN_STATES else {"confirm", "hide"}
    standing = [row["id"] for row in rows if row["kind"] not in passing]
    if not standing:
        raise ConflictError("decision")
    return int(standing[-1])


async def _addresses(
    record: CaseRecord, notice: NoticeRecord | None, review_id: int | None
) -> list[tuple[str, Language]]:
    if notice is not None:
        return [(notice.email, notice.language)] if notice.email else []
    if record.kind is CaseKind.SANCTION:
        return await addresses_in(record)
    public_id = record.review_public_id
    if review_id is not None:
        public_id = (await contact.briefs([review_id]))[review_id].public_id
    elif not record.about_review:
        if record.agency_id is None:
            return []
        members = await members_reaching(record.agency_id, None)
        return [(one.email, one.language) for one in members[:1]]
    if public_id is None:
        return []
    review = await reviews.record(public_id)
    email = await reviews.author_email(public_id)
    return [(email, review.form_language)] if review is not None and email is not None else []


async def _answer(record: CaseRecord, one: ComplaintRecord) -> None:
    notices = [notice for notice in await notices_of(record) if notice.id == one.notice_id]
    notice = notices[0] if notices else None
    path = f"/complaints/{author_secret(record.public_id)}"
    if notice is not None:
        path = f"/notices/{notice_secret(notice.public_id)}"
    elif one.review_id is not None:
        review = (await contact.briefs([one.review_id]))[one.review_id].public_id
        path = f"/complaints/{author_secret(record.public_id, review)}"
    for email, language in await _addresses(record, notice, one.review_id):
        await mails.complaint_decided(email, language, record.public_id, path)
