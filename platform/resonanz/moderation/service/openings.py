"""Opening a case, or joining the one that is there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.kernel.workdays import add_working_days
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES, State

from .. import queries
from ..domain import (
    CaseKind,
    CaseState,
    Ground,
    NoticeGround,
    Outcome,
    Source,
    SubjectType,
    complaint_until,
    goes_first,
    grounds_for,
    needs_text,
    starting_state,
)
from ..domain.deadlines import TRIAGE_WORKING_DAYS
from .errors import Moderator
from .records import EMAIL_PURPOSE, NAME_PURPOSE, CaseRecord


@dataclass(frozen=True, slots=True)
class Subject:
    """What a notice is about; `key` names it, and a thing has one open case at a time."""

    type: SubjectType
    key: str
    review_id: int | None
    review_public_id: str | None
    agency_id: int


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice as it came in; `email` and `name` may be missing in a letter.

    `address` is where the content stands; `new_facts` says that a repeat brings something new.
    """

    ground: NoticeGround
    text: str
    address: str
    name: str
    email: str
    good_faith: bool
    language: Language
    source: Source = Source.FORM
    new_facts: bool = False
    account_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the notifier gets at once (TRUST 14).

    `number` is the case's, `secret` opens its status page; `joined` if others reported it before,
    `decided` if it was decided before on the same ground and nothing new was said.
    """

    number: str
    secret: str
    joined: bool
    decided: bool


async def review_subject(public_id: str) -> Subject:
    """A review as the subject of a notice: public, or hidden for the time being.

    Raises NotFoundError for all others.
    """
    record = await reviews.record(public_id)
    if record is None or record.state not in PUBLIC_STATES | {State.HIDDEN_INTERIM}:
        raise NotFoundError("review")
    key = f"review:{record.id}"
    return Subject(SubjectType.REVIEW, key, record.id, public_id, record.agency_id)


def profile_subject(agency_id: int) -> Subject:
    """An agency's profile as the subject of a notice."""
    return Subject(SubjectType.PROFILE, f"profile:{agency_id}", None, None, agency_id)


async def reply_subject(review_public_id: str) -> Subject:
    """The agency's public reply to a review as the subject of a notice; raises NotFoundError."""
    found = await review_subject(review_public_id)
    assert found.review_id is not None
    reply = (await reviews.replies_to([found.review_id])).get(found.review_id)
    if reply is None or reply.public is None:
        raise NotFoundError("reply")
    return Subject(
        SubjectType.REPLY, f"reply:{found.review_id}", found.review_id, None, found.agency_id
    )


def notice_secret(public_id: str) -> str:
    """The secret of the link to a notice's status page."""
    return public_id + crypto.digest("notice-status", public_id)[:32]


async def open_or_join(
    subject: Subject, kind: CaseKind, notice: NewNotice, now: dt.datetime
) -> tuple[CaseRecord, str, Receipt]:
    """Keep a notice in the caller's transaction: its case, its public id, its receipt.

    A repeat on the same ground joins the decided case as long as the content stands unless it
    brings new facts; a dispute makes a dispute of the case it joins. Raises ValueError if a text
    is missing or the ground does not fit the thing.
    """
    if not notice.text and needs_text(kind, notice.ground):
        raise ValueError("text")
    if notice.ground not in grounds_for(subject.type):
        raise ValueError("ground")
    joined = decided = False
    record = await _open_case(subject)
    if record is None and not notice.new_facts:
        record = await _decided_case(subject, notice.ground)
        decided = record is not None
    if record is None:
        record = await _new_case(subject, kind, notice, now)
        if record is None:
            record = await _open_case(subject)
            assert record is not None
            joined = True
    else:
        joined = True
    if joined and not decided:
        record = await _joined(record, kind, notice)
    public_id = crypto.public_id()
    await queries.insert_notice(_columns(public_id, record, notice, now, answered=decided))
    await audit.record(
        "agency" if kind is CaseKind.DISPUTE else "notifier",
        "case.notice",
        "case",
        record.public_id,
        notice.ground.value,
        {"joined": joined, "decided": decided},
        now=now,
    )
    return record, public_id, Receipt(record.public_id, notice_secret(public_id), joined, decided)


