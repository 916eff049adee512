"""Statements on the outbox."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db

from .tables import Outbox


@dataclass(frozen=True, slots=True)
class NewMail:
    """A row to be written."""

    kind: str
    language: str
    sealed: bytes
    created_at: dt.datetime
    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A row that this worker may send until its lease ends."""

    id: int
    kind: str
    language: str
    sealed: bytes
    created_at: dt.datetime
    attempts: int


async def insert(mails: list[NewMail]) -> None:
    """Write mails in one statement."""
    await Outbox.insert(
        *(
            Outbox(
                kind=mail.kind,
                language=mail.language,
                sealed=mail.sealed,
                created_at=mail.created_at,
                due_at=mail.due_at,
            )
            for mail in mails
        )
    )


async def claim(now: dt.datetime, lease_ends: dt.datetime, limit: int) -> list[ClaimedMail]:
    """Take due mails for this worker: their due time moves on, so that no other one sees them.

    Counts the attempt. SQLite has one writer; PostgreSQL skips rows another worker is taking.
    """
    skip = " FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
    rows = await db.rows(
        "UPDATE outbox SET due_at = {}, attempts = attempts + 1 WHERE id IN ("
        " SELECT id FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= {}"
        f" ORDER BY due_at, id LIMIT {{}}{skip})"
        " RETURNING id, kind, language, sealed, created_at, attempts",
        lease_ends,
        now,
        limit,
    )
    return [ClaimedMail(**row) for row in sorted(rows, key=lambda row: int(row["id"]))]


async def mark_sent(mail_id: int, now: dt.datetime, empty: bytes) -> None:
    """Record that a mail went out, and forget what it said and to whom."""
    await Outbox.update({Outbox.sent_at: now, Outbox.sealed: empty, Outbox.last_error: None}).where(
        Outbox.id == mail_id
    )


async def postpone(mail_id: int, due_at: dt.datetime, error: str) -> None:
    """Record a failed attempt and when the next one is due."""
    await Outbox.update({Outbox.due_at: due_at, Outbox.last_error: error}).where(
        Outbox.id == mail_id
    )


async def give_up(mail_id: int, now: dt.datetime, error: str, empty: bytes) -> None:
    """Record that a mail will not be tried again, and forget what it said."""
    await Outbox.update(
        {Outbox.failed_at: now, Outbox.last_error: error, Outbox.sealed: empty}
    ).where(Outbox.id == mail_id)


async def delete_done(before: dt.datetime) -> None:
    """Delete mails that were sent or given up before a moment."""
    await db.execute("DELETE FROM outbox WHERE sent_at < {} OR failed_at < {}", before, before)


async def waiting(after: int, limit: int, kind: str = "") -> list[tuple[int, bytes]]:
    """Ids and sealed contents of mails that are neither sent nor given up, behind an id."""
    rows = await db.rows(
        "SELECT id, sealed FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL AND id > {}"
        + (" AND kind = {}" if kind else "")
        + " ORDER BY id LIMIT {}",
        *((after, kind, limit) if kind else (after, limit)),
    )
    return [(row["id"], bytes(row["sealed"])) for row in rows]


async def delete(mail_ids: list[int]) -> None:
    """Delete mails; at least one."""
    await Outbox.delete().where(Outbox.id.is_in(mail_ids))
