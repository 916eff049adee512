"""Where an agency's score stands, and what its development needs to know of its reviews."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_COMPARED = ("score", "low", "high")
_BY_CODE_POINT = {"sqlite": "", "postgres": ' COLLATE "C"'}


async def rank(agency_id: int) -> Row | None:
    """How a ranked agency stands among the ranked ones of its country; None if it has no rank.

    How many are `ranked`; how many are `ahead` of it by their score, or by slug where that is
    the same; how many intervals lie wholly `above` its own and wholly `below`. Everything is
    compared in six decimals (SCORING.md, step 6).
    """
    collation = _BY_CODE_POINT[db.dialect()]
    rounded = ", ".join(f"ROUND(CAST(s.{name} AS NUMERIC), 6) AS {name}" for name in _COMPARED)
    found = await db.row(
        f"WITH ranked AS (SELECT s.agency_id, a.slug, {rounded} "
        "FROM agency o JOIN agency a ON a.country = o.country AND a.state = 'listed' "
        "JOIN agency_score s ON s.agency_id = a.id AND s.ranked WHERE o.id = {}) "
        "SELECT COUNT(*) AS ranked, "
        "SUM(CASE WHEN r.score > own.score OR (r.score = own.score "
        f"AND r.slug{collation} < own.slug{collation}) THEN 1 ELSE 0 END) AS ahead, "
        "SUM(CASE WHEN r.low > own.high THEN 1 ELSE 0 END) AS above, "
        "SUM(CASE WHEN r.high < own.low THEN 1 ELSE 0 END) AS below "
        "FROM ranked own JOIN ranked r ON 1 = 1 WHERE own.agency_id = {}",
        agency_id,
        agency_id,
    )
    return found if found and found["ranked"] else None


async def coarse_reviews(agency_id: int) -> set[int]:
    """The ids of an agency's public reviews of which the half-year alone is public."""
    found = await db.rows(
        "SELECT id FROM review WHERE agency_id = {} AND coarse "
        "AND state IN ('published', 'contested')",
        agency_id,
    )
    return {row["id"] for row in found}


async def review_moment(agency_id: int, public_id: str) -> tuple[dt.datetime, int] | None:
    """The key of a review that was public at some time, for the page of reviews behind it."""
    row = await db.row(
        "SELECT published_at, id FROM review WHERE agency_id = {} AND public_id = {} "
        "AND published_at IS NOT NULL",
        agency_id,
        public_id,
    )
    return None if row is None else (row["published_at"], row["id"])
