"""Statements about the check of replies."""

import datetime as dt
from collections.abc import Collection

from resonanz.kernel import db

from .checks import Row


async def take_reply_claim(
    version_id: int, account_id: int, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """Claim a reply that is free, expired or one's own; False if somebody else works on it."""
    row = await db.row(
        "INSERT INTO reply_claim (version_id, account_id, expires_at) VALUES ({}, {}, {}) "
        "ON CONFLICT (version_id) DO UPDATE SET account_id = excluded.account_id, "
        "expires_at = excluded.expires_at "
        "WHERE reply_claim.account_id = excluded.account_id OR reply_claim.expires_at <= {} "
        "RETURNING version_id",
        version_id,
        account_id,
        expires_at,
        now,
    )
    return row is not None


async def end_reply_claim(version_id: int, account_id: int) -> bool:
    """Give a reply back; False if it is not the account's (any more)."""
    row = await db.row(
        "DELETE FROM reply_claim WHERE version_id = {} AND account_id = {} RETURNING version_id",
        version_id,
        account_id,
    )
    return row is not None


async def live_reply_claims(version_ids: Collection[int], now: dt.datetime) -> dict[int, Row]:
    """Who works on these replies now (account_id), and until when (expires_at)."""
    if not version_ids:
        return {}
    marks = ", ".join("{}" for _ in version_ids)
    rows = await db.rows(
        "SELECT version_id, account_id, expires_at FROM reply_claim "
        f"WHERE version_id IN ({marks}) AND expires_at > {{}}",
        *version_ids,
        now,
    )
    return {row["version_id"]: row for row in rows}


async def reply_decisions(version_ids: Collection[int]) -> list[Row]:
    """The decisions on versions of a reply, oldest first."""
    marks = ", ".join("{}" for _ in version_ids)
    return await db.rows(
        "SELECT reply_version_id, account_id, kind, ground, explanation, decided_at FROM decision "
        f"WHERE reply_version_id IN ({marks}) ORDER BY id",
        *version_ids,
    )
