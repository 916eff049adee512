"""What the worker does for reviews."""

import datetime as dt

from resonanz.kernel import db

from . import queries, service

PENDING_DAYS = 7
"""So long waits a review for its author's confirmation (TRUST.md, State machines)."""


async def publish(now: dt.datetime) -> None:
    """Publish the batch that is due."""
    await service.publish_due(now)


async def forget(now: dt.datetime) -> None:
    """Expire reviews that nobody confirmed with their authors' addresses, and old drafts."""
    async with db.transaction():
        authors = await queries.expire_pending(now - dt.timedelta(days=PENDING_DAYS))
        if authors:
            await queries.forget_addresses(authors)
    await queries.delete_drafts(now)
