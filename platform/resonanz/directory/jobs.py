"""What the worker does for the directory."""

import datetime as dt

from . import service


async def freeze_quarters(now: dt.datetime) -> None:
    """Freeze the ranking of a quarter that is over; does nothing once it is done."""
    await service.freeze_due(now)
