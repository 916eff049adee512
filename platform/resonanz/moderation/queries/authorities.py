"""Statements about requests of authorities and lawyers' letters; entries are only added."""

import datetime as dt
from collections.abc import Collection

from resonanz.kernel import db

from .checks import Row

_REQUEST = (
    "SELECT r.id, r.public_id, r.sender, r.received_on, r.due_on, r.asked, r.agency_id, "
    "CASE WHEN EXISTS (SELECT 1 FROM authority_answer a WHERE a.request_id = r.id AND a.closes) "
    "THEN 1 ELSE 0 END AS closed FROM authority_request r "
)
_OPEN = "NOT EXISTS (SELECT 1 FROM authority_answer a WHERE a.request_id = r.id AND a.closes) "


async def add_request(
    public_id: str,
    sender: str,
    received_on: dt.date,
    due_on: dt.date | None,
    asked: str,
    agency_id: int | None,
    entered_by: int,
    now: dt.datetime,
) -> None:
    """Keep a request."""
    await db.execute(
        "INSERT INTO authority_request "
        "(public_id, sender, received_on, due_on, asked, agency_id, entered_by, entered_at) "
        "VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        public_id,
        sender,
        received_on,
        due_on,
        asked,
        agency_id,
        entered_by,
        now,
    )


async def add_answer(
    request_id: int, text: str, closes: bool, entered_by: int, now: dt.datetime
) -> None:
    """Keep what was answered."""
    await db.execute(
        "INSERT INTO authority_answer (request_id, text, closes, entered_by, entered_at) "
        "VALUES ({}, {}, {}, {}, {})",
        request_id,
        text,
        closes,
        entered_by,
        now,
    )


async def requests() -> list[Row]:
    """All requests, the newest first."""
    return await db.rows(_REQUEST + "ORDER BY r.received_on DESC, r.id DESC LIMIT 200")


async def open_requests(not_about: Collection[int]) -> list[Row]:
    """The requests that wait for their answer, but for those about some agencies."""
    marks = ", ".join("{}" for _ in not_about)
    left_out = f"AND (r.agency_id IS NULL OR r.agency_id NOT IN ({marks})) " if marks else ""
    return await db.rows(f"{_REQUEST}WHERE {_OPEN}{left_out}ORDER BY r.id", *not_about)


async def request(public_id: str, *, lock: bool = False) -> Row | None:
    """A request; `lock` keeps others from answering it meanwhile."""
    tail = " FOR UPDATE OF r" if lock and db.dialect() == "postgres" else ""
    return await db.row(_REQUEST + "WHERE r.public_id = {}" + tail, public_id)


async def answers(request_id: int | None = None) -> list[Row]:
    """The answers to a request, or to all of them, oldest first."""
    where = "" if request_id is None else "WHERE request_id = {} "
    return await db.rows(
        f"SELECT request_id, text, closes, entered_at FROM authority_answer {where}ORDER BY id",
        *([] if request_id is None else [request_id]),
    )


async def take_claim(
    request_id: int, account_id: int, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """Claim a request that is free, expired or one's own; False if somebody else works on it."""
    row = await db.row(
        "INSERT INTO authority_claim (request_id, account_id, expires_at) VALUES ({}, {}, {}) "
        "ON CONFLICT (request_id) DO UPDATE SET account_id = excluded.account_id, "
        "expires_at = excluded.expires_at "
        "WHERE authority_claim.account_id = excluded.account_id "
        "OR authority_claim.expires_at <= {} RETURNING request_id",
        request_id,
        account_id,
        expires_at,
        now,
    )
    return row is not None


async def end_claim(request_id: int, account_id: int) -> bool:
    """Give a request back; False if it is not the account's (any more)."""
    row = await db.row(
        "DELETE FROM authority_claim WHERE request_id = {} AND account_id = {} "
        "RETURNING request_id",
        request_id,
        account_id,
    )
    return row is not None


async def live_claims(now: dt.datetime) -> dict[int, Row]:
    """Who works on requests now, until when, by request."""
    rows = await db.rows(
        "SELECT request_id, account_id, expires_at FROM authority_claim WHERE expires_at > {}", now
    )
    return {row["request_id"]: row for row in rows}
