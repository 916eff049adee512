"""What becomes of a correction: its author answers, or a day or the review's end comes first.

The agency learns the result and its day alone, by a mail of the next morning, so that no hour
tells when somebody sat at a screen.
"""

import datetime as dt

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import members_reaching
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import next_morning
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES

from .. import mails
from ..domain import Actor, CorrectionMove, CorrectionState, IllegalStepError
from ..domain.corrections import CorrectionRule, correction_rule
from ..domain.deadlines import (
    CORRECTION_DAYS,
    CORRECTION_REMINDER_DAY,
    CORRECTION_UNREACHED_DAYS,
)
from ..domain.events import CorrectionEnded
from ..queries import corrections as queries
from .correction_records import CorrectionRecord

CORRECTION_MAILS = frozenset({"correction_asked", "correction_reminder"})
_BATCH = 50


async def own_correction(public_id: str, account_id: int) -> CorrectionRecord:
    """A correction for the author of its line; NotFoundError for everybody else."""
    row = await queries.by_public_id(public_id)
    if row is None or await reviews.of_account(row["review_public_id"], account_id) is None:
        raise NotFoundError("correction")
    return CorrectionRecord.from_row(row)


async def own_corrections(account_id: int) -> list[CorrectionRecord]:
    """All corrections of an account's reviews, newest first."""
    own = await reviews.mine(account_id)
    rows = await queries.of_reviews([review.id for review in own])
    return [CorrectionRecord.from_row(row) for row in rows]


async def open_corrections(review_id: int) -> list[CorrectionRecord]:
    """What the author of a review is asked now."""
    records = [CorrectionRecord.from_row(row) for row in await queries.of_review(review_id)]
    return [one for one in records if one.state is CorrectionState.OPEN]


async def agree(public_id: str, account_id: int, now: dt.datetime) -> CorrectionRecord:
    """The author says that the agency is right: line, score and revision change together.

    Raises NotFoundError for everybody but the author, ConflictError if it has ended.
    """
    record = await own_correction(public_id, account_id)
    async with db.transaction():
        await reviews.correct_line(record.review_public_id, record.proposed, now)
        await _end(record, CorrectionMove.AGREE, Actor.AUTHOR, now)
    return record


async def keep(public_id: str, account_id: int, now: dt.datetime) -> CorrectionRecord:
    """The author stands by the line; it is not asked about again. Raises as `agree`."""
    record = await own_correction(public_id, account_id)
    async with db.transaction():
        await reviews.unmark_line(record.review_public_id, record.stage)
        await _end(record, CorrectionMove.KEEP, Actor.AUTHOR, now)
    return record


async def review_withdrawn(review_id: int, now: dt.datetime) -> None:
    """Their author withdrew the review: nothing is asked about it any more."""
    await _end_all(review_id, CorrectionMove.WITHDRAW, Actor.AUTHOR, now)


async def review_left(review_id: int, now: dt.datetime) -> None:
    """The review left the site, or its author did, who cannot answer any more."""
    await _end_all(review_id, CorrectionMove.LAPSE, Actor.SYSTEM, now)


async def review_edited(review_id: int, public_id: str, now: dt.datetime) -> None:
    """An edit replaced what the review says: a line that says something else now is an answer."""
    review = await reviews.record(public_id)
    said = {line.stage: line for line in review.lines} if review else {}
    for record in await open_corrections(review_id):
        line = said.get(record.stage)
        if line != record.original:
            agreed = line == record.proposed
            move = CorrectionMove.AGREE if agreed else CorrectionMove.KEEP
            async with db.transaction():
                await reviews.unmark_line(public_id, record.stage)
                await _close(record, move, Actor.AUTHOR, now)


async def remind(now: dt.datetime) -> int:
    """Remind the authors who have not answered yet, once; how many."""
    due_by = now + dt.timedelta(days=CORRECTION_DAYS - CORRECTION_REMINDER_DAY)
    sent = 0
    for record in map(CorrectionRecord.from_row, await queries.unreminded(now, due_by, _BATCH)):
        async with db.transaction():
            if await queries.update_open(record.id, {"reminded_at": now}):
                days = max(1, (record.due_at - now).days)
                sent += await _ask(record, days, reminder=True)
    return sent


