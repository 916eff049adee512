"""Time: UTC and aware everywhere; a day is a day in Europe/Berlin."""

import datetime as dt
from zoneinfo import ZoneInfo

SITE_ZONE = ZoneInfo("Europe/Berlin")


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def site_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Europe/Berlin that holds an aware moment."""
    return moment.astimezone(SITE_ZONE).date()


def today() -> dt.date:
    """The present day in Europe/Berlin."""
    return site_day(now())
