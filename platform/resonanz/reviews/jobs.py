"""What the worker does for reviews."""

import datetime as dt

from . import queries, service

PENDING_DAYS = 7
"""So long waits a review for its author's confirmation (TRUST.md, State machines)."""


async def publish(now: dt.datetime) -> None:
    """Publish the batch that is due."""
    await service.publish_due(now)


async def forget(now: dt.datetime) -> None:
    """Expire reviews that nobody confirmed, and drafts that nobody came back to."""
    await queries.expire_pending(now - dt.timedelta(days=PENDING_DAYS))
    await queries.delete_drafts(now)
