"""Statements about proposed agencies: what waits on them, what moderation holds of them."""

from collections.abc import Collection
from typing import Final

from resonanz.kernel import db

from .cases import OPEN
from .checks import Row

MOVED: Final = ("text_sketch", "moderation_case", "notice", "authority_request")
NEEDS: Final = (*MOVED, "moderator_interest")


_WAITING: Final = "('pre_check', 'returned', 'approved')"


async def waiting(after: int, limit: int, not_about: Collection[int]) -> list[Row]:
    """Proposed agencies on which confirmed reviews wait, the oldest first, from an id on."""
    others = f"AND a.id NOT IN ({', '.join('{}' for _ in not_about)}) " if not_about else ""
    return await db.rows(
        "SELECT a.id, a.public_id, a.name, a.country, a.city, a.website, a.created_at, "
        "COUNT(r.id) AS reviews FROM agency a JOIN review r ON r.agency_id = a.id "
        f"WHERE a.state = 'proposed' AND a.id > {{}} {others}AND r.state IN {_WAITING} "
        "AND r.submitted_at IS NOT NULL GROUP BY a.id, a.public_id, a.name, a.country, a.city, "
        "a.website, a.created_at ORDER BY a.id LIMIT {}",
        after,
        *not_about,
        limit,
    )


async def count_waiting(not_about: Collection[int]) -> int:
    """How many proposed agencies `waiting` lists."""
    others = f"AND a.id NOT IN ({', '.join('{}' for _ in not_about)}) " if not_about else ""
    row = await db.row(
        "SELECT COUNT(DISTINCT a.id) AS n FROM agency a JOIN review r ON r.agency_id = a.id "
        f"WHERE a.state = 'proposed' {others}AND r.state IN {_WAITING} "
        "AND r.submitted_at IS NOT NULL",
        *not_about,
    )
    return int(row["n"]) if row else 0


async def reviews_of(agency_id: int) -> list[Row]:
    """The confirmed reviews that wait on a proposed agency, the oldest first."""
    return await db.rows(
        "SELECT public_id, state, submitted_at FROM review WHERE agency_id = {} "
        f"AND state IN {_WAITING} AND submitted_at IS NOT NULL ORDER BY id",
        agency_id,
    )


async def open_cases(agency_ids: Collection[int]) -> list[Row]:
    """The open cases about agencies, also those about which somebody complains."""
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        "SELECT public_id, kind FROM moderation_case "
        f"WHERE agency_id IN ({marks}) AND (state IN {OPEN} OR state = 'complaint') ORDER BY id",
        *agency_ids,
    )


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
