"""The end of what is kept of claims."""

import datetime as dt

from ...domain.claims import KEPT
from ...queries import claims


async def forget_old(now: dt.datetime) -> None:
    """Delete claims that ended a year ago."""
    await claims.forget(now - KEPT)
