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
