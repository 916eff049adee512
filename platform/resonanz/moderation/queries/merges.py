"""Statements about agencies that are merged, or may be one."""

from collections.abc import Sequence

from resonanz.kernel import db


async def public_reviews(agency_ids: Sequence[int]) -> dict[int, int]:
    """How many public reviews these agencies have, of those with any."""
    if not agency_ids:
        return {}
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        f"SELECT agency_id, COUNT(*) AS n FROM review WHERE agency_id IN ({marks}) "
        "AND state IN ('published', 'contested') GROUP BY agency_id",
        *agency_ids,
    )
    return {row["agency_id"]: int(row["n"]) for row in rows}
