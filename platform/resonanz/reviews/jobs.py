"""What the worker does for reviews."""

import datetime as dt

from . import queries, service
from .service import late_answers
from .service.origins import forget_origins


async def publish(now: dt.datetime) -> None:
    """Publish the batch that is due."""
    await service.publish_due(now)


async def forget(now: dt.datetime) -> None:
    """Forget what reviews and drafts need not hold any more (TRUST 33)."""
    await service.forget_old(now)
    await queries.delete_drafts(now)
    await forget_origins(now)


async def keep_deadlines(now: dt.datetime) -> None:
    """Ask authors about late feedback again, and end what nobody answered."""
    await late_answers.ask_again(now)
    await late_answers.end_late(now)
