"""Statements on mailed links."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db

from ..tables import MailToken


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A mailed link as it was written."""

    purpose: str
    email: str
    language: str
    payload: str
    expires_at: dt.datetime
    used_at: dt.datetime | None


_COLUMNS = "purpose, email, language, payload, expires_at, used_at"


async def insert(
    token_hash: str,
    purpose: str,
    email: str,
    language: str,
    payload: str,
    now: dt.datetime,
    expires_at: dt.datetime,
) -> None:
    """Write a link."""
    await MailToken.insert(
        MailToken(
            token_hash=token_hash,
            purpose=purpose,
            email=email,
            language=language,
            payload=payload,
            created_at=now,
            expires_at=expires_at,
        )
    )


async def find(token_hash: str) -> LinkRow | None:
    """A link, used or not."""
    row = await db.row(
        f"SELECT {_COLUMNS} FROM mail_token WHERE token_hash = {{}}",
        token_hash,
    )
    return LinkRow(**row) if row else None


async def use(token_hash: str, now: dt.datetime) -> LinkRow | None:
    """Use up a link; None if it is unknown, used or expired. Of two at once one wins."""
    row = await db.row(
        "UPDATE mail_token SET used_at = {} WHERE token_hash = {} AND used_at IS NULL"
        f" AND expires_at > {{}} RETURNING {_COLUMNS}",
        now,
        token_hash,
        now,
    )
    return LinkRow(**row) if row else None


async def void(email: str, purposes: tuple[str, ...], now: dt.datetime) -> None:
    """Use up all open links of an address with one of the purposes (at least one)."""
    await MailToken.update({MailToken.used_at: now}).where(
        (MailToken.email == email)
        & MailToken.purpose.is_in(list(purposes))
        & MailToken.used_at.is_null()
    )


async def delete_expired(before: dt.datetime) -> None:
    """Forget links that ended before a moment."""
    await MailToken.delete().where(MailToken.expires_at < before)


async def delete_of(email: str, account_public_id: str) -> None:
    """Forget all links of an address, and those that would change an account's address."""
    await db.execute(
        "DELETE FROM mail_token WHERE email = {} OR payload LIKE {}",
        email,
        f"%{account_public_id}%",
    )