async def open_decided(values: dict[str, Any], kind: CaseKind, now: dt.datetime) -> CaseRecord:
    """Open the case of a rejection or a sanction, which begins with its decision."""
    public_id = crypto.public_id()
    case_id = await queries.insert_case(
        {
            "public_id": public_id,
            "kind": kind.value,
            "state": starting_state(kind).value,
            "source": Source.OWN.value,
            "opened_at": now,
            "state_since": now,
            "decided_at": now,
            **values,
        }
    )
    row = await queries.case_by_id(case_id or 0)
    assert row is not None
    return CaseRecord.from_row(row)


async def open_rejection(
    subject: dict[str, Any], ground: Ground, moderator: Moderator, now: dt.datetime
) -> CaseRecord:
    """Open the case of what a check rejected, so that whoever wrote it can complain (TRUST 17)."""
    return await open_decided(
        {
            **subject,
            "ground": ground.value,
            "outcome": Outcome.REJECTED.value,
            "outcome_ground": ground.value,
            "decided_by": moderator.account_id,
            "assigned_account_id": moderator.account_id,
            "complaint_until": complaint_until(site_day(now)),
        },
        CaseKind.REJECTION,
        now,
    )


def triage_due(now: dt.datetime) -> dt.datetime:
    """When a received case must have been looked at."""
    return add_working_days(now, TRIAGE_WORKING_DAYS, settings.current().holidays)


async def _open_case(subject: Subject) -> CaseRecord | None:
    row = await queries.open_case_of(subject.key)
    return CaseRecord.from_row(row) if row else None


async def _decided_case(subject: Subject, ground: NoticeGround) -> CaseRecord | None:
    row = await queries.decided_case_of(subject.key, ground.value)
    return CaseRecord.from_row(row) if row else None


async def _new_case(
    subject: Subject, kind: CaseKind, notice: NewNotice, now: dt.datetime
) -> CaseRecord | None:
    case_id = await queries.insert_case(
        {
            "public_id": crypto.public_id(),
            "kind": kind.value,
            "subject_type": subject.type.value,
            "subject_key": subject.key,
            "review_id": subject.review_id,
            "agency_id": subject.agency_id,
            "ground": notice.ground.value,
            "source": notice.source.value,
            "state": CaseState.RECEIVED.value,
            "priority": goes_first(notice.ground, notice.source),
            "no_contact": _no_contact(kind, notice),
            "opened_at": now,
            "state_since": now,
            "due_at": triage_due(now),
        }
    )
    if case_id is None:
        return None
    await queries.add_event(
        {
            "case_id": case_id,
            "at": now,
            "event": "receive",
            "from_state": "",
            "to_state": CaseState.RECEIVED.value,
            "actor": "agency" if kind is CaseKind.DISPUTE else "notifier",
            "detail": notice.ground.value,
        }
    )
    row = await queries.case_by_id(case_id)
    assert row is not None
    return CaseRecord.from_row(row)


def _no_contact(kind: CaseKind, notice: NewNotice) -> bool:
    return kind is CaseKind.DISPUTE and notice.ground is NoticeGround.NO_CONTACT


async def _joined(record: CaseRecord, kind: CaseKind, notice: NewNotice) -> CaseRecord:
    """An agency's dispute and an urgent notice change the case they join."""
    async with db.transaction():
        values: dict[str, Any] = {}
        if kind is CaseKind.DISPUTE and record.kind is CaseKind.NOTICE:
            values["kind"] = kind.value
        if _no_contact(kind, notice):
            values["no_contact"] = True
        if goes_first(notice.ground, notice.source):
            values["priority"] = True
        if notice.ground is NoticeGround.LISTING:
            values["ground"] = notice.ground.value
        if values:
            await queries.update_case(record.id, values)
        row = await queries.case_by_id(record.id)
    assert row is not None
    return CaseRecord.from_row(row)


def _columns(
    public_id: str, record: CaseRecord, notice: NewNotice, now: dt.datetime, *, answered: bool
) -> dict[str, Any]:
    return {
        "public_id": public_id,
        "case_id": record.id,
        "source": notice.source.value,
        "reporter_account_id": notice.account_id,
        "agency_id": notice.agency_id,
        "name_sealed": crypto.seal(NAME_PURPOSE, notice.name.encode()) if notice.name else None,
        "email_sealed": crypto.seal(EMAIL_PURPOSE, notice.email.encode()) if notice.email else None,
        "ground": notice.ground.value,
        "text": notice.text,
        "new_facts": notice.new_facts,
        "address": notice.address,
        "good_faith": notice.good_faith,
        "language": notice.language,
        "created_at": now,
        "answered_at": now if answered else None,
    }
