"""Statements for the pages of authors and agencies."""

from collections.abc import Sequence

from resonanz.kernel import db

from .cases import CASE
from .checks import Row


async def cases_of_reviews(review_ids: Sequence[int]) -> list[Row]:
    """The cases about these reviews themselves, newest first."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        CASE + f"WHERE c.review_id IN ({marks}) AND c.subject_type = 'review' ORDER BY c.id DESC",
        *review_ids,
    )


async def public_reviews(agency_id: int, after: str, limit: int) -> list[Row]:
    """The public reviews of an agency, newest first: those behind `after`, "" for all."""
    values: list[object] = [agency_id]
    rest = ""
    if after:
        rest = (
            "AND (published_at, id) < (SELECT b.published_at, b.id FROM review b "
            "WHERE b.public_id = {} AND b.agency_id = {}) "
        )
        values += [after, agency_id]
    return await db.rows(
        "SELECT id, public_id, published_on, state, text, language FROM review "
        "WHERE agency_id = {} AND state IN ('published', 'contested') "
        f"{rest}ORDER BY published_at DESC, id DESC LIMIT {{}}",
        *values,
        limit,
    )
