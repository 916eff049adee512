"""Drafts: what was typed survives errors, going back and the end of a session."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from resonanz.kernel import crypto

from .. import queries

LIFETIME = dt.timedelta(days=30)
SENT_LIFETIME = dt.timedelta(days=1)
"""So long a second click on "send" leads where the first one did."""
_PURPOSE = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far; `sent_as` is the public id of the review it became, or None."""

    values: dict[str, str] = field(default_factory=dict)
    sent_as: str | None = None


async def load_draft(token: str | None, now: dt.datetime) -> Draft:
    """The draft of a token; an empty one if there is none."""
    row = await queries.get_draft(crypto.token_hash(token), now) if token else None
    if row is None:
        return Draft()
    if row["sent_as"] is not None:
        return Draft(sent_as=row["sent_as"])
    return Draft(msgspec.json.decode(crypto.unseal(_PURPOSE, row["sealed"]), type=dict[str, str]))


async def save_draft(token: str | None, values: Mapping[str, str], now: dt.datetime) -> str:
    """Keep what was typed and return the draft's token (a new one without a token)."""
    token = token or crypto.token()
    sealed = crypto.seal(_PURPOSE, msgspec.json.encode(values))
    await queries.put_draft(crypto.token_hash(token), sealed, now, now + LIFETIME)
    return token


async def discard_draft(token: str) -> None:
    """Forget a draft at its author's wish."""
    await queries.delete_draft(crypto.token_hash(token))


async def take_draft(token: str, public_id: str, now: dt.datetime) -> bool:
    """Turn a draft into a review inside the caller's transaction; False if it was sent already."""
    empty = crypto.seal(_PURPOSE, b"{}")
    return await queries.take_draft(
        crypto.token_hash(token), public_id, empty, now, now + SENT_LIFETIME
    )
