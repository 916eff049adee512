"""Statements on sessions."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db

from ..domain import Role
from ..tables import Session
from .accounts import roles_of


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with what is needed to judge it."""

    id_hash: str
    public_id: str
    created_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    authenticated_at: dt.datetime
    second_factor_at: dt.datetime | None
    account_id: int
    account_public_id: str
    email: str
    language: str
    has_password: bool
    has_totp: bool
    has_passkey: bool
    second_factor_required: bool
    suspended_at: dt.datetime | None
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session as its owner sees it."""

    public_id: str
    device: str
    created_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime


async def load(id_hash: str) -> SessionRow | None:
    """A session with its account, in one statement."""
    row = await db.row(
        "SELECT s.id_hash, s.public_id, s.created_at, s.seen_at, s.expires_at,"
        " s.authenticated_at, s.second_factor_at, a.id AS account_id,"
        " a.public_id AS account_public_id, a.email, a.language,"
        " a.password_hash IS NOT NULL AS has_password,"
        " a.totp_sealed IS NOT NULL AS has_totp,"
        " EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id) AS has_passkey,"
        " a.second_factor_required,"
        " a.suspended_at,"
        " EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id"
        " AND r.role = 'moderator') AS moderator,"
        " EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id"
        " AND r.role = 'admin') AS admin"
        " FROM session s JOIN account a ON a.id = s.account_id WHERE s.id_hash = {}",
        id_hash,
    )
    if row is None:
        return None
    roles = roles_of(row)
    plain = {key: value for key, value in row.items() if key not in {"moderator", "admin"}}
    for flag in ("has_password", "has_totp", "has_passkey", "second_factor_required"):
        plain[flag] = bool(plain[flag])
    return SessionRow(**plain, roles=roles)


async def insert(
    id_hash: str,
    public_id: str,
    account_id: int,
    device: str,
    now: dt.datetime,
    expires_at: dt.datetime,
    second_factor_at: dt.datetime | None,
) -> None:
    """Write a session that begins now."""
    await Session.insert(
        Session(
            id_hash=id_hash,
            public_id=public_id,
            account_id=account_id,
            device=device,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            authenticated_at=now,
            second_factor_at=second_factor_at,
        )
    )


async def rotate(
    old_hash: str,
    new_hash: str,
    *,
    expires_at: dt.datetime | None,
    authenticated_at: dt.datetime,
    second_factor_at: dt.datetime | None,
    now: dt.datetime,
) -> bool:
    """Give a session a new secret; False if the old one is gone. Its end stays unless given."""
    row = await db.row(
        "UPDATE session SET id_hash = {}, expires_at = COALESCE({}, expires_at),"
        " authenticated_at = {},"
        " second_factor_at = {}, seen_at = {} WHERE id_hash = {} RETURNING public_id",
        new_hash,
        expires_at,
        authenticated_at,
        second_factor_at,
        now,
        old_hash,
    )
    return row is not None


async def touch(id_hash: str, now: dt.datetime) -> None:
    """Record that a session was used."""
    await Session.update({Session.seen_at: now}).where(Session.id_hash == id_hash)


async def delete(id_hash: str) -> None:
    """End a session."""
    await Session.delete().where(Session.id_hash == id_hash)


async def delete_of(account_id: int, public_id: str) -> bool:
    """End one session of an account; False if the account has no such session."""
    row = await db.row(
        "DELETE FROM session WHERE account_id = {} AND public_id = {} RETURNING public_id",
        account_id,
        public_id,
    )
    return row is not None


async def delete_all(account_id: int, but: str = "") -> None:
    """End all sessions of an account except one (by its public id)."""
    await Session.delete().where((Session.account_id == account_id) & (Session.public_id != but))


async def listed(account_id: int, now: dt.datetime) -> list[ListedSession]:
    """The sessions of an account, the last used first."""
    rows = await db.rows(
        "SELECT public_id, device, created_at, seen_at, expires_at FROM session"
        " WHERE account_id = {} AND expires_at > {} ORDER BY seen_at DESC",
        account_id,
        now,
    )
    return [ListedSession(**row) for row in rows]


async def delete_expired(now: dt.datetime, idle_since: dt.datetime) -> None:
    """Forget sessions that are over."""
    await db.execute("DELETE FROM session WHERE expires_at <= {} OR seen_at <= {}", now, idle_since)
