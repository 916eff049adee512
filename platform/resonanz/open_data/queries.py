"""What an export reads, from every subject's tables; nobody's name, address or text among it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def as_of() -> dt.date | None:
    """The site's as-of day; None before the first review."""
    row = await db.row("SELECT as_of FROM scoring_day WHERE id = 1")
    return None if row is None else row["as_of"]


async def gone() -> str:
    """What left the public: its number and the sum of its ids, for reviews and for agencies."""
    row = await db.row(
        "SELECT COUNT(*) AS n, COALESCE(SUM(id), 0) AS total, "
        "(SELECT COUNT(*) FROM agency WHERE taken_down_at IS NOT NULL) AS agencies, "
        "(SELECT COALESCE(SUM(id), 0) FROM agency WHERE taken_down_at IS NOT NULL) AS ids "
        "FROM review WHERE published_at IS NOT NULL AND state NOT IN ('published', 'contested')"
    )
    assert row is not None
    return ":".join(str(int(row[key])) for key in ("n", "total", "agencies", "ids"))


async def agencies(after: int, limit: int) -> list[Row]:
    """Listed agencies with a rated review, by id, from after one on."""
    return await db.rows(
        "SELECT a.id, a.slug, a.name, a.country, a.kind FROM agency a WHERE a.state = 'listed' "
        "AND a.id > {} AND EXISTS (SELECT 1 FROM rated_review q WHERE q.agency_id = a.id) "
        "ORDER BY a.id LIMIT {}",
        after,
        limit,
    )


async def reviews(agency_ids: Sequence[int]) -> list[Row]:
    """What scoring keeps of the reviews of agencies, with role and field."""
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        "SELECT q.agency_id, q.published_on, q.live, q.contact_proven, q.invited, q.ratings, "
        "q.ledger, r.role, r.job_field, r.coarse FROM rated_review q "
        f"LEFT JOIN review r ON r.id = q.review_id WHERE q.agency_id IN ({marks})",
        *agency_ids,
    )


async def scores(agency_ids: Sequence[int]) -> list[Row]:
    """The published scores of agencies."""
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        "SELECT agency_id, run_id, as_of, reviews, weight, score, low, high, criteria "
        f"FROM agency_score WHERE published AND agency_id IN ({marks})",
        *agency_ids,
    )


async def runs() -> list[Row]:
    """Every scoring run with its market numbers, the first one first."""
    return await db.rows(
        "SELECT id, formula_version, as_of, reviews, agencies, market FROM scoring_run ORDER BY id"
    )
