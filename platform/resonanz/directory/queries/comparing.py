"""What a comparison reads of its agencies."""

from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_AGENCIES = (
    "SELECT a.id, a.slug, a.name, a.kind, a.country, a.city, a.sources, a.claimed_at, "
    "s.reviews, s.proven, s.weight, s.score, s.low, s.high, s.published, s.criteria, "
    "s.statistics, r.market, p.id AS pledge_id, p.days AS pledge_days, "
    "(SELECT COUNT(*) FROM review w JOIN reply y ON y.review_id = w.id "
    "JOIN reply_version v ON v.reply_id = y.id AND v.state = 'published' "
    "WHERE w.agency_id = a.id AND w.state IN ('published', 'contested')) AS replies "
    "FROM agency a LEFT JOIN agency_score s ON s.agency_id = a.id "
    "LEFT JOIN scoring_run r ON r.id = s.run_id "
    "LEFT JOIN agency_pledge p ON p.agency_id = a.id AND p.ended_on IS NULL "
    "WHERE a.state = 'listed' AND a.slug IN "
)


async def agencies(slugs: Sequence[str]) -> list[Row]:
    """Listed agencies with these slugs, in no order: stored score and figures, the market numbers
    of its run, the pledge in force, and how many of its reviews have a public reply.
    """
    if not slugs:
        return []
    return await db.rows(f"{_AGENCIES}({', '.join('{}' for _ in slugs)})", *slugs)


async def present_slugs(former: Sequence[str]) -> dict[str, str]:
    """The slug that agencies have now, by one that they once had."""
    if not former:
        return {}
    marks = ", ".join("{}" for _ in former)
    rows = await db.rows(
        "SELECT s.slug AS former, a.slug FROM agency_slug s JOIN agency a ON a.id = s.agency_id "
        f"WHERE s.slug IN ({marks})",
        *former,
    )
    return {row["former"]: row["slug"] for row in rows}
