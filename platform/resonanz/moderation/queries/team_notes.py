"""Statements about what moderators say among themselves about a review."""

import datetime as dt
from collections.abc import Sequence

from resonanz.kernel import db

from .checks import Row


async def add_note(review_id: int, account_id: int, text: str, now: dt.datetime) -> None:
    """Keep a note."""
    await db.execute(
        "INSERT INTO team_note (review_id, account_id, text, created_at) VALUES ({}, {}, {}, {})",
        review_id,
        account_id,
        text,
        now,
    )


async def notes_on(review_id: int) -> list[Row]:
    """The notes on a review, oldest first."""
    return await db.rows(
        "SELECT account_id, text, created_at FROM team_note WHERE review_id = {} ORDER BY id",
        review_id,
    )


async def forget_notes(before: dt.datetime) -> None:
    """Delete notes made before a moment."""
    await db.execute("DELETE FROM team_note WHERE created_at < {}", before)


async def delete_notes(review_ids: Sequence[int]) -> None:
    """Delete the notes on reviews; at least one id."""
    marks = ", ".join("{}" for _ in review_ids)
    await db.execute(f"DELETE FROM team_note WHERE review_id IN ({marks})", *review_ids)
