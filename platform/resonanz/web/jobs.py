"""What the worker does for the web subject, once a day or more often."""

import datetime as dt

from resonanz.kernel import clock

from . import queries
from .limits import LIMITS


async def destroy_old_keys(now: dt.datetime) -> None:
    """Destroy the network keys of past days (TRUST 30)."""
    await queries.destroy_day_keys(clock.site_day(now))


async def forget_old_hits(now: dt.datetime) -> None:
    """Delete counts whose window has ended."""
    longest = max(limit.seconds for limit in LIMITS.values())
    await queries.forget_hits(int(now.timestamp()) - longest)
