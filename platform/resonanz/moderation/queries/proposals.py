"""Statements about what moderation holds of proposed agencies."""

from collections.abc import Collection
from typing import Final

from resonanz.kernel import db

MOVED: Final = ("text_sketch", "moderation_case", "notice", "authority_request")
NEEDS: Final = (*MOVED, "moderator_interest")


async def move(agency_id: int, into_id: int) -> None:
    """Let all that is about one agency be about another; an interest in one is one in both."""
    for table in NEEDS:
        await db.execute(
            f"UPDATE {table} SET agency_id = {{}} WHERE agency_id = {{}}", into_id, agency_id
        )


async def needed(agency_ids: Collection[int]) -> set[int]:
    """Those of these agencies that something here is about; at least one id."""
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        " UNION ".join(
            f"SELECT agency_id FROM {table} WHERE agency_id IN ({marks})" for table in NEEDS
        ),
        *(list(agency_ids) * len(NEEDS)),
    )
    return {row["agency_id"] for row in rows}
