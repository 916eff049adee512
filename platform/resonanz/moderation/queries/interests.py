"""Statements about moderators' interests. A row bars until it is forgotten, 24 months later."""

import datetime as dt

from resonanz.kernel import db

from .checks import Row


async def add_interest(
    public_id: str,
    account_id: int,
    agency_id: int,
    kind: str,
    until: dt.date | None,
    now: dt.datetime,
) -> None:
    """Keep a declaration."""
    await db.execute(
        "INSERT INTO moderator_interest "
        "(public_id, account_id, agency_id, kind, until, declared_at) "
        "VALUES ({}, {}, {}, {}, {}, {})",
        public_id,
        account_id,
        agency_id,
        kind,
        until,
        now,
    )


async def interests_of(account_id: int) -> list[Row]:
    """A moderator's declarations, the lasting ones first."""
    return await db.rows(
        "SELECT i.public_id, i.kind, i.until, a.name AS agency_name, a.slug AS agency_slug "
        "FROM moderator_interest i JOIN agency a ON a.id = i.agency_id WHERE i.account_id = {} "
        "ORDER BY CASE WHEN i.until IS NULL THEN 0 ELSE 1 END, i.until DESC, i.id",
        account_id,
    )


async def end_interest(public_id: str, account_id: int, until: dt.date) -> bool:
    """Say that an own interest ended; False if there is none that lasts."""
    row = await db.row(
        "UPDATE moderator_interest SET until = {} "
        "WHERE public_id = {} AND account_id = {} AND until IS NULL RETURNING id",
        until,
        public_id,
        account_id,
    )
    return row is not None


async def barred_agencies(account_id: int) -> set[int]:
    """The agencies of whose things an account must stay away: declared, or a member of it."""
    rows = await db.rows(
        "SELECT agency_id FROM moderator_interest WHERE account_id = {} "
        "UNION SELECT agency_id FROM agency_member WHERE account_id = {}",
        account_id,
        account_id,
    )
    return {int(row["agency_id"]) for row in rows}


async def forget_interests(ended_before: dt.date) -> None:
    """Delete what ended before a day."""
    await db.execute("DELETE FROM moderator_interest WHERE until <= {}", ended_before)
