"""Statements about authors whose reviews are not taken for some time."""

import datetime as dt

from resonanz.kernel import db


async def suspend(account_id: int, until: dt.date | None) -> None:
    """Take no reviews of an account before a day; None ends it."""
    await db.execute(
        "UPDATE author SET suspended_until = {} WHERE account_id = {}", until, account_id
    )


async def is_suspended(account_id: int, day: dt.date) -> bool:
    """Whether no reviews of an account are taken on a day."""
    row = await db.row(
        "SELECT 1 AS one FROM author WHERE account_id = {} AND suspended_until > {}",
        account_id,
        day,
    )
    return row is not None
