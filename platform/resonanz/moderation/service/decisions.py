"""Decisions of the check before publication."""

import datetime as dt
from typing import Final, Literal

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import use_language
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import (
    Ground,
    Source,
    SubjectType,
    Verdict,
    faults,
)
from ..domain.detection import was_detected
from .errors import (
    ClaimedError,
    DecidedError,
    Moderator,
    RefusedAgencyError,
    foreign_review,
    require_waiting,
)
from .openings import open_rejection
from .reasons import Restricted, complaint_address, give_reasons
from .records import CaseRecord
from .signals import stored_signals
from .wording import return_message

_VERDICTS: Final[dict[Verdict, Literal["approve", "return", "reject"]]] = {
    Verdict.APPROVE: "approve",
    Verdict.RETURN: "return",
    Verdict.REJECT: "reject",
}


async def decide(
    public_id: str,
    moderator: Moderator,
    verdict: Verdict,
    ground: Ground | None,
    explanation: str,
    now: dt.datetime,
) -> None:
    """Decide on a review in one transaction: its move, the decision, the statement, the audit.

    A claim that expired still counts as long as nobody else took the case. Raises NotFoundError,
    ForbiddenError for an own review, DecidedError, ClaimedError, RefusedAgencyError for an approval
    of what is about a refused agency, and ValueError if `domain.faults` finds any.
    """
    async with db.transaction():
        record = await foreign_review(public_id, moderator)
        require_waiting(record)
        if found := faults(verdict, ground, explanation, record.text):
            raise ValueError(found)
        if verdict is Verdict.APPROVE and await agencies.was_refused(record.agency_id):
            raise RefusedAgencyError(public_id)
        # Ending the claim locks it: whoever else wants the case waits, and finds it decided.
        if not await queries.end_claim(record.id, moderator.account_id):
            require_waiting(await foreign_review(public_id, moderator))
            raise ClaimedError(public_id)
        message = ""
        case: CaseRecord | None = None
        if verdict is Verdict.REJECT and ground is not None:
            case = await _open_case(record, moderator, ground, now)
        decision_id = await queries.insert_decision(
            {
                "public_id": crypto.public_id(),
                "review_id": record.id,
                "revision_id": record.revision_id,
                "case_id": case.id if case else None,
                "account_id": moderator.account_id,
                "kind": verdict.value,
                "ground": ground.value if ground else None,
                "explanation": explanation,
                "decided_at": now,
            }
        )
        if case is not None and ground is not None:
            message = await _give_reasons(record, case, decision_id, ground, explanation, now)
        elif verdict is Verdict.RETURN:
            with use_language(record.form_language):
                message = return_message(ground, explanation, edit=record.replaces is not None)
        try:
            await reviews.apply_verdict(public_id, _VERDICTS[verdict], message, now)
        except ConflictError as error:
            raise DecidedError(public_id) from error
        await audit.record(
            moderator.public_id,
            f"moderation.{verdict}",
            "review",
            public_id,
            ground.value if ground else "",
            now=now,
        )


async def _open_case(
    record: ReviewRecord, moderator: Moderator, ground: Ground, now: dt.datetime
) -> CaseRecord:
    """A rejection opens a case at its decision, so that its author can complain."""
    return await open_rejection(
        {
            "subject_type": SubjectType.REVIEW.value,
            "subject_key": _subject_key(record),
            "review_id": record.id,
            "agency_id": record.agency_id,
        },
        ground,
        moderator,
        now,
    )


def _subject_key(record: ReviewRecord) -> str:
    if record.revision_id is not None:
        return f"revision:{record.revision_id}"
    return f"review:{record.id}"


async def _give_reasons(
    record: ReviewRecord,
    case: CaseRecord,
    decision_id: int,
    ground: Ground,
    explanation: str,
    now: dt.datetime,
) -> str:
    """Keep the statement of reasons (TRUST 15) and return it as the author reads it."""
    stored = (await stored_signals([record.id])).get(record.id, ())
    return await give_reasons(
        Restricted(
            kind="reject" if record.revision_id is None else "reject_edit",
            decision_id=decision_id,
            ground=ground,
            explanation=explanation,
            source=Source.OWN,
            content_date=site_day(record.submitted_at or record.created_at),
            content_language=record.language,
            language=record.form_language,
            address=complaint_address(record.form_language, case.public_id),
            detected=was_detected(ground, (one.signal for one in stored)),
        ),
        now,
    )
