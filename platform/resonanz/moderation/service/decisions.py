"""Decisions of the check before publication."""

import datetime as dt
from typing import Final, Literal

import msgspec

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import use_language
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import Ground, Verdict, faults, statement_fields, violations
from .errors import ClaimedError, DecidedError, Moderator, foreign_review, require_waiting
from .wording import rejection_message, return_message, statement_words

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
    ForbiddenError for an own review, DecidedError, ClaimedError, and ValueError if
    `domain.faults` finds any.
    """
    async with db.transaction():
        record = await foreign_review(public_id, moderator)
        require_waiting(record)
        if found := faults(verdict, ground, explanation, record.text):
            raise ValueError(found)
        # Ending the claim locks it: whoever else wants the case waits, and finds it decided.
        if not await queries.end_claim(record.id, moderator.account_id):
            require_waiting(await foreign_review(public_id, moderator))
            raise ClaimedError(public_id)
        decision_id = await queries.insert_decision(
            {
                "public_id": crypto.public_id(),
                "review_id": record.id,
                "account_id": moderator.account_id,
                "kind": verdict.value,
                "ground": ground.value if ground else None,
                "explanation": explanation,
                "decided_at": now,
            }
        )
        message = ""
        if verdict is Verdict.REJECT and ground is not None:
            message = await _give_reasons(record, decision_id, ground, explanation, now)
        elif verdict is Verdict.RETURN:
            with use_language(record.form_language):
                message = return_message(ground, explanation)
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


async def _give_reasons(
    record: ReviewRecord, decision_id: int, ground: Ground, explanation: str, now: dt.datetime
) -> str:
    """Keep the statement of reasons (TRUST 15) and return it as the author reads it."""
    puid = crypto.public_id()
    with use_language(record.form_language):
        words = statement_words(ground, explanation)
        message = rejection_message(words, puid, site_day(now), settings.current().contact_email)
    fields = statement_fields(
        puid=puid,
        ground=ground,
        words=words,
        content_date=site_day(record.submitted_at or record.created_at),
        application_date=site_day(now),
        content_language=record.language,
    )
    if wrong := violations(fields):
        raise ValueError(f"The statement of reasons is not valid: {', '.join(wrong)}")
    await queries.insert_statement(
        {
            "puid": puid,
            "decision_id": decision_id,
            "language": record.form_language,
            "fields": msgspec.json.encode(fields).decode(),
            "created_at": now,
        }
    )
    return message
