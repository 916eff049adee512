"""Requests of programs that take effect once, however often they are sent.

The key is the program's own (Idempotency-Key, draft-ietf-httpapi-idempotency-key-header).
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import msgspec

from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError

from ..queries import requests
from .tokens import TokenHolder

REMEMBERED: Final = dt.timedelta(days=1)


class KeyReusedError(ConflictError):
    """The key came before with another request."""


async def once(
    holder: TokenHolder,
    key: str,
    asked: Sequence[str],
    act: Callable[[], Awaitable[None]],
    now: dt.datetime,
) -> None:
    """Carry out a request unless it came before with this key; "" is no key.

    Both are in one transaction: what fails leaves no key behind. `asked` tells requests apart.
    Raises KeyReusedError.
    """
    if not key:
        await act()
        return
    key_digest = crypto.digest("api-request-key", key)
    asked_digest = crypto.digest("api-request", msgspec.json.encode(asked).decode())
    async with db.transaction():
        if await requests.begin(holder.token_id, key_digest, asked_digest, now):
            await act()
        elif await requests.asked(holder.token_id, key_digest) != asked_digest:
            raise KeyReusedError("key")


async def forget_old(now: dt.datetime) -> None:
    """Forget keys after a day (TRUST 33)."""
    await requests.delete_before(now - REMEMBERED)
