"""Claiming a case and giving it back."""

import datetime as dt

from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import CLAIM_LIFETIME
from .errors import ClaimedError, DecidedError, Moderator, foreign_review, require_waiting
from .reach import reach_of
from .signals import written_in

_BATCH = 20


async def claim(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Claim a case for fifteen minutes, or prolong one's claim.

    Raises NotFoundError, ForbiddenError for an own review, ClaimedError if somebody else works on
    it, DecidedError if it does not wait any more.
    """
    async with db.transaction():
        record = await foreign_review(public_id, moderator)
        if not await queries.take_claim(record.id, moderator.account_id, now, now + CLAIM_LIFETIME):
            raise ClaimedError(public_id)
        # Read again: whoever had it before may have decided while this waited for the claim.
        require_waiting(await foreign_review(public_id, moderator))


async def claim_next(moderator: Moderator, now: dt.datetime) -> str | None:
    """Claim the case that is due first and that nobody else works on; its review's public id.

    None if there is none. A text that is clearly in a language the moderator does not read is left
    to others, also if its author called it another one.
    """
    reach = await reach_of(moderator)
    after = None
    while page := await reviews.queue(
        _BATCH, after, not_by=reach.account_id, not_about=reach.barred, not_in=reach.foreign
    ):
        unread = await written_in([waiting.id for waiting in page], reach.foreign)
        for waiting in page:
            if waiting.id in unread:
                continue
            try:
                await claim(waiting.public_id, moderator, now)
            except (ClaimedError, DecidedError, ForbiddenError):
                continue
            return waiting.public_id
        after = page[-1].position
    return None


async def release(public_id: str, moderator: Moderator) -> None:
    """Give a case back; one that is not the moderator's stays as it is."""
    record = await foreign_review(public_id, moderator)
    await queries.end_claim(record.id, moderator.account_id)
