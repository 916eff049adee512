"""Carrying out what was decided, and telling everybody whom it concerns."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, Final

from resonanz.agencies.queries.members import members_reaching
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import Language
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State

from .. import mails, queries
from ..domain import CaseKind, Ground, Outcome, Rule, Source, Step, SubjectType
from ..domain.events import OtherContentDecided
from . import takedowns
from .openings import notice_secret
from .reasons import Restricted, author_secret, complaint_address, give_reasons
from .records import CaseRecord, locked_case, notices_of
from .steps import SYSTEM, Acting, rule_for, take

_KINDS: Final = {
    Step.HIDE: "hide",
    Step.KEEP: "keep",
    Step.SETTLE_EDITED: "keep",
    Step.LABEL: "label",
    Step.REMOVE: "remove",
    Step.REFUSE: "remove",
    Step.SILENCE: "remove",
    Step.AUTHOR_GONE: "remove",
    Step.UPHOLD_REMOVE: "remove",
    Step.UPHOLD_RESTORE: "restore",
    Step.RELIST: "restore",
    Step.DISMISS: "confirm",
    Step.DISMISS_ONE: "confirm",
}
_GOOD_FOR_AUTHORS: Final = frozenset({Outcome.KEPT, Outcome.AUTHOR_EDITED, Outcome.RESTORED})
BY_RULE: Final = frozenset({Step.SILENCE, Step.REFUSE, Step.AUTHOR_GONE})
"""Their outcome follows from a rule; no moderator weighs it again."""


async def conclude(
    record: CaseRecord,
    step: Step,
    acting: Acting,
    ground: Ground | None,
    explanation: str,
    now: dt.datetime,
) -> int:
    """Decide within a locked case, in the caller's transaction; the decision's id.

    One place for everything a decision does: the decision, its statement of reasons if somebody is
    restricted (TRUST 15), the review with score and revision, the case, the mails. Raises
    ConflictError where the state machine does not allow the step, ValueError for a restriction
    without ground.
    """
    rule = rule_for(record, step, acting)
    kind = _KINDS[step]
    decision_id = await queries.insert_decision(
        {
            "public_id": crypto.public_id(),
            "review_id": record.review_id if record.about_review else None,
            "case_id": record.id,
            "account_id": acting.account_id,
            "kind": kind,
            "ground": ground.value if ground else None,
            "explanation": explanation,
            "decided_at": now,
        }
    )
    message = ""
    if rule.restricts:
        if ground is None:
            raise ValueError("A restriction needs a ground.")
        message = await _reasons(record, step, kind, decision_id, ground, explanation, now)
        to_whom = "author" if record.about_review else "agency"
        await queries.add_case_message(record.id, "moderation", to_whom, None, message, now)
    if record.subject_type is SubjectType.PROFILE:
        await takedowns.tell(record, rule.review, ground, now)
    await _move_review(record, rule, kind, ground, message, acting, now)
    if record.kind is CaseKind.SANCTION and rule.outcome is Outcome.RESTORED and record.account_id:
        await reviews.suspend_author(record.account_id, None)
    values: dict[str, Any] = {}
    if rule.outcome:
        values["outcome_ground"] = ground.value if ground and rule.restricts else None
    detail = ground.value if ground else ""
    await take(record, step, acting, now, detail=detail, values=values)
    await _tell(record, rule, step, now)
    return decision_id


async def conclude_gone(public_id: str, now: dt.datetime) -> None:
    """Remove what nobody can stand up for any more (step 10): "no contact", and no author left."""
    async with db.transaction():
        record = await locked_case(public_id)
        await conclude(record, Step.AUTHOR_GONE, SYSTEM, Ground.UNANSWERED, "", now)


async def _reasons(
    record: CaseRecord,
    step: Step,
    kind: str,
    decision_id: int,
    ground: Ground,
    explanation: str,
    now: dt.datetime,
) -> str:
    language: Language = "de"
    content_language = ""
    content_date = site_day(record.opened_at)
    if record.review_public_id is not None and record.about_review:
        review = await reviews.record(record.review_public_id)
        assert review is not None
        language, content_language = review.form_language, review.language
        content_date = review.published_on or site_day(review.created_at)
    elif record.agency_id is not None:
        members = await members_reaching(record.agency_id, None)
        language = members[0].language if members else language
    source = Source.AGENCY if record.kind is CaseKind.DISPUTE else record.source
    return await give_reasons(
        Restricted(
            kind="delist" if record.subject_type is SubjectType.PROFILE else kind,
            decision_id=decision_id,
            ground=ground,
            explanation=explanation,
            source=source,
            content_date=content_date,
            content_language=content_language,
            language=language,
            address=complaint_address(language, record.public_id),
            by_rule=step in BY_RULE,
        ),
        now,
    )


async def _move_review(
    record: CaseRecord,
    rule: Rule,
    kind: str,
    ground: Ground | None,
    message: str,
    acting: Acting,
    now: dt.datetime,
) -> None:
    public_id = record.review_public_id
    if public_id is None or record.subject_type is not SubjectType.REVIEW:
        if rule.review is not None:
            await emit(
                OtherContentDecided(
                    record.subject_type,
                    record.subject_key,
                    record.review_id,
                    record.agency_id,
                    rule.review,
                    message,
                    now,
                )
            )
        return
    match rule.review:
        case "hide":
            await reviews.hide(public_id, message, acting.name, now)
        case "remove":
            await reviews.remove(public_id, message, acting.name, now)
        case "keep":
            await reviews.keep(public_id, acting.name, now)
            if kind == "label" and ground is not None:
                await reviews.set_label(public_id, ground.value, message, acting.name, now)
        case "restore":
            await _bring_back(record, public_id, acting, now)


async def _bring_back(record: CaseRecord, public_id: str, acting: Acting, now: dt.datetime) -> None:
    if record.kind is CaseKind.REJECTION:
        edit = await queries.rejected_revision(record.id)
        if edit is not None:
            await reviews.recheck_revision(edit, acting.name, now)
        elif record.review_state == State.REJECTED:
            await reviews.recheck(public_id, "", acting.name, now)
    elif record.outcome is Outcome.LABELLED:
        await reviews.set_label(public_id, None, "", acting.name, now)
    elif record.review_state == State.REMOVED:
        await reviews.restore(public_id, "", acting.name, now)


async def _tell(record: CaseRecord, rule: Rule, step: Step, now: dt.datetime) -> None:
    if rule.restricts:
        await tell_author(record, mails.restricted)
        await _tell_members(record)
    elif rule.outcome in _GOOD_FOR_AUTHORS and record.kind is not CaseKind.REJECTION:
        await tell_author(record, mails.settled)
    if rule.outcome is not None and step is not Step.HIDE:
        await tell_notifiers(record, now)


async def _tell_members(record: CaseRecord) -> None:
    """Mail an agency's members where they read why its listing ended."""
    if record.subject_type is SubjectType.PROFILE and record.agency_id is not None:
        for member in await members_reaching(record.agency_id, None):
            secret = author_secret(record.public_id)
            await mails.listing_ended(member.email, member.language, secret)


async def tell_author(
    record: CaseRecord, tell: Callable[[str, Language, str], Awaitable[None]]
) -> None:
    """Mail the review's author the link to its status page; nobody if the address is gone."""
    public_id = record.review_public_id
    if public_id is None or not record.about_review:
        return
    review = await reviews.record(public_id)
    email = await reviews.author_email(public_id)
    if review is not None and email is not None:
        await tell(email, review.form_language, reviews.status_secret(public_id))


async def tell_notifiers(record: CaseRecord, now: dt.datetime) -> None:
    """Give everybody who reported the decision and the redress (TRUST 14)."""
    told: set[str] = set()
    for notice in await notices_of(record):
        if notice.email and notice.email not in told:
            told.add(notice.email)
            secret = notice_secret(notice.public_id)
            await mails.notice_decided(notice.email, notice.language, record.public_id, secret)
    await queries.answer_notices(record.id, now)
