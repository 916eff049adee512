"""Agencies that candidates proposed: another name of a listed one, or left over."""

import datetime as dt
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews

from .. import queries
from ..queries import proposals as held
from .errors import ClaimedError, DecidedError, Moderator, foreign_review, require_waiting
from .interests import require_independent

KEPT: Final = dt.timedelta(days=90)
"""Longer than any draft about it lives."""
_BATCH: Final = 200


async def join(public_id: str, slug: str, moderator: Moderator, now: dt.datetime) -> None:
    """Say that the agency a review proposes is the listed one with this slug.

    Its reviews, and drafts sent later, are of that one then. Raises NotFoundError, ForbiddenError,
    ClaimedError, DecidedError, ReviewedTwiceError.
    """
    async with db.transaction():
        record = await foreign_review(public_id, moderator)
        require_waiting(record)
        claim = await queries.claim_of(record.id)
        if claim is None or claim["account_id"] != moderator.account_id:
            raise ClaimedError(public_id)
        into = await agencies.find_for_review(slug)
        if into is None or into.state != "listed":
            raise NotFoundError("agency")
        await require_independent(into.id, moderator.account_id)
        proposed = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
        try:
            await agencies.join_proposal(proposed.id, into.id)
        except ConflictError as error:
            raise DecidedError(public_id) from error
        await reviews.move_reviews(proposed.id, into.id, into.name, now)
        await held.move(proposed.id, into.id)
        await audit.record(
            moderator.public_id,
            "agency.join",
            "agency",
            proposed.public_id,
            into.public_id,
            now=now,
        )


async def forget_abandoned(now: dt.datetime) -> None:
    """Delete proposed agencies of long ago that nothing is about: no review was ever sent."""
    ids = await agencies.proposed_before(now - KEPT, _BATCH)
    if not ids:
        return
    async with db.transaction():
        left = set(ids) - await reviews.reviewed(ids) - await held.needed(ids)
        if left:
            await agencies.forget_proposals(sorted(left))
