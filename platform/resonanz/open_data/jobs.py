"""What the worker does for open data."""

import datetime as dt

from . import service


async def export(now: dt.datetime) -> None:
    """Make the night's export; does nothing once it is there and nothing left the public."""
    await service.export_if_due(now)
