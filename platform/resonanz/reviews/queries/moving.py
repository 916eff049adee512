"""Statements about reviews whose agency turns out to be another one."""

from collections.abc import Collection, Sequence
from typing import Final

from resonanz.kernel import db

from . import Row

_PART: Final = 500


async def reviews_of(agency_id: int) -> list[Row]:
    """All reviews of an agency, in whatever state."""
    return await db.rows(
        "SELECT id, public_id, author_id, state, created_at, submitted_at, anchors_sealed, "
        "form_language FROM review WHERE agency_id = {} ORDER BY id",
        agency_id,
    )


async def public_by_authors_of(agency_id: int, others_of: int) -> list[Row]:
    """The public reviews of an agency by authors who wrote about another one too."""
    return await db.rows(
        "SELECT id, public_id, author_id, state, created_at FROM review WHERE agency_id = {} "
        "AND state IN ('published', 'contested') AND author_id IN "
        "(SELECT author_id FROM review WHERE agency_id = {} "
        "AND state IN ('published', 'contested')) ORDER BY id",
        *(agency_id, others_of),
    )


async def give(review_ids: Sequence[int], agency_id: int, into_id: int) -> list[int]:
    """Let reviews of an agency be of another one; those that were."""
    given: list[int] = []
    for start in range(0, len(review_ids), _PART):
        part = review_ids[start : start + _PART]
        marks = ", ".join("{}" for _ in part)
        rows = await db.rows(
            f"UPDATE review SET agency_id = {{}} WHERE agency_id = {{}} AND id IN ({marks}) "
            "RETURNING id",
            *(into_id, agency_id, *part),
        )
        given += [row["id"] for row in rows]
    return sorted(given)


async def reviewed(agency_ids: Collection[int]) -> set[int]:
    """Those of these agencies that have a review in whatever state; at least one id."""
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        f"SELECT DISTINCT agency_id FROM review WHERE agency_id IN ({marks})", *agency_ids
    )
    return {row["agency_id"] for row in rows}


async def public_ids(review_ids: Sequence[int]) -> list[str]:
    """The public ids of reviews, oldest first."""
    found: list[str] = []
    for start in range(0, len(review_ids), _PART):
        part = review_ids[start : start + _PART]
        marks = ", ".join("{}" for _ in part)
        rows = await db.rows(
            f"SELECT public_id FROM review WHERE id IN ({marks}) ORDER BY id", *part
        )
        found += [row["public_id"] for row in rows]
    return found
