"""What the worker does for the scores."""

import datetime as dt

from . import service


async def nightly(now: dt.datetime) -> None:
    """Move the as-of day to today and rescore; does nothing once the day is done."""
    await service.nightly(now)
