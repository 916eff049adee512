"""The audit log: every act that somebody may have to answer for."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from resonanz.kernel import clock, db

from . import queries
from .domain import GENESIS, VerifyReport, follows, link, opaque

_PAGE = 1000

__all__ = ["VerifyReport", "record", "seal", "verify"]


async def record(
    actor: str,
    action: str,
    object_type: str,
    object_id: str,
    reason: str = "",
    detail: Mapping[str, str | int | float | bool | None] | None = None,
    *,
    now: dt.datetime | None = None,
) -> None:
    """Write down an act, in the transaction of the act itself; one INSERT.

    `actor` is the public id of an account, or "system". Ids only: raises ValueError for an actor
    or object that could be a name or an address. `reason` and `detail` must not hold any either.
    """
    await queries.insert(
        now or clock.now(),
        opaque(actor),
        action,
        object_type,
        opaque(object_id),
        reason,
        msgspec.json.encode(detail or {}, order="sorted").decode(),
    )


async def seal(batch: int) -> int:
    """Take at most so many entries into the hash chain, in order; how many there were.

    Several workers may do so at once: they take turns, and the chain does not fork.
    """
    async with db.transaction():
        await queries.lock_chain()
        entries = await queries.unsealed(batch)
        if not entries:
            return 0
        position, digest = await queries.head()
        links = []
        for entry in entries:
            position, digest = position + 1, link(digest, entry)
            links.append((entry.id, position, digest))
        await queries.append(links)
    return len(entries)


async def verify() -> VerifyReport:
    """Recompute the whole chain; a changed, removed or reordered entry breaks it."""
    position, digest = 0, GENESIS
    while page := await queries.chain_after(position, _PAGE):
        for sealed in page:
            if not follows(digest, position + 1, sealed):
                return VerifyReport(position, await queries.count_unsealed(), position + 1, digest)
            position, digest = sealed.position, sealed.hash
    return VerifyReport(position, await queries.count_unsealed(), None, digest)
