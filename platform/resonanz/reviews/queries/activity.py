"""How many reviews an agency got lately, and with which stars."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

from . import LIVE

Row = dict[str, Any]

_COUNTED = (
    "agency_id = {} AND submitted_at IS NOT NULL "
    "AND state NOT IN ('email_pending', 'expired', 'withdrawn')"
)


async def submitted_counts(agency_id: int, week: dt.datetime, since: dt.datetime) -> Row:
    """Reviews handed in after `week` (`lately`), and between `since` and then (`before`)."""
    row = await db.row(
        "SELECT COALESCE(SUM(CASE WHEN submitted_at > {} THEN 1 ELSE 0 END), 0) AS lately, "
        "COALESCE(SUM(CASE WHEN submitted_at <= {} THEN 1 ELSE 0 END), 0) AS before "
        f"FROM review WHERE {_COUNTED} AND submitted_at > {{}}",
        week,
        week,
        agency_id,
        since,
    )
    assert row is not None
    return row


async def latest_ratings(agency_id: int, limit: int) -> list[Row]:
    """The ratings (JSON) of the reviews handed in last, newest first."""
    return await db.rows(
        f"SELECT ratings FROM review WHERE {_COUNTED} "
        "ORDER BY submitted_at DESC, id DESC LIMIT {}",
        agency_id,
        limit,
    )


async def has_live_review(account_id: int, agency_id: int) -> bool:
    """Whether the account's author has a review of the agency that lives or waits."""
    row = await db.row(
        "SELECT 1 FROM review r JOIN author w ON w.id = r.author_id "
        f"WHERE w.account_id = {{}} AND r.agency_id = {{}} AND r.state IN ({LIVE}) LIMIT 1",
        account_id,
        agency_id,
    )
    return row is not None
