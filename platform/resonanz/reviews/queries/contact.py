"""Statements about whose reviews are whose, for checks of contact."""

from collections.abc import Collection
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def briefs(review_ids: Collection[int]) -> list[Row]:
    """What a check needs to know of reviews: ids, agency, state, language, author, account."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        "SELECT r.id, r.public_id, r.agency_id, r.state, r.language, r.author_id, "
        "w.account_id "
        f"FROM review r JOIN author w ON w.id = r.author_id WHERE r.id IN ({marks})",
        *review_ids,
    )
