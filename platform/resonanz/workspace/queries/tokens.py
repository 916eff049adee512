"""Tokens for programs."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A token without its secret."""

    public_id: str
    name: str
    scopes: str
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token a secret is."""

    token_id: int
    public_id: str
    agency_id: int
    account_id: int
    actor: str
    scopes: str
    last_used_on: dt.date | None


async def add(
    agency_id: int,
    account_id: int,
    token: StoredToken,
    token_hash: str,
) -> None:
    """Store a token."""
    await db.execute(
        "INSERT INTO api_token (public_id, agency_id, account_id, name, token_hash, scopes, "
        "created_at, expires_at) VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        *(token.public_id, agency_id, account_id, token.name, token_hash, token.scopes),
        *(token.created_at, token.expires_at),
    )


async def of_agency(agency_id: int, now: dt.datetime) -> list[StoredToken]:
    """An agency's tokens that work, newest first."""
    rows = await db.rows(
        "SELECT t.public_id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_on "
        "FROM api_token t JOIN agency_member m "
        "ON m.agency_id = t.agency_id AND m.account_id = t.account_id AND m.role = 'owner' "
        "WHERE t.agency_id = {} AND t.expires_at > {} ORDER BY t.created_at DESC, t.id DESC",
        agency_id,
        now,
    )
    return [StoredToken(**row) for row in rows]


async def bearer(token_hash: str, now: dt.datetime) -> Bearer | None:
    """Whose secret this is; None once it ended or its maker owns no listed agency by it."""
    row = await db.row(
        "SELECT t.id AS token_id, t.public_id, t.agency_id, t.account_id, a.public_id AS actor, "
        "t.scopes, t.last_used_on "
        "FROM api_token t JOIN agency_member m "
        "ON m.agency_id = t.agency_id AND m.account_id = t.account_id AND m.role = 'owner' "
        "JOIN account a ON a.id = t.account_id AND a.suspended_at IS NULL "
        "JOIN agency g ON g.id = t.agency_id AND g.joined_id IS NULL "
        "WHERE t.token_hash = {} AND t.expires_at > {}",
        token_hash,
        now,
    )
    return Bearer(**row) if row else None


async def set_used(token_id: int, day: dt.date) -> None:
    """Note the day on which a token was used."""
    await db.execute("UPDATE api_token SET last_used_on = {} WHERE id = {}", day, token_id)


async def delete(agency_id: int, public_id: str) -> bool:
    """End a token of an agency; whether there was one."""
    row = await db.row(
        "DELETE FROM api_token WHERE agency_id = {} AND public_id = {} RETURNING id",
        agency_id,
        public_id,
    )
    return row is not None


async def delete_ended(now: dt.datetime) -> None:
    """Delete tokens whose time is over, and those whose maker owns the agency no more."""
    await db.execute(
        "DELETE FROM api_token WHERE expires_at <= {} OR NOT EXISTS (SELECT 1 FROM agency_member m "
        "WHERE m.agency_id = api_token.agency_id AND m.account_id = api_token.account_id "
        "AND m.role = 'owner')",
        now,
    )
