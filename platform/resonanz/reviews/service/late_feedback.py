"""An agency offers late feedback on a review, and delivers it to whom the author let it know.

Nothing here touches the review: no fact, no star, no score, not its place in any order.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import Membership
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import next_morning
from resonanz.kernel.errors import ConflictError, NotFoundError

from .. import mails
from ..domain.late_feedback import (
    LateLine,
    LateMove,
    LateRefusal,
    LateState,
    Party,
    Seen,
    ends_at,
    late_refusal,
    next_mail,
)
from ..queries import late_feedback as queries
from .late_records import LateOffer, move
from .listing import PublicReview, public_review
from .reading import author_email, record

PAGE = 20
_DAY = dt.timedelta(days=1)


class LateRefusedError(ConflictError):
    """Nothing can be offered on the review; `refusal` says why."""

    def __init__(self, why: LateRefusal) -> None:
        super().__init__(why)
        self.refusal = why


@dataclass(frozen=True, slots=True)
class Offerable:
    """A public review for its agency: what was offered on it, or why nothing can be."""

    review: PublicReview
    offer: LateOffer | None
    refusal: LateRefusal | None


@dataclass(frozen=True, slots=True)
class LatePage:
    """An agency's offers, newest first; `older` is the number behind which more follow."""

    offers: tuple[LateOffer, ...]
    older: str


async def offerable(review_public_id: str, agency_id: int, now: dt.datetime) -> Offerable:
    """A public review of an agency with its offer; NotFoundError for all others (TRUST 42)."""
    review = await public_review(agency_id, review_public_id)
    if review is None:
        raise NotFoundError("review")
    found = (await offers_on([review.id])).get(review.id)
    today = await queries.offered_since(agency_id, now - _DAY)
    refusal = late_refusal(review.ledger[-1], offered=found is not None, today=today)
    return Offerable(review, found, refusal)


async def offer_late(review_public_id: str, agency_id: int, actor: str, now: dt.datetime) -> str:
    """Offer late feedback on a review's last line, and ask its author; the offer's number.

    Raises NotFoundError unless the review is public and the agency's own, LateRefusedError.
    """
    public_id = crypto.public_id()
    async with db.transaction():
        # Holds the agency's row, so that two members do not count the day's offers at once.
        await agencies.note_act(agency_id, now)
        found = await offerable(review_public_id, agency_id, now)
        if found.refusal:
            raise LateRefusedError(found.refusal)
        ends = ends_at(LateState.OFFERED, now)
        assert ends is not None
        offered = await queries.insert(
            {
                "public_id": public_id,
                "review_id": found.review.id,
                "stage": found.review.last_stage,
                "state": LateState.OFFERED.value,
                "offered_at": now,
                "since": now,
                "due_at": ends,
                "answer_by": next_morning(ends),
                "mail_at": next_mail(LateState.OFFERED, now, now),
            }
        )
        if not offered:
            raise LateRefusedError(LateRefusal.OFFERED)
        await audit.record(actor, "late_feedback.offer", "review", review_public_id, now=now)
        email, review = await author_email(review_public_id), await record(review_public_id)
        if email is not None and review is not None:
            await mails.late_offered(email, review.form_language, public_id)
    return public_id


async def deliver_late(review_public_id: str, agency_id: int, actor: str, now: dt.datetime) -> None:
    """Say that the feedback is on its way to whom job and month point; its author is asked.

    Raises NotFoundError unless the review is public and the agency's own, ConflictError unless the
    agency was told job and month and has not delivered.
    """
    found = (await offerable(review_public_id, agency_id, now)).offer
    if found is None or found.seen(now) is not Seen.DELIVER:
        raise ConflictError("nothing to deliver")
    async with db.transaction():
        await move(found, LateMove.DELIVER, Party.AGENCY, actor, now)
        await agencies.note_act(agency_id, now)
        if found.email is not None:
            await mails.late_asked(found.email, found.language, found.public_id, delivered=True)


async def offers_of_agency(
    agency_id: int, before: str, *, branch_id: int | None = None
) -> LatePage:
    """A page of the offers of an agency, or of one of its branches; the caller has checked the
    membership.
    """
    rows = await queries.of_agency(agency_id, branch_id, before, PAGE + 1)
    found = tuple(LateOffer.from_row(row) for row in rows[:PAGE])
    return LatePage(found, found[-1].public_id if len(rows) > PAGE else "")


async def offers_on(review_ids: Sequence[int]) -> dict[int, LateOffer]:
    """What was offered on these reviews, by review."""
    rows = await queries.of_reviews(review_ids)
    return {row["review_id"]: LateOffer.from_row(row) for row in rows}


async def late_to_deliver(memberships: Sequence[Membership], now: dt.datetime) -> dict[int, int]:
    """How many authors wait for the feedback for which they named job and month, by agency: those
    whom each member sees.
    """
    rows = await queries.to_deliver([one.agency.id for one in memberships], now)
    return {
        one.agency.id: sum(
            row["n"]
            for row in rows
            if row["agency_id"] == one.agency.id and one.reaches(row["branch_id"])
        )
        for one in memberships
    }


async def late_outcomes(agency_id: int) -> dict[LateState, int]:
    """What became of all offers of an agency, for those who judge."""
    return {LateState(state): n for state, n in (await queries.outcomes(agency_id)).items()}


async def late_of(review_id: int) -> LateLine | None:
    """What came late to a review's author; None if nothing did."""
    found = (await offers_on([review_id])).get(review_id)
    return found.late if found else None
