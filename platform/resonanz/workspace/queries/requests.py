"""What programs asked for with a key of their own."""

import datetime as dt

from resonanz.kernel import db


async def begin(token_id: int, key_digest: str, asked_digest: str, now: dt.datetime) -> bool:
    """Take a key for a request; False if it was taken before.

    A second request waits here until the transaction of the first one ends.
    """
    row = await db.row(
        "INSERT INTO api_request (token_id, key_digest, asked_digest, created_at) "
        "VALUES ({}, {}, {}, {}) ON CONFLICT (token_id, key_digest) DO NOTHING RETURNING id",
        *(token_id, key_digest, asked_digest, now),
    )
    return row is not None


async def asked(token_id: int, key_digest: str) -> str | None:
    """The digest of what was asked with a key; None if nothing."""
    row = await db.row(
        "SELECT asked_digest FROM api_request WHERE token_id = {} AND key_digest = {}",
        *(token_id, key_digest),
    )
    return row["asked_digest"] if row else None


async def delete_before(moment: dt.datetime) -> None:
    """Forget keys that were taken before a moment."""
    await db.execute("DELETE FROM api_request WHERE created_at < {}", moment)
