"""Working days by the operator's calendar: Monday to Friday without public holidays."""

import datetime as dt
from functools import cache

import holidays as calendars


@cache
def _calendar(code: str) -> calendars.HolidayBase:
    country, _, subdivision = code.partition("-")
    return calendars.country_holidays(country, subdiv=subdivision or None)


def has_calendar(code: str) -> bool:
    """Whether the holidays of this country or part of a country are known."""
    try:
        _calendar(code)
    except NotImplementedError:
        return False
    return True


def is_working_day(day: dt.date, code: str) -> bool:
    """Whether the operator works on this day; `code` is the setting `holidays`."""
    return day.weekday() < 5 and day not in _calendar(code)


def add_working_days(moment: dt.datetime, days: int, code: str) -> dt.datetime:
    """The same time of day, `days` working days later."""
    while days > 0:
        moment += dt.timedelta(days=1)
        if is_working_day(moment.date(), code):
            days -= 1
    return moment


def working_days_between(first: dt.date, last: dt.date, code: str) -> int:
    """How many working days follow the first day, up to and with the last."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, code) for day in days)
