"""Moderators check voluntary proofs: queue, claim, decision (TRUST 3)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import use_language
from resonanz.reviews.domain import PROVABLE_STATES
from resonanz.reviews.service import ReviewRecord, contact
from resonanz.reviews.service.contact import ReviewBrief

from ...domain.claims import CLAIM_LIFETIME
from ...domain.evidence import DocumentKind, Outcome, Purpose, Shortfall, may_look
from ...queries import contact_checks
from ...queries import evidence as queries
from ..conversation import TeamNote, notes_on_review
from ..errors import ClaimedError, DecidedError, Moderator, foreign_review
from ..history import History, history_of
from ..reach import Reach, reach_of
from .comparing import Alert, alerts
from .records import File, with_pages
from .wording import not_enough_message, proven_message

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class WaitingCheck:
    """A proof that waits for its check; `claim` says who has it: nobody (""), `me`, `other`."""

    public_id: str
    agency_id: int
    due_at: dt.datetime
    claim: str


@dataclass(frozen=True, slots=True)
class Check:
    """A proof to check; `claim` is `free`, `me`, `other`, or `closed` once it is decided."""

    public_id: str
    review: ReviewRecord
    agency: AgencyRef
    due_at: dt.datetime
    claim: str
    until: dt.datetime | None
    files: tuple[File, ...]
    alerts: tuple[Alert, ...]
    outcome: Outcome | None
    team: tuple[TeamNote, ...]
    history: History


async def queue(moderator: Moderator, now: dt.datetime) -> tuple[WaitingCheck, ...]:
    """Proofs by due date, without those the moderator may not decide on or cannot read."""
    reach = await reach_of(moderator)
    rows = await contact_checks.waiting(_MOST)
    briefs = await contact.briefs({row["review_id"] for row in rows})
    return tuple(
        WaitingCheck(
            row["public_id"],
            briefs[row["review_id"]].agency_id,
            row["due_at"],
            _holder(row, moderator, now),
        )
        for row in rows
        if _within(reach, briefs[row["review_id"]])
    )


def _within(reach: Reach, review: ReviewBrief) -> bool:
    """Whether a moderator gets to see a proof; it is likely in the language of its review."""
    return (
        review.account_id != reach.account_id
        and review.agency_id not in reach.barred
        and review.language not in reach.foreign
        and review.state in PROVABLE_STATES
    )


async def waiting_elsewhere(reach: Reach) -> tuple[dict[str, int], int]:
    """How many proofs wait in each language the moderator does not read, and how many because
    the moderator is connected with the agency.
    """
    rows = await contact_checks.waiting(_MOST)
    briefs = (await contact.briefs({row["review_id"] for row in rows})).values()
    waiting = [one for one in briefs if one.state in PROVABLE_STATES]
    barred = sum(one.agency_id in reach.barred for one in waiting)
    unread: Counter[str] = Counter(
        one.language
        for one in waiting
        if one.language in reach.foreign
        and one.agency_id not in reach.barred
        and one.account_id != reach.account_id
    )
    return dict(unread), barred


def _holder(row: dict[str, Any], moderator: Moderator, now: dt.datetime) -> str:
    if row["assigned_account_id"] is None or row["assigned_until"] <= now:
        return ""
    return "me" if row["assigned_account_id"] == moderator.account_id else "other"


async def check(public_id: str, moderator: Moderator, now: dt.datetime) -> Check:
    """A proof; its pages are for whoever claimed it. Raises NotFoundError, ForbiddenError."""
    row, record = await _foreign(public_id, moderator)
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    mine = may_look(moderator.account_id, row["assigned_account_id"], row["assigned_until"], now)
    claim = "closed" if row["outcome"] else _holder(row, moderator, now) or "free"
    files: tuple[File, ...] = ()
    if mine and row["outcome"] is None:
        files = await with_pages(await _sent(record))
    return Check(
        public_id=public_id,
        review=record,
        agency=agency,
        due_at=row["due_at"],
        claim=claim,
        until=row["assigned_until"] if mine else None,
        files=files,
        alerts=await alerts([file.id for file in files]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        team=await notes_on_review(record.id, moderator),
        history=await history_of(record, record.agency_id, now),
    )


async def review_of(public_id: str, moderator: Moderator) -> str:
    """The public id of the review that a proof is about; raises NotFoundError, ForbiddenError."""
    return (await _foreign(public_id, moderator))[1].public_id


async def claim(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Claim a proof for fifteen minutes, or prolong one's claim.

    Raises NotFoundError, ForbiddenError for an own review, ClaimedError, DecidedError.
    """
    async with db.transaction():
        row, _ = await _foreign(public_id, moderator)
        if row["outcome"] is not None:
            raise DecidedError(public_id)
        until = now + CLAIM_LIFETIME
        if not await contact_checks.take(row["id"], moderator.account_id, now, until):
            raise ClaimedError(public_id)
        await audit.record(
            moderator.public_id, "evidence.claim", "contact_check", public_id, now=now
        )


async def release(public_id: str, moderator: Moderator) -> None:
    """Give a proof back; one that is not the moderator's stays as it is."""
    row, _ = await _foreign(public_id, moderator)
    await contact_checks.give_back(row["id"], moderator.account_id)


async def decide(
    public_id: str, moderator: Moderator, found: DocumentKind | Shortfall, now: dt.datetime
) -> None:
    """Decide in one transaction: the record, the review's mark and score, the message to its
    author, and the destruction of the proof.

    A kind of document says that it shows the contact, a shortfall that it does not. Raises
    NotFoundError, ForbiddenError, ClaimedError, DecidedError.
    """
    async with db.transaction():
        row, record = await _foreign(public_id, moderator)
        if row["outcome"] is not None:
            raise DecidedError(public_id)
        proven = isinstance(found, DocumentKind)
        outcome = Outcome.PROVEN if proven else Outcome.NOT_ENOUGH
        kind = found.value if proven else None
        if not await contact_checks.end(row["id"], outcome.value, kind, moderator.account_id, now):
            raise ClaimedError(public_id)
        if record.state not in PROVABLE_STATES:
            raise DecidedError(record.state)
        with use_language(record.form_language):
            if isinstance(found, DocumentKind):
                message = proven_message()
            else:
                message = not_enough_message(found)
        if proven:
            await contact.prove_contact(record.public_id, moderator.public_id, now)
        await contact.tell_result(record.public_id, message, now)
        await queries.shred([file["id"] for file in await _sent(record)], now)
        await audit.record(
            moderator.public_id, f"evidence.{outcome}", "contact_check", public_id, found, now=now
        )


async def _foreign(public_id: str, moderator: Moderator) -> tuple[dict[str, Any], ReviewRecord]:
    row = await contact_checks.by_public_id(public_id)
    brief = (await contact.briefs([row["review_id"]])).get(row["review_id"]) if row else None
    if row is None or brief is None:
        raise NotFoundError("check")
    return row, await foreign_review(brief.public_id, moderator)


async def _sent(record: ReviewRecord) -> list[dict[str, Any]]:
    rows = await queries.of_review(record.id, None, Purpose.VOLUNTARY.value)
    return [row for row in rows if row["sent_at"] is not None]
