"""Statements about claims of cases, guests and deadlines."""

import datetime as dt
from collections.abc import Collection

from resonanz.kernel import db

from .checks import Row


async def take_case_claim(
    case_id: int, account_id: int, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """Claim a case that is free, expired or one's own; False if somebody else works on it."""
    row = await db.row(
        "INSERT INTO case_claim (case_id, account_id, expires_at) VALUES ({}, {}, {}) "
        "ON CONFLICT (case_id) DO UPDATE SET account_id = excluded.account_id, "
        "expires_at = excluded.expires_at "
        "WHERE case_claim.account_id = excluded.account_id OR case_claim.expires_at <= {} "
        "RETURNING case_id",
        case_id,
        account_id,
        expires_at,
        now,
    )
    return row is not None


async def end_case_claim(case_id: int, account_id: int) -> bool:
    """Give a case back; False if it is not the account's (any more)."""
    row = await db.row(
        "DELETE FROM case_claim WHERE case_id = {} AND account_id = {} RETURNING case_id",
        case_id,
        account_id,
    )
    return row is not None


async def case_claim_of(case_id: int) -> Row | None:
    """Who claimed a case, and until when."""
    return await db.row("SELECT account_id, expires_at FROM case_claim WHERE case_id = {}", case_id)


async def live_case_claims(case_ids: Collection[int], now: dt.datetime) -> dict[int, int]:
    """The accounts that work on these cases now."""
    if not case_ids:
        return {}
    marks = ", ".join("{}" for _ in case_ids)
    rows = await db.rows(
        "SELECT case_id, account_id FROM case_claim "
        f"WHERE case_id IN ({marks}) AND expires_at > {{}}",
        *case_ids,
        now,
    )
    return {row["case_id"]: row["account_id"] for row in rows}


async def hearings_over(now: dt.datetime, limit: int) -> list[str]:
    """Cases whose author did not answer in time."""
    return await _numbers("state = 'author_hearing' AND hearing_due_at <= {}", now, limit)


async def running_hearings(limit: int, after: int = 0) -> list[Row]:
    """Hearings whose clock runs, with what is needed to remind of them."""
    return await db.rows(
        "SELECT id, public_id, hearing_due_at, reminders_sent FROM moderation_case "
        "WHERE state = 'author_hearing' AND hearing_due_at IS NOT NULL AND id > {} "
        "AND reminders_sent < 3 ORDER BY id LIMIT {}",
        after,
        limit,
    )


async def rejoinders_over(now: dt.datetime, limit: int) -> list[str]:
    """Cases whose agency did not answer in time."""
    return await _numbers("state = 'agency_rejoinder' AND rejoinder_due_at <= {}", now, limit)


async def held_cases() -> list[Row]:
    """Disputes that wait until fewer authors are asked because of their agency, oldest first."""
    return await db.rows(
        "SELECT public_id, agency_id FROM moderation_case WHERE on_hold AND state = 'received' "
        "ORDER BY opened_at, id"
    )


async def lapsed_cases(day: dt.date, limit: int) -> list[str]:
    """Decided cases whose time for a complaint is over."""
    return await _numbers("state = 'decided' AND complaint_until < {}", day, limit)


async def purgeable_cases(day: dt.date, limit: int) -> list[str]:
    """Final cases whose proof had to go by this day, and went; a legal hold stops that."""
    return await _numbers(
        "state = 'final' AND NOT legal_hold AND purge_on <= {} AND NOT EXISTS (SELECT 1 "
        "FROM evidence e WHERE e.case_id = moderation_case.id AND e.destroyed_at IS NULL)",
        day,
        limit,
    )


async def _numbers(condition: str, moment: dt.datetime | dt.date, limit: int) -> list[str]:
    rows = await db.rows(
        f"SELECT public_id FROM moderation_case WHERE {condition} ORDER BY id LIMIT {{}}",
        moment,
        limit,
    )
    return [row["public_id"] for row in rows]


async def is_guest(case_id: int, account_id: int, now: dt.datetime) -> bool:
    """Whether an account was invited to decide a complaint in this case."""
    row = await db.row(
        "SELECT 1 AS one FROM case_guest WHERE case_id = {} AND account_id = {} "
        "AND expires_at > {}",
        case_id,
        account_id,
        now,
    )
    return row is not None


async def invite_guest(
    case_id: int, account_id: int, invited_by: int, now: dt.datetime, expires_at: dt.datetime
) -> None:
    """Let an account decide a complaint in this case."""
    await db.execute(
        "INSERT INTO case_guest (case_id, account_id, invited_by, invited_at, expires_at) "
        "VALUES ({}, {}, {}, {}, {}) ON CONFLICT (case_id, account_id) "
        "DO UPDATE SET expires_at = excluded.expires_at",
        case_id,
        account_id,
        invited_by,
        now,
        expires_at,
    )
