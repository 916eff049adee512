"""Lists of agencies, and what the home page shows."""

from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_COLUMNS = (
    "SELECT a.id, a.slug, a.name, a.kind, a.country, a.city, a.sources, a.name_key, "
    "a.claimed_at, "
    "s.reviews, s.score, s.published, s.statistics, p.id AS pledge_id, p.days AS pledge_days "
    "FROM agency a LEFT JOIN agency_score s ON s.agency_id = a.id "
    "LEFT JOIN agency_pledge p ON p.agency_id = a.id AND p.ended_on IS NULL "
)


async def by_ids(ids: list[int]) -> list[Row]:
    """Listed agencies with these ids, in no order."""
    if not ids:
        return []
    marks = ", ".join("{}" for _ in ids)
    return await db.rows(_COLUMNS + f"WHERE a.state = 'listed' AND a.id IN ({marks})", *ids)


async def totals() -> Row:
    """How many agencies are listed and how many reviews they have; stored numbers are added up."""
    row = await db.row(
        "SELECT COUNT(*) AS agencies, COALESCE(SUM(s.reviews), 0) AS reviews FROM agency a "
        "LEFT JOIN agency_score s ON s.agency_id = a.id WHERE a.state = 'listed'"
    )
    assert row is not None
    return row


async def latest(limit: int) -> list[Row]:
    """The newest public reviews with their agencies."""
    return await db.rows(
        "SELECT r.public_id, q.value, r.last_stage, r.ledger, r.text, r.language, r.published_on, "
        "r.coarse, r.disputed_lines, a.slug AS agency_slug, a.name AS agency_name, "
        "a.city AS agency_city "
        "FROM review r JOIN agency a ON a.id = r.agency_id "
        "LEFT JOIN rated_review q ON q.review_id = r.id "
        "WHERE r.state IN ('published', 'contested') AND a.state = 'listed' "
        "ORDER BY r.published_at DESC, r.id DESC LIMIT {}",
        limit,
    )
