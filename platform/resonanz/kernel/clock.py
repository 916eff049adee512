"""Time: UTC and aware everywhere; a day is a day in Europe/Berlin."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

SITE_ZONE = ZoneInfo("Europe/Berlin")

_moment: ContextVar[dt.datetime | None] = ContextVar("moment", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _moment.get() or dt.datetime.now(dt.UTC)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let an aware moment be the present one for a block: to show what years will do."""
    mark = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(mark)


def site_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Europe/Berlin that holds an aware moment."""
    return moment.astimezone(SITE_ZONE).date()


def day_end(moment: dt.datetime) -> dt.datetime:
    """The moment at which the calendar day in Europe/Berlin that holds an aware moment is over."""
    following = site_day(moment) + dt.timedelta(days=1)
    return dt.datetime.combine(following, dt.time(), SITE_ZONE).astimezone(dt.UTC)


def next_morning(moment: dt.datetime) -> dt.datetime:
    """Eight o'clock of the day after in Europe/Berlin: when others hear what an author did."""
    day = site_day(moment) + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(8), SITE_ZONE).astimezone(dt.UTC)


def today() -> dt.date:
    """The present day in Europe/Berlin."""
    return site_day(now())
