"""Statements about requests of authorities and lawyers' letters; entries are only added."""

import datetime as dt

from resonanz.kernel import db

from .checks import Row


async def add_request(
    public_id: str,
    sender: str,
    received_on: dt.date,
    due_on: dt.date | None,
    asked: str,
    entered_by: int,
    now: dt.datetime,
) -> None:
    """Keep a request."""
    await db.execute(
        "INSERT INTO authority_request "
        "(public_id, sender, received_on, due_on, asked, entered_by, entered_at) "
        "VALUES ({}, {}, {}, {}, {}, {}, {})",
        public_id,
        sender,
        received_on,
        due_on,
        asked,
        entered_by,
        now,
    )


async def add_answer(public_id: str, text: str, entered_by: int, now: dt.datetime) -> bool:
    """Keep what was answered; False if there is no such request."""
    row = await db.row(
        "INSERT INTO authority_answer (request_id, text, entered_by, entered_at) "
        "SELECT id, {}, {}, {} FROM authority_request WHERE public_id = {} RETURNING id",
        text,
        entered_by,
        now,
        public_id,
    )
    return row is not None


async def requests() -> list[Row]:
    """All requests, those with the latest deadline first."""
    return await db.rows(
        "SELECT id, public_id, sender, received_on, due_on, asked FROM authority_request "
        "ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on DESC, id DESC LIMIT 200"
    )


async def answers() -> list[Row]:
    """All answers, oldest first."""
    return await db.rows("SELECT request_id, text, entered_at FROM authority_answer ORDER BY id")
