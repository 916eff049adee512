"""Statements about reviews whose agency turns out to be another one."""

from collections.abc import Collection

from resonanz.kernel import db

from . import Row


async def reviews_of(agency_id: int) -> list[Row]:
    """All reviews of an agency, in whatever state."""
    return await db.rows(
        "SELECT id, public_id, author_id, state, created_at, submitted_at, anchors_sealed, "
        "form_language FROM review WHERE agency_id = {} ORDER BY id",
        agency_id,
    )


async def reviewed(agency_ids: Collection[int]) -> set[int]:
    """Those of these agencies that have a review in whatever state; at least one id."""
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        f"SELECT DISTINCT agency_id FROM review WHERE agency_id IN ({marks})", *agency_ids
    )
    return {row["agency_id"] for row in rows}
