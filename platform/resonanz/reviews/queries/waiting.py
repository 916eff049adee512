"""Statements about reviews and edits that wait for their check."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from resonanz.kernel import db

from .revisions import IN_CHECK

Row = dict[str, Any]


async def queue_page(
    limit: int,
    after: tuple[dt.datetime, int] | None,
    not_by: int,
    not_about: Collection[int],
    not_in: Collection[str],
) -> list[Row]:
    """Reviews that wait for their check by due date, behind a position.

    Left out are an account's own, those of some agencies, and texts in some languages.
    """
    behind = "AND (r.due_at, r.id) > ({}, {}) " if after else ""
    where, values = _waiting(not_by, not_about, not_in)
    return await db.rows(
        "SELECT r.id, r.public_id, r.agency_id, r.language, r.ratings, r.due_at, r.version, "
        f"r.text <> '' AS has_text, r.edit {where}{behind}ORDER BY r.due_at, r.id LIMIT {{}}",
        *values,
        *(after or ()),
        limit,
    )


async def queue_counts(
    now: dt.datetime,
    day_ends: dt.datetime,
    not_by: int,
    not_about: Collection[int],
    not_in: Collection[str],
) -> Row:
    """How many reviews wait (`waiting`), are overdue, and are due before the day ends."""
    where, values = _waiting(not_by, not_about, not_in)
    row = await db.row(
        "SELECT COUNT(*) AS waiting, "
        "COALESCE(SUM(CASE WHEN r.due_at < {} THEN 1 ELSE 0 END), 0) AS overdue, "
        "COALESCE(SUM(CASE WHEN r.due_at >= {} AND r.due_at < {} THEN 1 ELSE 0 END), 0) "
        f"AS due_today {where}",
        now,
        now,
        day_ends,
        *values,
    )
    assert row is not None
    return row


async def texts_waiting(not_by: int, not_about: Collection[int]) -> dict[str, int]:
    """How many texts wait, by language."""
    where, values = _waiting(not_by, not_about, ())
    rows = await db.rows(
        f"SELECT r.language, COUNT(*) AS n {where}AND r.text <> '' GROUP BY r.language", *values
    )
    return {row["language"]: int(row["n"]) for row in rows}


async def about_waiting(agency_ids: Collection[int]) -> int:
    """How many reviews of some agencies wait."""
    if not agency_ids:
        return 0
    row = await db.row(
        f"SELECT COUNT(*) AS n FROM {IN_CHECK} r WHERE r.agency_id IN ({_marks(agency_ids)})",
        *agency_ids,
    )
    assert row is not None
    return int(row["n"])


async def due_at_tenth() -> dt.datetime | None:
    """When that was due before which a tenth of what waits is due; None if nothing waits."""
    count = await db.row(f"SELECT COUNT(*) AS n FROM {IN_CHECK} r")
    assert count is not None
    row = await db.row(
        f"SELECT r.due_at FROM {IN_CHECK} r ORDER BY r.due_at LIMIT 1 OFFSET {{}}",
        int(count["n"]) // 10,
    )
    return row["due_at"] if row else None


def _waiting(
    not_by: int, not_about: Collection[int], not_in: Collection[str]
) -> tuple[str, list[Any]]:
    """FROM and WHERE, and their values."""
    where = (
        f"FROM {IN_CHECK} r JOIN author w ON w.id = r.author_id "
        "WHERE (w.account_id IS NULL OR w.account_id <> {}) "
    )
    if not_about:
        where += f"AND r.agency_id NOT IN ({_marks(not_about)}) "
    if not_in:
        where += f"AND (r.text = '' OR r.language NOT IN ({_marks(not_in)})) "
    return where, [not_by, *not_about, *not_in]


def _marks(values: Collection[Any]) -> str:
    return ", ".join("{}" for _ in values)
