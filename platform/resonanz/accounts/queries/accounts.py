"""Statements on accounts, their roles and their second factor."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from resonanz.kernel import db

from ..domain import Role
from ..tables import Account, AccountRole, RecoveryCode

_COLUMNS = (
    "a.id, a.public_id, a.email, a.language, a.password_hash, a.second_factor_required,"
    " a.totp_sealed, a.totp_last_step, a.suspended_at,"
    " EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id) AS has_passkey,"
    " EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = 'moderator')"
    " AS moderator,"
    " EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = 'admin')"
    " AS admin"
)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the rules need it."""

    id: int
    public_id: str
    email: str
    language: str
    password_hash: str | None
    second_factor_required: bool
    totp_sealed: bytes | None
    totp_last_step: int | None
    suspended_at: dt.datetime | None
    has_passkey: bool
    roles: frozenset[Role]

    @property
    def has_second_factor(self) -> bool:
        """Whether a factor of either kind is set up."""
        return self.has_passkey or self.totp_sealed is not None


def roles_of(row: dict[str, Any]) -> frozenset[Role]:
    """The roles from the columns `moderator` and `admin` of a row."""
    roles: tuple[Role, Role] = ("moderator", "admin")
    return frozenset(role for role in roles if row[role])


def _account(row: dict[str, Any]) -> AccountRow:
    roles = roles_of(row)
    plain = {key: value for key, value in row.items() if key not in {"moderator", "admin"}}
    for flag in ("second_factor_required", "has_passkey"):
        plain[flag] = bool(plain[flag])
    return AccountRow(**plain, roles=roles)


async def by_email(email: str) -> AccountRow | None:
    """The account with an address (in its stored form)."""
    row = await db.row(f"SELECT {_COLUMNS} FROM account a WHERE a.email = {{}}", email)
    return _account(row) if row else None


async def by_id(account_id: int) -> AccountRow | None:
    """The account with an id."""
    row = await db.row(f"SELECT {_COLUMNS} FROM account a WHERE a.id = {{}}", account_id)
    return _account(row) if row else None


async def by_public_id(public_id: str) -> AccountRow | None:
    """The account with a public id."""
    row = await db.row(f"SELECT {_COLUMNS} FROM account a WHERE a.public_id = {{}}", public_id)
    return _account(row) if row else None


async def emails_with_code_app(domain: str) -> list[str]:
    """The addresses at a domain whose accounts have an app for codes, oldest account first."""
    rows = await db.rows(
        "SELECT email FROM account WHERE totp_sealed IS NOT NULL AND email LIKE {} ORDER BY id",
        f"%@{domain}",
    )
    return [row["email"] for row in rows]


async def upsert(
    public_id: str, email: str, language: str, now: dt.datetime, confirmed_at: dt.datetime | None
) -> int:
    """Make sure that an account with this address exists; returns its id.

    An earlier confirmation stays; language and public id of an existing account stay.
    """
    row = await db.row(
        "INSERT INTO account (public_id, email, language, second_factor_required, created_at,"
        " confirmed_at, last_sign_in_at) VALUES ({}, {}, {}, {}, {}, {}, {})"
        " ON CONFLICT (email) DO UPDATE SET"
        " confirmed_at = COALESCE(account.confirmed_at, excluded.confirmed_at),"
        " last_sign_in_at = COALESCE(excluded.last_sign_in_at, account.last_sign_in_at)"
        " RETURNING id",
        public_id,
        email,
        language,
        False,
        now,
        confirmed_at,
        confirmed_at,
    )
    assert row is not None
    return int(row["id"])


async def set_password(account_id: int, password_hash: str | None) -> None:
    """Store a password's hash, or none."""
    await Account.update({Account.password_hash: password_hash}).where(Account.id == account_id)


async def replace_password(account_id: int, old_hash: str, new_hash: str) -> None:
    """Store a stronger hash of the same password, unless it was changed meanwhile."""
    await Account.update({Account.password_hash: new_hash}).where(
        (Account.id == account_id) & (Account.password_hash == old_hash)
    )


