"""What the worker does for reviews."""

import datetime as dt

from . import queries, service
from .service.origins import forget_origins


async def publish(now: dt.datetime) -> None:
    """Publish the batch that is due."""
    await service.publish_due(now)


async def forget(now: dt.datetime) -> None:
    """Forget what reviews and drafts need not hold any more (TRUST 33)."""
    await service.forget_old(now)
    await queries.delete_drafts(now)
    await forget_origins(now)
