"""Statements on passkeys and the challenges they answered."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db

from ..tables import Passkey, UsedChallenge

_COLUMNS = (
    "id, public_id, account_id, credential_id, public_key, sign_count, name, transports,"
    " created_at, last_used_at"
)


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey as it is stored."""

    id: int
    public_id: str
    account_id: int
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    transports: str
    created_at: dt.datetime
    last_used_at: dt.datetime | None


async def by_credential(credential_id: bytes) -> PasskeyRow | None:
    """The passkey that an authenticator names."""
    row = await db.row(f"SELECT {_COLUMNS} FROM passkey WHERE credential_id = {{}}", credential_id)
    return PasskeyRow(**row) if row else None


async def listed(account_id: int) -> list[PasskeyRow]:
    """The passkeys of an account, oldest first."""
    rows = await db.rows(
        f"SELECT {_COLUMNS} FROM passkey WHERE account_id = {{}} ORDER BY id", account_id
    )
    return [PasskeyRow(**row) for row in rows]


async def insert(row: PasskeyRow) -> bool:
    """Write a passkey (its id is made here); False if the credential is known already."""
    made = await db.row(
        "INSERT INTO passkey (public_id, account_id, credential_id, public_key, sign_count, name,"
        " transports, created_at) VALUES ({}, {}, {}, {}, {}, {}, {}, {})"
        " ON CONFLICT (credential_id) DO NOTHING RETURNING id",
        row.public_id,
        row.account_id,
        row.credential_id,
        row.public_key,
        row.sign_count,
        row.name,
        row.transports,
        row.created_at,
    )
    return made is not None


async def use(passkey_id: int, before: int, after: int, now: dt.datetime) -> bool:
    """Store the count of a use; False if another use moved it meanwhile."""
    row = await db.row(
        "UPDATE passkey SET sign_count = {}, last_used_at = {} WHERE id = {} AND sign_count = {}"
        " RETURNING id",
        after,
        now,
        passkey_id,
        before,
    )
    return row is not None


async def rename(account_id: int, public_id: str, name: str) -> bool:
    """Give a passkey of an account another name; False if the account has no such passkey."""
    row = await db.row(
        "UPDATE passkey SET name = {} WHERE account_id = {} AND public_id = {} RETURNING id",
        name,
        account_id,
        public_id,
    )
    return row is not None


async def delete(account_id: int, public_id: str) -> bool:
    """Forget a passkey of an account; False if the account has no such passkey."""
    row = await db.row(
        "DELETE FROM passkey WHERE account_id = {} AND public_id = {} RETURNING id",
        account_id,
        public_id,
    )
    return row is not None


async def count(account_id: int) -> int:
    """How many passkeys an account has."""
    return int(await Passkey.count().where(Passkey.account_id == account_id))


async def use_challenge(challenge_hash: str, expires_at: dt.datetime) -> bool:
    """Note that a challenge was answered; False if it was before. Of two at once one wins."""
    row = await db.row(
        "INSERT INTO used_challenge (challenge_hash, expires_at) VALUES ({}, {})"
        " ON CONFLICT (challenge_hash) DO NOTHING RETURNING challenge_hash",
        challenge_hash,
        expires_at,
    )
    return row is not None


async def delete_expired(now: dt.datetime) -> None:
    """Forget challenges that no answer counts for any more."""
    await UsedChallenge.delete().where(UsedChallenge.expires_at <= now)
