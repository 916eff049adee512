"""Statements about what else an author wrote, and what else was written about an agency."""

from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_CONFIRMED = "o.state NOT IN ('email_pending', 'expired')"


async def states_of_author(public_id: str) -> dict[str, int]:
    """How many other reviews the author of a review has, by state."""
    rows = await db.rows(
        "SELECT o.state, COUNT(*) AS n FROM review r JOIN review o ON o.author_id = r.author_id "
        f"WHERE r.public_id = {{}} AND o.id <> r.id AND {_CONFIRMED} GROUP BY o.state",
        public_id,
    )
    return {row["state"]: int(row["n"]) for row in rows}


async def others_of_author(public_id: str, limit: int) -> list[Row]:
    """The newest other reviews of a review's author."""
    return await db.rows(
        "SELECT o.public_id, o.agency_id, o.state, o.submitted_at FROM review r "
        "JOIN review o ON o.author_id = r.author_id "
        f"WHERE r.public_id = {{}} AND o.id <> r.id AND {_CONFIRMED} ORDER BY o.id DESC LIMIT {{}}",
        public_id,
        limit,
    )


async def states_of_agency(agency_id: int) -> dict[str, int]:
    """How many reviews of an agency there are, by state."""
    rows = await db.rows(
        "SELECT o.state, COUNT(*) AS n FROM review o "
        f"WHERE o.agency_id = {{}} AND {_CONFIRMED} GROUP BY o.state",
        agency_id,
    )
    return {row["state"]: int(row["n"]) for row in rows}
