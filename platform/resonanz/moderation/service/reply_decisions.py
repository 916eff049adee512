"""Decisions on agencies' replies: the rules and redress of reviews (TRUST 15, 22)."""

import datetime as dt
from typing import Final, Literal

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import Language, use_language
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReplyVersion

from .. import queries as decisions
from ..domain import (
    Ground,
    Source,
    SubjectType,
    Verdict,
    faults,
)
from ..domain.detection import was_detected
from ..queries import replies as queries
from .errors import ClaimedError, DecidedError, Moderator
from .openings import open_rejection
from .reasons import Restricted, complaint_address, give_reasons
from .records import CaseRecord
from .reply_checks import foreign_reply, reply_signals, require_waiting_reply
from .wording import return_message

_VERDICTS: Final[dict[Verdict, Literal["approve", "return", "reject"]]] = {
    Verdict.APPROVE: "approve",
    Verdict.RETURN: "return",
    Verdict.REJECT: "reject",
}


async def decide_reply(
    public_id: str,
    moderator: Moderator,
    verdict: Verdict,
    ground: Ground | None,
    explanation: str,
    now: dt.datetime,
) -> None:
    """Decide on a reply in one transaction: its move, the decision, the statement, the audit.

    Raises NotFoundError, ForbiddenError, DecidedError, ClaimedError, and ValueError if
    `domain.faults` finds any.
    """
    async with db.transaction():
        version, review = await foreign_reply(public_id, moderator)
        require_waiting_reply(version, review)
        if found := faults(verdict, ground, explanation, version.text):
            raise ValueError(found)
        if not await queries.end_reply_claim(version.id, moderator.account_id):
            require_waiting_reply(*await foreign_reply(public_id, moderator))
            raise ClaimedError(public_id)
        message = ""
        if verdict is Verdict.RETURN:
            with use_language(_language(version)):
                message = return_message(ground, explanation, reply=True)
        rejected = ground if verdict is Verdict.REJECT else None
        case = await _open_case(version, moderator, rejected, now) if rejected else None
        decision_id = await decisions.insert_decision(
            {
                "public_id": crypto.public_id(),
                "reply_version_id": version.id,
                "case_id": case.id if case else None,
                "account_id": moderator.account_id,
                "kind": verdict.value,
                "ground": ground.value if ground else None,
                "explanation": explanation,
                "decided_at": now,
            }
        )
        if rejected and case:
            message = await _give_reasons(version, case, decision_id, rejected, explanation, now)
        try:
            await reviews.apply_reply_verdict(public_id, _VERDICTS[verdict], message, now)
        except ConflictError as error:
            raise DecidedError(public_id) from error
        await audit.record(
            moderator.public_id,
            f"moderation.{verdict}",
            "reply",
            public_id,
            ground.value if ground else "",
            now=now,
        )


def _language(version: ReplyVersion) -> Language:
    return version.writer_language or "de"


async def _open_case(
    version: ReplyVersion, moderator: Moderator, ground: Ground, now: dt.datetime
) -> CaseRecord:
    """A rejection opens a case at its decision, so that the agency can complain."""
    return await open_rejection(
        {
            "subject_type": SubjectType.REPLY.value,
            "subject_key": f"reply:{version.review_id}",
            "review_id": version.review_id,
            "agency_id": version.agency_id,
        },
        ground,
        moderator,
        now,
    )


async def _give_reasons(
    version: ReplyVersion,
    case: CaseRecord,
    decision_id: int,
    ground: Ground,
    explanation: str,
    now: dt.datetime,
) -> str:
    """Keep the statement of reasons (TRUST 15) and return it as the agency reads it."""
    agency = (await agencies.agencies_by_id([version.agency_id]))[version.agency_id]
    language = _language(version)
    signals = reply_signals(version.text, version.language, agency)
    return await give_reasons(
        Restricted(
            kind="reject_reply",
            decision_id=decision_id,
            ground=ground,
            explanation=explanation,
            source=Source.OWN,
            content_date=site_day(version.sent_at),
            content_language=version.language,
            language=language,
            address=complaint_address(language, case.public_id),
            detected=was_detected(ground, (one.signal for one in signals)),
        ),
        now,
    )
