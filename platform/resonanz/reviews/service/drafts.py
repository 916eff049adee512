"""Drafts: what was typed survives errors, going back and the end of a session."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from resonanz.kernel import crypto

from .. import queries

LIFETIME = dt.timedelta(days=30)
_PURPOSE = "draft"


async def load_draft(token: str | None, now: dt.datetime) -> dict[str, str]:
    """What was typed so far; empty without a draft."""
    if not token:
        return {}
    row = await queries.get_draft(crypto.token_hash(token), now)
    return open_draft(row["sealed"]) if row else {}


async def save_draft(token: str | None, values: Mapping[str, str], now: dt.datetime) -> str:
    """Keep what was typed and return the draft's token (a new one without a token)."""
    token = token or crypto.token()
    sealed = crypto.seal(_PURPOSE, msgspec.json.encode(values))
    await queries.put_draft(crypto.token_hash(token), sealed, now, now + LIFETIME)
    return token


async def discard_draft(token: str) -> None:
    """Forget a draft at its author's wish."""
    await queries.take_draft(crypto.token_hash(token))


async def take_draft(token: str) -> dict[str, str] | None:
    """Delete a draft inside the caller's transaction and return what it held."""
    row = await queries.take_draft(crypto.token_hash(token))
    return open_draft(row["sealed"]) if row else None


def open_draft(sealed: bytes) -> dict[str, str]:
    """The values of a sealed draft."""
    return msgspec.json.decode(crypto.unseal(_PURPOSE, sealed), type=dict[str, str])