async def end_due(now: dt.datetime) -> int:
    """End what nobody answered in time: the line stands as its author gave it; how many."""
    bounced_before = now - dt.timedelta(days=CORRECTION_UNREACHED_DAYS)
    ended = 0
    for record in map(CorrectionRecord.from_row, await queries.over(now, bounced_before, _BATCH)):
        async with db.transaction():
            await reviews.unmark_line(record.review_public_id, record.stage)
            ended += await _close(record, CorrectionMove.LAPSE, Actor.SYSTEM, now)
    return ended


async def bounced(public_id: str, now: dt.datetime) -> None:
    """The mail to the author came back: no clock runs, and the line is not marked meanwhile."""
    row = await queries.by_public_id(public_id)
    record = CorrectionRecord.from_row(row) if row else None
    if record is None or not _may(record, CorrectionMove.BOUNCE, Actor.SYSTEM):
        return
    async with db.transaction():
        await reviews.unmark_line(record.review_public_id, record.stage)
        await queries.update_open(record.id, {"bounced_at": now})


async def author_reached(account_id: int, now: dt.datetime) -> None:
    """An address works again: who was not reached is asked now, with the full time to answer."""
    for record in map(CorrectionRecord.from_row, await queries.unreached(account_id)):
        review = await reviews.record(record.review_public_id)
        public = review is not None and review.state in PUBLIC_STATES
        if not public or not _may(record, CorrectionMove.ASK_AGAIN, Actor.SYSTEM):
            continue
        due_at = now + dt.timedelta(days=CORRECTION_DAYS)
        async with db.transaction():
            await reviews.mark_line(record.review_public_id, record.stage)
            values = {"bounced_at": None, "reminded_at": None, "due_at": due_at}
            if await queries.update_open(record.id, values):
                await _ask(record, CORRECTION_DAYS)


async def _end_all(review_id: int, move: CorrectionMove, by: Actor, now: dt.datetime) -> None:
    for record in await open_corrections(review_id):
        async with db.transaction():
            await reviews.unmark_line(record.review_public_id, record.stage)
            await _close(record, move, by, now)


async def _end(record: CorrectionRecord, move: CorrectionMove, by: Actor, now: dt.datetime) -> None:
    if not await _close(record, move, by, now):
        raise ConflictError(record.state)


async def _close(
    record: CorrectionRecord, move: CorrectionMove, by: Actor, now: dt.datetime
) -> bool:
    """End an open correction and tell its agency; False if it has ended meanwhile."""
    rule = _may(record, move, by)
    if rule is None:
        return False
    if not await queries.update_open(record.id, {"state": rule.to.value, "answered_at": now}):
        return False
    actor = "author" if by is Actor.AUTHOR else "system"
    await audit.record(actor, f"correction.{move}", "correction", record.public_id, now=now)
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    morning = next_morning(now)
    branch_id = await reviews.branch_of(record.review_public_id)
    for member in await members_reaching(record.agency_id, branch_id):
        await mails.correction_ended(member.email, member.language, agency.slug, morning)
    await emit(CorrectionEnded(record.agency_id, record.review_public_id, morning))
    return True


def _may(record: CorrectionRecord, move: CorrectionMove, by: Actor) -> CorrectionRule | None:
    try:
        return correction_rule(record.state, move, by)
    except IllegalStepError:
        return None


async def _ask(record: CorrectionRecord, days: int, *, reminder: bool = False) -> bool:
    review = await reviews.record(record.review_public_id)
    email = await reviews.author_email(record.review_public_id)
    if review is None or email is None:
        return False
    tell = mails.correction_reminder if reminder else mails.correction_asked
    await tell(email, review.form_language, record.public_id, days)
    return True
