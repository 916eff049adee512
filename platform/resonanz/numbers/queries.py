"""What the numbers are counted from, and what was frozen."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def first() -> Row | None:
    """The day of the first public review and its agency; None before it."""
    return await db.row(
        "SELECT published_on, agency_id FROM review WHERE state IN ('published', 'contested') "
        "ORDER BY published_on, id LIMIT 1"
    )


async def reviews(since: dt.date, until: dt.date, after: int, limit: int) -> list[Row]:
    """Public reviews of listed agencies that appeared between two days, by id from one on."""
    return await db.rows(
        "SELECT r.id, r.published_on, r.coarse, r.ledger, r.job_field, a.id AS agency_id, a.kind, "
        "a.sources, a.country FROM review r JOIN agency a ON a.id = r.agency_id "
        "WHERE r.state IN ('published', 'contested') AND a.state = 'listed' "
        "AND r.published_on >= {} AND r.published_on <= {} AND r.id > {} ORDER BY r.id LIMIT {}",
        since,
        until,
        after,
        limit,
    )


async def put(quarter: str, frozen_on: dt.date, data: str, sha256: str) -> None:
    """Keep the first edition of a quarter; one that is there stays."""
    await db.execute(
        "INSERT INTO numbers_snapshot (quarter, edition, frozen_on, data, sha256) "
        "VALUES ({}, 1, {}, {}, {}) ON CONFLICT (quarter, edition) DO NOTHING",
        quarter,
        frozen_on,
        data,
        sha256,
    )


async def quarters() -> list[str]:
    """The quarters that were frozen, the newest first."""
    rows = await db.rows("SELECT DISTINCT quarter FROM numbers_snapshot ORDER BY quarter DESC")
    return [row["quarter"] for row in rows]


async def newest(limit: int) -> list[Row]:
    """The last edition of each of the newest quarters, the newest first."""
    return await db.rows(
        "SELECT quarter, data, sha256 FROM numbers_snapshot s WHERE edition = "
        "(SELECT MAX(edition) FROM numbers_snapshot o WHERE o.quarter = s.quarter) "
        "ORDER BY quarter DESC LIMIT {}",
        limit,
    )


async def snapshot(quarter: str) -> Row | None:
    """The last edition of a quarter."""
    return await db.row(
        "SELECT quarter, data, sha256 FROM numbers_snapshot WHERE quarter = {} "
        "ORDER BY edition DESC LIMIT 1",
        quarter,
    )
