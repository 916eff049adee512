"""Statements about corrections of facts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import Correction
from .checks import Row

_CORRECTION = (
    "SELECT c.*, r.public_id AS review_public_id, r.published_on, r.coarse, "
    "r.branch_id FROM correction c "
    "JOIN review r ON r.id = c.review_id "
)


async def insert(values: dict[str, Any]) -> bool:
    """Open a correction; False if one of the same line is open."""
    names = ", ".join(values)
    marks = ", ".join("{}" for _ in values)
    row = await db.row(
        f"INSERT INTO correction ({names}) VALUES ({marks}) "
        "ON CONFLICT (review_id, stage) WHERE state = 'open' DO NOTHING RETURNING id",
        *values.values(),
    )
    return row is not None


async def update_open(correction_id: int, values: dict[str, Any]) -> bool:
    """Set columns of a correction that is still open; whether it was."""
    columns = {getattr(Correction, name): value for name, value in values.items()}
    changed = (
        await Correction.update(columns)
        .where((Correction.id == correction_id) & (Correction.state == "open"))
        .returning(Correction.id)
        .run()
    )
    return bool(changed)


async def by_public_id(public_id: str) -> Row | None:
    """A correction by its number."""
    return await db.row(_CORRECTION + "WHERE c.public_id = {}", public_id)


async def of_review(review_id: int) -> list[Row]:
    """All corrections of a review's lines, oldest first."""
    return await db.rows(_CORRECTION + "WHERE c.review_id = {} ORDER BY c.id", review_id)


async def of_reviews(review_ids: Sequence[int]) -> list[Row]:
    """All corrections of these reviews' lines, newest first."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        _CORRECTION + f"WHERE c.review_id IN ({marks}) ORDER BY c.id DESC", *review_ids
    )


async def of_agency(agency_id: int, branch_id: int | None, before: str, limit: int) -> list[Row]:
    """The corrections of an agency, or of one of its branches, newest first: those behind
    `before`, "" for all.
    """
    values: list[object] = [agency_id]
    rest = ""
    if branch_id is not None:
        rest = "AND r.branch_id = {} "
        values.append(branch_id)
    if before:
        rest += "AND c.id < (SELECT b.id FROM correction b WHERE b.public_id = {}) "
        values.append(before)
    return await db.rows(
        _CORRECTION + f"WHERE c.agency_id = {{}} {rest}ORDER BY c.id DESC LIMIT {{}}",
        *values,
        limit,
    )


async def open_of_agency(agency_id: int) -> int:
    """How many corrections of an agency wait for an answer."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM correction WHERE agency_id = {} AND state = 'open'", agency_id
    )
    return int(row["n"]) if row else 0


async def unreminded(now: dt.datetime, due_by: dt.datetime, limit: int) -> list[Row]:
    """Corrections that end between these moments and whose author was not reminded yet."""
    return await db.rows(
        _CORRECTION + "WHERE c.state = 'open' AND c.bounced_at IS NULL AND c.reminded_at IS NULL "
        "AND c.due_at > {} AND c.due_at <= {} ORDER BY c.id LIMIT {}",
        now,
        due_by,
        limit,
    )


async def over(now: dt.datetime, bounced_before: dt.datetime, limit: int) -> list[Row]:
    """Corrections whose days are over, and those whose author could not be reached for long."""
    return await db.rows(
        _CORRECTION + "WHERE c.state = 'open' AND ((c.bounced_at IS NULL AND c.due_at <= {}) "
        "OR c.bounced_at <= {}) ORDER BY c.id LIMIT {}",
        now,
        bounced_before,
        limit,
    )


async def unreached(account_id: int) -> list[Row]:
    """Open corrections of an account's reviews whose mail came back."""
    return await db.rows(
        _CORRECTION + "JOIN author w ON w.id = r.author_id WHERE w.account_id = {} "
        "AND c.state = 'open' AND c.bounced_at IS NOT NULL ORDER BY c.id",
        account_id,
    )
