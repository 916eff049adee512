"""An agency corrects one fact of a review, naming nobody; its author is asked."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES
from resonanz.reviews.service import ReviewRecord
from resonanz.scoring.domain.ledger import LedgerLine, Stage, line_problems

from .. import mails
from ..domain import CorrectionState, Refusal
from ..domain.corrections import PastCorrection, correctable, proposal_fault, refusal
from ..domain.deadlines import CORRECTION_DAYS
from ..queries import corrections as queries
from .correction_records import CorrectionRecord, line_text
from .disputes import AgencyMember, require_member
from .misuse_suspension import agency_party, require_unsuspended

PAGE = 20


class RefusedError(ConflictError):
    """The line cannot be corrected now; `refusal` says why."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.refusal = why


@dataclass(frozen=True, slots=True)
class CorrectableLine:
    """A line of a review: which of its values may be corrected, or why none now."""

    line: LedgerLine
    fields: tuple[str, ...]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class CorrectableReview:
    """A public review for its agency, the last line first; `suspended`: it may propose nothing."""

    review: ReviewRecord
    lines: tuple[CorrectableLine, ...]
    suspended: bool


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """An agency's corrections, newest first; `older` is the number behind which more follow."""

    corrections: tuple[CorrectionRecord, ...]
    older: str


async def propose(
    review_public_id: str, member: AgencyMember, proposed: LedgerLine, now: dt.datetime
) -> str:
    """Say that the line of a stage was otherwise, and ask the review's author; the number.

    The line is marked from now on; the score stays as it is. Raises NotFoundError, ForbiddenError
    for another agency's review (TRUST 42) and while the agency is suspended (TRUST 18),
    RefusedError, ConflictError if the review is not public, ValueError for a proposal that changes
    nothing or what is not the agency's to say.
    """
    review = await reviews.record(review_public_id)
    if review is None:
        raise NotFoundError("review")
    branch_id = await reviews.branch_of(review_public_id)
    await require_member(review.agency_id, branch_id, member)
    await require_unsuspended(agency_party(review.agency_id), now)
    public_id = crypto.public_id()
    due_at = now + dt.timedelta(days=CORRECTION_DAYS)
    async with db.transaction():
        original = _sound(await reviews.mark_line(review_public_id, proposed.stage), proposed)
        # Holds the agency's row, so that two members do not count the open ones at once.
        await agencies.note_act(review.agency_id, now)
        history = _history(await _past(review.id), proposed.stage)
        if why := refusal(history, await queries.open_of_agency(review.agency_id), now):
            raise RefusedError(why)
        opened = await queries.insert(
            {
                "public_id": public_id,
                "review_id": review.id,
                "agency_id": review.agency_id,
                "account_id": member.account_id,
                "stage": proposed.stage.value,
                "original": line_text(original),
                "proposed": line_text(proposed),
                "state": CorrectionState.OPEN.value,
                "created_at": now,
                "due_at": due_at,
            }
        )
        if not opened:
            raise RefusedError(Refusal.OPEN)
        await audit.record(member.public_id, "correction.propose", "correction", public_id, now=now)
        email = await reviews.author_email(review_public_id)
        if email is not None:
            await mails.correction_asked(email, review.form_language, public_id, CORRECTION_DAYS)
    return public_id


async def correctable_review(
    review_public_id: str, agency_id: int, now: dt.datetime
) -> CorrectableReview:
    """A public review of an agency with what may be corrected; NotFoundError for all others."""
    review = await reviews.record(review_public_id)
    if review is None or review.agency_id != agency_id or review.state not in PUBLIC_STATES:
        raise NotFoundError("review")
    past = await _past(review.id)
    open_ones = await queries.open_of_agency(agency_id)
    last = review.lines[-1].stage
    return CorrectableReview(
        review=review,
        lines=tuple(
            CorrectableLine(
                line=line,
                fields=correctable(line.to_dict(), last=line.stage is last),
                refusal=refusal(_history(past, line.stage), open_ones, now),
            )
            for line in reversed(review.lines)
        ),
        suspended=await _suspended(agency_id, now),
    )


async def corrections_of_agency(
    agency_id: int, before: str, *, branch_id: int | None = None
) -> CorrectionPage:
    """A page of the corrections of an agency, or of one of its branches; the caller has checked
    the membership.
    """
    rows = await queries.of_agency(agency_id, branch_id, before, PAGE + 1)
    records = tuple(CorrectionRecord.from_row(row) for row in rows[:PAGE])
    return CorrectionPage(records, records[-1].public_id if len(rows) > PAGE else "")


def _sound(lines: tuple[LedgerLine, ...], proposed: LedgerLine) -> LedgerLine:
    """The line that a sound proposal corrects; ValueError for any other proposal."""
    (original,) = (line for line in lines if line.stage is proposed.stage)
    fault = proposal_fault(
        original.to_dict(), proposed.to_dict(), last=original.stage is lines[-1].stage
    )
    if fault is not None:
        raise ValueError(fault)
    if problems := line_problems(proposed):
        raise ValueError(problems)
    return original


async def _past(review_id: int) -> list[CorrectionRecord]:
    return [CorrectionRecord.from_row(row) for row in await queries.of_review(review_id)]


def _history(past: list[CorrectionRecord], stage: Stage) -> tuple[PastCorrection, ...]:
    return tuple(PastCorrection(one.state, one.ended_at) for one in past if one.stage is stage)


async def _suspended(agency_id: int, now: dt.datetime) -> bool:
    try:
        await require_unsuspended(agency_party(agency_id), now)
    except ForbiddenError:
        return True
    return False
