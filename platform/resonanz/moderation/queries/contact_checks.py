"""Statements about checks of voluntary proof, and about what of evidence is over."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

from ..tables import ContactCheck

Row = dict[str, Any]

_ALL = (
    "SELECT id, public_id, review_id, requested_at, due_at, assigned_account_id, assigned_until, "
    "outcome, document_kind, checked_by, checked_at FROM contact_check "
)


async def insert(values: Row) -> None:
    """Ask for a check."""
    await ContactCheck.insert(ContactCheck(**values)).run()


async def by_public_id(public_id: str) -> Row | None:
    """A check."""
    return await db.row(_ALL + "WHERE public_id = {}", public_id)


async def latest_of(review_id: int) -> Row | None:
    """The last check of a review, open or ended."""
    return await db.row(_ALL + "WHERE review_id = {} ORDER BY id DESC LIMIT 1", review_id)


async def waiting(limit: int) -> list[Row]:
    """Open checks by due date."""
    return await db.rows(_ALL + "WHERE outcome IS NULL ORDER BY due_at, id LIMIT {}", limit)


async def take(check_id: int, account_id: int, now: dt.datetime, until: dt.datetime) -> bool:
    """Assign an open check that is free, over its time or one's own; False if it is not."""
    row = await db.row(
        "UPDATE contact_check SET assigned_account_id = {}, assigned_until = {} "
        "WHERE id = {} AND outcome IS NULL AND (assigned_account_id IS NULL "
        "OR assigned_account_id = {} OR assigned_until <= {}) RETURNING id",
        account_id,
        until,
        check_id,
        account_id,
        now,
    )
    return row is not None


async def give_back(check_id: int, account_id: int) -> None:
    """Leave a check to others."""
    await db.execute(
        "UPDATE contact_check SET assigned_account_id = NULL, assigned_until = NULL "
        "WHERE id = {} AND assigned_account_id = {} AND outcome IS NULL",
        check_id,
        account_id,
    )


async def end(
    check_id: int,
    outcome: str,
    document_kind: str | None,
    checked_by: int | None,
    now: dt.datetime,
) -> bool:
    """Record what came of a check, by whoever has it (None: by its author's wish or a rule)."""
    mine = "" if checked_by is None else "AND assigned_account_id = {} "
    row = await db.row(
        "UPDATE contact_check SET outcome = {}, document_kind = {}, checked_by = {}, "
        "checked_at = {}, assigned_account_id = NULL, assigned_until = NULL "
        "WHERE id = {} AND outcome IS NULL " + mine + "RETURNING id",
        outcome,
        document_kind,
        checked_by,
        now,
        check_id,
        *([] if checked_by is None else [checked_by]),
    )
    return row is not None


async def stale_drafts(day: dt.date) -> list[int]:
    """Documents that were uploaded and never sent."""
    rows = await db.rows(
        "SELECT id FROM evidence WHERE sent_at IS NULL AND purge_on <= {} LIMIT 200", day
    )
    return [row["id"] for row in rows]


async def reserve_over(day: dt.date) -> list[Row]:
    """Documents that were left for disputes that never came."""
    return await db.rows(
        "SELECT id, public_id FROM evidence WHERE purpose = 'reserve' AND destroyed_at IS NULL "
        "AND purge_on <= {} AND NOT legal_hold LIMIT 200",
        day,
    )


async def due_for_purge(day: dt.date) -> list[Row]:
    """Documents of cases whose day has come; a legal hold on either keeps them, and a complaint
    that is not decided.
    """
    return await db.rows(
        "SELECT e.id, e.public_id FROM evidence e JOIN moderation_case c ON c.id = e.case_id "
        "WHERE e.destroyed_at IS NULL AND e.sent_at IS NOT NULL AND c.state <> 'complaint' "
        "AND (c.purge_on <= {} OR c.state = 'purged') "
        "AND NOT c.legal_hold AND NOT e.legal_hold ORDER BY e.id LIMIT 200",
        day,
    )


async def open_reviews() -> list[int]:
    """The reviews with an open check or undestroyed proof outside a case."""
    rows = await db.rows(
        "SELECT review_id FROM contact_check WHERE outcome IS NULL UNION "
        "SELECT review_id FROM evidence WHERE case_id IS NULL AND destroyed_at IS NULL"
    )
    return [row["review_id"] for row in rows]


async def forget_records(before: dt.datetime) -> None:
    """Drop who checked and which kind of document it was; that it was checked, and when, stays."""
    await db.execute(
        "UPDATE contact_check SET checked_by = NULL, document_kind = NULL "
        "WHERE checked_at < {} AND (checked_by IS NOT NULL OR document_kind IS NOT NULL)",
        before,
    )
    await db.execute(
        "DELETE FROM contact_check WHERE checked_at < {} AND outcome <> 'proven'", before
    )
    await db.execute("DELETE FROM evidence_view WHERE at < {}", before)
    await db.execute(
        "DELETE FROM evidence_extract WHERE case_id IN (SELECT id FROM moderation_case "
        "WHERE decided_at < {} AND NOT legal_hold)",
        before,
    )


async def forget_digests(before: dt.datetime) -> None:
    """Drop what destroyed documents left behind."""
    await db.execute(
        "DELETE FROM evidence WHERE destroyed_at IS NOT NULL AND uploaded_at < {}", before
    )
