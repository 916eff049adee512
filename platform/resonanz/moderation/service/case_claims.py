"""Who may handle a case, claiming it and giving it back."""

import datetime as dt

from resonanz.kernel import db, settings
from resonanz.kernel.errors import ForbiddenError
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import CLAIM_LIFETIME, CaseState
from ..queries.due_cases import due_cases
from .errors import ClaimedError, DecidedError, Moderator
from .interests import require_independent
from .reach import reach_of
from .records import CaseRecord, case_record, locked_case, notices_of

_BATCH = 20


async def foreign_case(public_id: str, moderator: Moderator) -> CaseRecord:
    """A case that the moderator may handle.

    Raises NotFoundError, or ForbiddenError for whoever is part of it: author, notifier, member of
    the agency, or connected with it.
    """
    record = await case_record(public_id)
    await require_foreign(record, moderator)
    return record


async def require_foreign(record: CaseRecord, moderator: Moderator) -> None:
    """Raise ForbiddenError for whoever is part of a case."""
    if record.review_public_id is not None:
        review = await reviews.record(record.review_public_id)
        if review is not None and review.account_id == moderator.account_id:
            raise ForbiddenError("own review")
    if record.agency_id is not None:
        await require_independent(record.agency_id, moderator.account_id)
    if record.account_id == moderator.account_id:
        raise ForbiddenError("own account")
    notices = await notices_of(record)
    if any(notice.reporter_account_id == moderator.account_id for notice in notices):
        raise ForbiddenError("own notice")


async def require_second_human(record: CaseRecord, moderator: Moderator) -> bool:
    """Let decide on a complaint whoever never saw the case (TRUST 16).

    About hiding for the time being it is whoever did not hide. Returns whether it is the same
    human after all, by the labelled solo mode (TRUST 16a); raises ForbiddenError without that mode.
    """
    before = await queries.deciders_of(record.id)
    if record.state is CaseState.COMPLAINT:
        before |= await queries.handlers_of(record.id)
    if moderator.account_id not in before:
        return False
    if not settings.current().solo_moderator:
        raise ForbiddenError("decided before")
    return True


async def claim_case(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Claim a case for fifteen minutes, or prolong one's claim; it becomes the moderator's.

    Raises NotFoundError, ForbiddenError, ClaimedError if somebody else works on it, DecidedError
    if nothing is to be done.
    """
    async with db.transaction():
        record = await foreign_case(public_id, moderator)
        await _claim(record, moderator, now)


async def claim_due_case(moderator: Moderator, now: dt.datetime) -> str | None:
    """Claim the case that goes first; its number, or None if none is free."""
    reach = await reach_of(moderator)
    found = await due_cases(reach.account_id, _BATCH, solo=reach.solo, not_in=reach.foreign)
    for row in found:
        try:
            await claim_case(row["public_id"], moderator, now)
        except (ClaimedError, DecidedError, ForbiddenError):
            continue
        return str(row["public_id"])
    return None


async def release_case(public_id: str, moderator: Moderator) -> None:
    """Give a case back; one that is not the moderator's stays as it is."""
    record = await foreign_case(public_id, moderator)
    await queries.end_case_claim(record.id, moderator.account_id)


async def held_by(public_id: str, moderator: Moderator, now: dt.datetime) -> CaseRecord:
    """Lock a case that the moderator claimed, in the caller's transaction.

    The claim is prolonged; whoever else wants the case waits. A claim that expired still counts as
    long as nobody else took the case. Raises ClaimedError and ForbiddenError.
    """
    record = await locked_case(public_id)
    await require_foreign(record, moderator)
    claim = await queries.case_claim_of(record.id)
    if claim is None or claim["account_id"] != moderator.account_id:
        raise ClaimedError(public_id)
    if not await queries.take_case_claim(
        record.id, moderator.account_id, now, now + CLAIM_LIFETIME
    ):
        raise ClaimedError(public_id)
    return record


async def _claim(record: CaseRecord, moderator: Moderator, now: dt.datetime) -> None:
    if record.due_at is None:
        raise DecidedError(record.public_id)
    if record.second_human_needed:
        await require_second_human(record, moderator)
    if not await queries.take_case_claim(
        record.id, moderator.account_id, now, now + CLAIM_LIFETIME
    ):
        raise ClaimedError(record.public_id)
    # Read again: whoever had it before may have moved it while this waited for the claim.
    present = await case_record(record.public_id)
    if present.due_at is None:
        raise DecidedError(record.public_id)
    if present.state is not CaseState.COMPLAINT:
        await queries.update_case(record.id, {"assigned_account_id": moderator.account_id})
