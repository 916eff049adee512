"""A moderator's decisions within a case, and hiding for the time being."""

import datetime as dt
from typing import Final

from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import (
    CASE_GROUNDS,
    INTERIM_GROUNDS,
    Fault,
    Ground,
    NoticeGround,
    Step,
    SubjectType,
    wording_fault,
)
from ..domain.grounds import GROUNDS
from .case_claims import held_by, require_second_human
from .case_edits import edit_settles, reviewed
from .errors import Moderator
from .outcomes import conclude
from .records import CaseRecord
from .steps import acting_moderator

CASE_VERDICTS: Final = (Step.KEEP, Step.REMOVE, Step.LABEL, Step.SETTLE_EDITED)
_RESTRICTING: Final = frozenset({Step.REMOVE, Step.LABEL, Step.HIDE, Step.UPHOLD_REMOVE})


async def decide_case(
    public_id: str,
    moderator: Moderator,
    verdict: Step,
    ground: Ground | None,
    explanation: str,
    now: dt.datetime,
) -> None:
    """Decide a case (step 7): keep, remove, label, or settled by the author's edit.

    An approved edit that settles a case is published with the decision: the agency is told of it
    at this moment, so that a later batch would hide nothing. A claim that expired still counts as
    long as nobody else took the case. Raises NotFoundError, ForbiddenError, ClaimedError,
    ConflictError (also without an edit to settle it by), and ValueError for what `case_faults`
    finds.
    """
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        if verdict not in CASE_VERDICTS:
            raise ValueError(verdict)
        if verdict is Step.SETTLE_EDITED and not await edit_settles(record):
            raise ConflictError("edit")
        solo = record.second_human_needed and await require_second_human(record, moderator)
        if found := await case_faults(record, verdict, ground, explanation):
            raise ValueError(found)
        await conclude(record, verdict, acting_moderator(moderator), ground, explanation, now)
        if verdict is Step.SETTLE_EDITED and record.review_public_id is not None:
            await reviews.publish_revision(record.review_public_id, now)
        await _answer_complaints(record, moderator, verdict, explanation, now, solo=solo)
        await queries.end_case_claim(record.id, moderator.account_id)


async def _answer_complaints(
    record: CaseRecord,
    moderator: Moderator,
    verdict: Step,
    explanation: str,
    now: dt.datetime,
    *,
    solo: bool,
) -> None:
    """The decision of another human also answers a complaint against hiding."""
    for row in await queries.complaints_of(record.id):
        if row["decided_at"] is None:
            values = {
                "decided_at": now,
                "decided_by": moderator.account_id,
                "upheld": verdict not in _RESTRICTING,
                "answer": explanation,
                "solo": solo,
            }
            await queries.decide_complaint(row["id"], values)


async def hide_for_now(
    public_id: str, moderator: Moderator, ground: Ground, explanation: str, now: dt.datetime
) -> None:
    """Hide a review until the decision: manifest illegality, a threat or exposed privacy only.

    Always with a statement of reasons (TRUST 15); the case stays the moderator's.
    """
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        if found := await case_faults(record, Step.HIDE, ground, explanation):
            raise ValueError(found)
        await conclude(record, Step.HIDE, acting_moderator(moderator), ground, explanation, now)


async def case_faults(
    record: CaseRecord, verdict: Step, ground: Ground | None, explanation: str
) -> dict[str, Fault]:
    """What is wrong with a decision, by field (`ground`, `explanation`)."""
    found: dict[str, Fault] = {}
    restricts = verdict in _RESTRICTING
    if restricts and ground is None:
        found["ground"] = Fault.GROUND_MISSING
    if restricts and ground is not None and ground not in grounds_of(record):
        found["ground"] = Fault.GROUND_UNFIT
    if verdict is Step.HIDE and ground is not None and ground not in INTERIM_GROUNDS:
        found["ground"] = Fault.GROUND_NOT_INTERIM
    if not explanation:
        if restricts and ground is not None and GROUNDS[ground].needs_facts:
            found["explanation"] = Fault.EXPLANATION_MISSING
    elif problem := wording_fault(explanation, await _text(record)):
        found["explanation"] = problem
    return found


def grounds_of(record: CaseRecord) -> tuple[Ground, ...]:
    """What a restriction can rest on: a listing goes after an objection only (TRUST 26)."""
    if record.subject_type is SubjectType.PROFILE:
        return (Ground.OBJECTION,) if record.ground == NoticeGround.LISTING else ()
    return CASE_GROUNDS


async def _text(record: CaseRecord) -> str:
    review = await reviewed(record)
    return review.text if review else ""
