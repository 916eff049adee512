"""An author hands documents over, leaves them for later, or destroys them."""

import datetime as dt
from typing import Any

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.workdays import add_working_days
from resonanz.reviews.service import ReviewRecord

from ...domain.evidence import (
    CHECK_WORKING_DAYS,
    RESERVE_MONTHS,
    Outcome,
    Purpose,
    months_after,
)
from ...queries import contact_checks
from ...queries import evidence as queries
from .comparing import matches
from .own import NotOfferedError, is_offered, own_review, own_row, purpose_of
from .records import HeldError

Rows = list[dict[str, Any]]


async def send(
    review_public_id: str, account_id: int, now: dt.datetime, case_id: int | None = None
) -> int:
    """Hand the drafts over to the moderation; how many pages. What is below the black is gone.

    A voluntary proof asks for a check. Raises NotFoundError, NotOfferedError.
    """
    record = await own_review(review_public_id, account_id)
    drafts = await _drafts(record, case_id)
    alike = await matches([row["id"] for row in drafts])
    async with db.transaction():
        # The documents are locked first: of two that press "send" at once the second finds none.
        if not await _hand_over(record, drafts, alike, purpose_of(case_id), None, now):
            return 0
        if case_id is None:
            if not await is_offered(record):
                raise NotOfferedError("proof")
            await _ask_for_check(record, now)
    return sum(row["pages"] for row in drafts)


async def leave_for_disputes(review_public_id: str, account_id: int, now: dt.datetime) -> int:
    """Before an account is erased: leave the drafts sealed for a dispute that may come.

    Nobody sees them until then. How many pages; raises NotFoundError.
    """
    record = await own_review(review_public_id, account_id)
    drafts = await _drafts(record, None)
    alike = await matches([row["id"] for row in drafts])
    until = months_after(site_day(now), RESERVE_MONTHS)
    async with db.transaction():
        if not await _hand_over(record, drafts, alike, Purpose.RESERVE, until, now):
            return 0
    return sum(row["pages"] for row in drafts)


async def destroy(public_id: str, account_id: int, now: dt.datetime) -> None:
    """Destroy a document at its author's wish; the check of a proof ends with its last one.

    Raises NotFoundError, HeldError.
    """
    row, record = await own_row(public_id, account_id)
    if row["legal_hold"] or row["case_held"]:
        raise HeldError(public_id)
    async with db.transaction():
        await queries.lock([row["id"]])
        if await queries.count_drafts([row["id"]]):
            await queries.delete([row["id"]])
        else:
            await queries.shred([row["id"]], now)
        await audit.record(
            record.author_public_id, "evidence.destroy", "evidence", public_id, "author", now=now
        )
        if row["purpose"] == Purpose.VOLUNTARY and row["sent_at"] is not None:
            await _end_check_without_files(record, now)


async def _drafts(record: ReviewRecord, case_id: int | None) -> Rows:
    there = await queries.of_review(record.id, case_id, purpose_of(case_id).value)
    return [row for row in there if row["sent_at"] is None]


async def _hand_over(
    record: ReviewRecord,
    drafts: Rows,
    alike: Rows,
    purpose: Purpose,
    purge_on: dt.date | None,
    now: dt.datetime,
) -> bool:
    """Whether there were drafts, and all still are."""
    ids = [row["id"] for row in drafts]
    await queries.lock(ids)
    if not ids or await queries.count_drafts(ids) != len(ids):
        return False
    await queries.send(ids, purpose.value, purge_on, now)
    await queries.insert_matches(alike)
    for row in drafts:
        await audit.record(
            *(
                record.author_public_id,
                "evidence.send",
                "evidence",
                row["public_id"],
                purpose.value,
            ),
            now=now,
        )
    return True


async def _ask_for_check(record: ReviewRecord, now: dt.datetime) -> None:
    due = add_working_days(
        now.astimezone(SITE_ZONE), CHECK_WORKING_DAYS, settings.current().holidays
    )
    await contact_checks.insert(
        {
            "public_id": crypto.public_id(),
            "review_id": record.id,
            "requested_at": now,
            "due_at": due.astimezone(dt.UTC),
        }
    )


async def _end_check_without_files(record: ReviewRecord, now: dt.datetime) -> None:
    left = await queries.of_review(record.id, None, Purpose.VOLUNTARY.value)
    latest = await contact_checks.latest_of(record.id)
    if not any(row["sent_at"] for row in left) and latest and latest["outcome"] is None:
        await contact_checks.end(latest["id"], Outcome.WITHDRAWN.value, None, None, now)
