"""Statements about trusted flaggers."""

import datetime as dt

from resonanz.kernel import db

from .checks import Row


async def add_flagger(
    public_id: str, name: str, email: str, since: dt.date, until: dt.date | None, now: dt.datetime
) -> None:
    """Keep a trusted flagger; `email` in its stored form."""
    await db.execute(
        "INSERT INTO trusted_flagger (public_id, name, email, since, until, added_at) "
        "VALUES ({}, {}, {}, {}, {}, {})",
        public_id,
        name,
        email,
        since,
        until,
        now,
    )


async def all_flaggers() -> list[Row]:
    """All that are kept, the newest first."""
    return await db.rows(
        "SELECT public_id, name, email, since, until FROM trusted_flagger ORDER BY id DESC"
    )


async def end_flagger(public_id: str, until: dt.date) -> bool:
    """End the status on a day; False if there is none that lasts longer."""
    row = await db.row(
        "UPDATE trusted_flagger SET until = {} WHERE public_id = {} "
        "AND (until IS NULL OR until > {}) RETURNING id",
        until,
        public_id,
        until,
    )
    return row is not None


async def is_flagger(email: str, day: dt.date) -> bool:
    """Whether an address (in its stored form) has the status on a day."""
    row = await db.row(
        "SELECT 1 AS one FROM trusted_flagger WHERE email = {} AND since <= {} "
        "AND (until IS NULL OR until > {}) LIMIT 1",
        email,
        day,
        day,
    )
    return row is not None


async def forget_flaggers(ended_before: dt.date) -> None:
    """Delete those whose status ended before a day."""
    await db.execute("DELETE FROM trusted_flagger WHERE until < {}", ended_before)
