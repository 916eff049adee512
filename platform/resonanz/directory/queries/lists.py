"""Lists of agencies, and what the home page shows."""

from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_COLUMNS = (
    "SELECT a.id, a.slug, a.name, a.kind, a.country, a.region, a.city, a.website, a.sources, "
    "a.name_key, a.claimed_at, s.reviews, s.proven, s.weight, s.score, s.low, s.high, s.published, "
    "s.statistics, p.id AS pledge_id, p.days AS pledge_days "
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
    return await _latest("", (), limit)


async def latest_of(agency_ids: Sequence[int], limit: int) -> list[Row]:
    """The newest public reviews of some agencies."""
    if not agency_ids:
        return []
    marks = ", ".join("{}" for _ in agency_ids)
    return await _latest(f"AND r.agency_id IN ({marks}) ", agency_ids, limit)


async def latest_in(field: str, limit: int) -> list[Row]:
    """The newest public reviews that show a job field."""
    return await _latest("AND r.job_field = {} AND NOT r.coarse ", (field,), limit)


async def _latest(condition: str, values: Sequence[Any], limit: int) -> list[Row]:
    return await db.rows(
        "SELECT r.public_id, q.value, r.last_stage, r.ledger, r.text, r.language, r.published_on, "
        "r.coarse, r.disputed_lines, r.contact_proven, a.slug AS agency_slug, "
        "a.name AS agency_name, a.city AS agency_city "
        "FROM review r JOIN agency a ON a.id = r.agency_id "
        "LEFT JOIN rated_review q ON q.review_id = r.id "
        "WHERE r.state IN ('published', 'contested') AND a.state = 'listed' "
        f"{condition}ORDER BY r.published_at DESC, r.id DESC LIMIT {{}}",
        *values,
        limit,
    )
