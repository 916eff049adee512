"""What the worker does for the numbers."""

import datetime as dt

from . import service


async def freeze(now: dt.datetime) -> None:
    """Freeze the quarters that are due; one that was missed is made up for."""
    await service.freeze_due(now)
