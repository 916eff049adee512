"""Statements about the check before publication."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from resonanz.kernel import db

from ..tables import Decision, StatementOfReasons

Row = dict[str, Any]


async def take_claim(
    review_id: int, account_id: int, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """Claim a case that is free, expired or one's own; False if somebody else works on it."""
    row = await db.row(
        "INSERT INTO queue_claim (review_id, account_id, expires_at) VALUES ({}, {}, {}) "
        "ON CONFLICT (review_id) DO UPDATE SET account_id = excluded.account_id, "
        "expires_at = excluded.expires_at "
        "WHERE queue_claim.account_id = excluded.account_id OR queue_claim.expires_at <= {} "
        "RETURNING review_id",
        review_id,
        account_id,
        expires_at,
        now,
    )
    return row is not None


async def end_claim(review_id: int, account_id: int) -> bool:
    """Give a case back; False if it is not the account's (any more)."""
    row = await db.row(
        "DELETE FROM queue_claim WHERE review_id = {} AND account_id = {} RETURNING review_id",
        review_id,
        account_id,
    )
    return row is not None


async def drop_claim(review_id: int) -> None:
    """End the claim of a review, whoever has it."""
    await db.execute("DELETE FROM queue_claim WHERE review_id = {}", review_id)


async def claim_of(review_id: int) -> Row | None:
    """Who claimed a case, and until when."""
    return await db.row(
        "SELECT account_id, expires_at FROM queue_claim WHERE review_id = {}", review_id
    )


async def live_claims(review_ids: Collection[int], now: dt.datetime) -> dict[int, int]:
    """The accounts that work on these cases now, by review."""
    if not review_ids:
        return {}
    marks = ", ".join("{}" for _ in review_ids)
    rows = await db.rows(
        "SELECT review_id, account_id FROM queue_claim "
        f"WHERE review_id IN ({marks}) AND expires_at > {{}}",
        *review_ids,
        now,
    )
    return {row["review_id"]: row["account_id"] for row in rows}


async def insert_decision(values: dict[str, Any]) -> int:
    """Keep a decision; its id."""
    rows = await Decision.insert(Decision(**values)).returning(Decision.id).run()
    return int(rows[0]["id"])


async def insert_statement(values: dict[str, Any]) -> None:
    """Keep a statement of reasons."""
    await StatementOfReasons.insert(StatementOfReasons(**values)).run()


async def decisions_on(review_id: int) -> list[Row]:
    """The decisions of a review's checks before publication, oldest first."""
    return await db.rows(
        "SELECT public_id, account_id, kind, ground, explanation, decided_at FROM decision "
        "WHERE review_id = {} AND kind IN ('approve', 'return', 'reject') ORDER BY id",
        review_id,
    )


async def rejected_revision(case_id: int) -> int | None:
    """The edit whose rejection opened a case, if it was one and is still kept."""
    row = await db.row(
        "SELECT revision_id FROM decision WHERE case_id = {} AND kind = 'reject' "
        "AND revision_id IS NOT NULL",
        case_id,
    )
    return int(row["revision_id"]) if row else None