async def set_language(account_id: int, language: str) -> None:
    """Store the language for mails."""
    await Account.update({Account.language: language}).where(Account.id == account_id)


async def set_email(account_id: int, email: str) -> bool:
    """Store another address; False if an account has it already."""
    row = await db.row(
        "UPDATE account SET email = {} WHERE id = {}"
        " AND NOT EXISTS (SELECT 1 FROM account other WHERE other.email = {}) RETURNING id",
        email,
        account_id,
        email,
    )
    return row is not None


async def signed_in(account_id: int, now: dt.datetime) -> None:
    """Record the time of a sign-in."""
    await Account.update({Account.last_sign_in_at: now}).where(Account.id == account_id)


async def set_totp(account_id: int, sealed: bytes | None, step: int | None) -> None:
    """Store the sealed secret of an app with the step that proved it, or remove both."""
    await Account.update({Account.totp_sealed: sealed, Account.totp_last_step: step}).where(
        Account.id == account_id
    )


async def use_step(account_id: int, step: int) -> bool:
    """Mark a code as used; False if it, or a later one, was used already."""
    row = await db.row(
        "UPDATE account SET totp_last_step = {} WHERE id = {}"
        " AND (totp_last_step IS NULL OR totp_last_step < {}) RETURNING id",
        step,
        account_id,
        step,
    )
    return row is not None


async def require_second_factor(account_id: int) -> None:
    """Record that an account cannot do without a second factor."""
    await Account.update({Account.second_factor_required: True}).where(Account.id == account_id)


async def spare_second_factor(account_id: int) -> None:
    """Record that an account without a role may do without a second factor again."""
    await db.execute(
        "UPDATE account SET second_factor_required = {} WHERE id = {} "
        "AND NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = account.id)",
        False,
        account_id,
    )


async def grant(account_id: int, role: Role, now: dt.datetime) -> bool:
    """Give a role; False if the account has it already."""
    row = await db.row(
        "INSERT INTO account_role (account_id, role, granted_at) VALUES ({}, {}, {})"
        " ON CONFLICT (account_id, role) DO NOTHING RETURNING account_id",
        account_id,
        role,
        now,
    )
    return row is not None


async def revoke(account_id: int, role: Role) -> None:
    """Take a role away."""
    await AccountRole.delete().where(
        (AccountRole.account_id == account_id) & (AccountRole.role == role)
    )


async def replace_recovery_codes(account_id: int, hashes: list[str]) -> None:
    """Forget all recovery codes and store new ones."""
    await RecoveryCode.delete().where(RecoveryCode.account_id == account_id)
    if hashes:
        await RecoveryCode.insert(
            *(RecoveryCode(account_id=account_id, code_hash=value) for value in hashes)
        )


async def use_recovery_code(account_id: int, code_hash: str, now: dt.datetime) -> bool:
    """Use up a recovery code; False if it is unknown or was used."""
    row = await db.row(
        "UPDATE recovery_code SET used_at = {} WHERE account_id = {} AND code_hash = {}"
        " AND used_at IS NULL RETURNING id",
        now,
        account_id,
        code_hash,
    )
    return row is not None


async def unused_recovery_codes(account_id: int) -> int:
    """How many recovery codes an account has left."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = {} AND used_at IS NULL",
        account_id,
    )
    return int(row["n"]) if row else 0


async def lock(account_id: int) -> bool:
    """Keep others from changing an account until the transaction ends; False if it is gone."""
    tail = " FOR UPDATE" if db.dialect() == "postgres" else ""
    return await db.row("SELECT id FROM account WHERE id = {}" + tail, account_id) is not None


async def delete(account_id: int) -> None:
    """Delete an account; its sessions, roles, codes and memberships go with it."""
    await Account.delete().where(Account.id == account_id)


async def delete_unconfirmed(created_before: dt.datetime) -> None:
    """Delete accounts whose address nobody ever confirmed."""
    await Account.delete().where(
        Account.confirmed_at.is_null() & (Account.created_at < created_before)
    )
