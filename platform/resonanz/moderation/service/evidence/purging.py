"""The end of documents: by their day, by a rule, by a decision (state machine, step 9)."""

import datetime as dt

from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.reviews.domain import PROVABLE_STATES
from resonanz.reviews.service import contact

from ...domain.evidence import (
    DIGEST_MONTHS,
    RECORD_MONTHS,
    Outcome,
    Purpose,
    months_before,
)
from ...queries import contact_checks
from ...queries import evidence as queries


async def purge_due(now: dt.datetime) -> int:
    """Destroy what is over; how many documents. Doing it again does no harm.

    Drafts after three days; proof of reviews that ended; raw proof of a case on its day unless
    a legal hold stops that; then what was kept beside it.
    """
    day = site_day(now)
    drafts = await contact_checks.stale_drafts(day)
    await queries.delete(drafts)
    due = [*await contact_checks.due_for_purge(day), *await contact_checks.reserve_over(day)]
    async with db.transaction():
        await queries.shred([row["id"] for row in due], now)
        for row in due:
            await audit.record(
                "system", "evidence.destroy", "evidence", row["public_id"], "due", now=now
            )
    ended = await _end_pointless(now)
    await contact_checks.forget_records(_midnight(months_before(day, RECORD_MONTHS)))
    await contact_checks.forget_digests(_midnight(months_before(day, DIGEST_MONTHS)))
    return len(drafts) + len(due) + ended


async def _end_pointless(now: dt.datetime) -> int:
    """A review that was withdrawn, rejected or removed needs no proof any more."""
    ended = 0
    for review_id, brief in (await contact.briefs(await contact_checks.open_reviews())).items():
        if brief.state in PROVABLE_STATES:
            continue
        async with db.transaction():
            rows = [
                row
                for purpose in (Purpose.VOLUNTARY, Purpose.RESERVE)
                for row in await queries.of_review(review_id, None, purpose.value)
            ]
            await queries.shred([row["id"] for row in rows], now)
            check = await contact_checks.latest_of(review_id)
            if check is not None and check["outcome"] is None:
                await contact_checks.end(check["id"], Outcome.WITHDRAWN.value, None, None, now)
            for row in rows:
                await audit.record(
                    *("system", "evidence.destroy", "evidence", row["public_id"], "ended"), now=now
                )
        ended += len(rows)
    return ended


async def destroy_of_case(case_id: int, now: dt.datetime) -> int:
    """Destroy all documents of a case that no legal hold keeps; how many."""
    async with db.transaction():
        rows = [
            row
            for row in await queries.of_case(case_id)
            if row["destroyed_at"] is None and not row["legal_hold"] and not row["case_held"]
        ]
        await queries.shred([row["id"] for row in rows], now)
        for row in rows:
            await audit.record(
                "system", "evidence.destroy", "evidence", row["public_id"], "case", now=now
            )
    return len(rows)


async def hold(case_id: int, *, on: bool) -> None:
    """Put a legal hold on the documents of a case, or lift it."""
    await queries.hold(case_id, on=on)


async def open_reserve(review_id: int, case_id: int, now: dt.datetime) -> int:
    """Give a case what the author of its review left for disputes; how many documents."""
    async with db.transaction():
        rows = await queries.of_review(review_id, None, Purpose.RESERVE.value)
        if rows:
            await queries.give_to_case([row["id"] for row in rows], case_id)
        for row in rows:
            await audit.record(
                "system", "evidence.open", "evidence", row["public_id"], "dispute", now=now
            )
    return len(rows)


async def is_with_case(case_id: int) -> bool:
    """Whether a case has a document that can still be looked at."""
    return any(row["destroyed_at"] is None for row in await queries.of_case(case_id))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), SITE_ZONE).astimezone(dt.UTC)
