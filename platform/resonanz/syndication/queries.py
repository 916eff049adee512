"""Reads for sitemaps."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def highest() -> int:
    """The highest id of a listed agency; 0 if there is none."""
    row = await db.row("SELECT COALESCE(MAX(id), 0) AS id FROM agency WHERE state = 'listed'")
    assert row is not None
    return int(row["id"])


async def listed(above: int, up_to: int) -> list[Row]:
    """Listed agencies in a range of ids: slug, and the day of the newest review or of the start."""
    rows = await db.rows(
        "SELECT a.slug, a.created_at, (SELECT MAX(r.published_on) FROM review r "
        "WHERE r.agency_id = a.id AND r.state IN ('published', 'contested')) AS reviewed_on "
        "FROM agency a WHERE a.state = 'listed' AND a.id > {} AND a.id <= {} ORDER BY a.id",
        above,
        up_to,
    )
    # SQLite gives the result of MAX as text.
    return [
        {"slug": row["slug"], "day": dt.date.fromisoformat(str(row["reviewed_on"]))}
        if row["reviewed_on"]
        else {"slug": row["slug"], "day": row["created_at"].date()}
        for row in rows
    ]
