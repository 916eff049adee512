"""Tokens for an agency's own programs: made by owners, shown once, ended at once (TRUST 42)."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.queries.members import Membership
from resonanz.audit.service import record
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError

from ..domain.tokens import LIFETIME, MOST, PREFIX, Scope, read_scopes, write_scopes
from ..queries import tokens
from ..queries.tokens import StoredToken


class TooManyTokensError(ConflictError):
    """An agency has as many tokens as it may."""


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Which agency a program speaks for, in whose name, and what it may do.

    `account_id` and `actor` are the owner's who made the token.
    """

    token_id: int
    token: str
    agency_id: int
    account_id: int
    actor: str
    scopes: frozenset[Scope]


async def issue(
    own: Membership, actor: str, name: str, scopes: frozenset[Scope], now: dt.datetime
) -> str:
    """Make a token for an owner's agency; its secret, which is kept nowhere.

    Raises TooManyTokensError.
    """
    secret = PREFIX + crypto.token()
    made = StoredToken(
        crypto.public_id(), name, write_scopes(scopes), now, now + LIFETIME, last_used_on=None
    )
    async with db.transaction():
        if len(await tokens.of_agency(own.agency.id, now)) >= MOST:
            raise TooManyTokensError("tokens")
        await tokens.add(own.agency.id, own.account_id, made, crypto.token_hash(secret))
        await record(
            actor, "api_token.issued", "agency", own.agency.public_id, "", {"scopes": made.scopes}
        )
    return secret


async def tokens_of(agency_id: int, now: dt.datetime) -> list[StoredToken]:
    """An agency's tokens that work, newest first."""
    return await tokens.of_agency(agency_id, now)


async def revoke(own: Membership, actor: str, public_id: str) -> None:
    """End a token at once. Raises NotFoundError for those of other agencies."""
    async with db.transaction():
        if not await tokens.delete(own.agency.id, public_id):
            raise NotFoundError("token")
        await record(actor, "api_token.revoked", "agency", own.agency.public_id, "", {})


async def authenticate(secret: str, now: dt.datetime) -> TokenHolder | None:
    """Whose secret this is; None if it is nobody's or over."""
    found = await tokens.bearer(crypto.token_hash(secret), now)
    if found is None:
        return None
    today = site_day(now)
    if found.last_used_on != today:
        await tokens.set_used(found.token_id, today)
    return TokenHolder(
        token_id=found.token_id,
        token=found.public_id,
        agency_id=found.agency_id,
        account_id=found.account_id,
        actor=found.actor,
        scopes=read_scopes(found.scopes),
    )


async def forget_ended(now: dt.datetime) -> None:
    """Delete tokens that do not work any more (TRUST 33)."""
    await tokens.delete_ended(now)
