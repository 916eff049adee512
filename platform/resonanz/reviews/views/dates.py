"""Dates that tell no more than they should."""

import datetime as dt

from resonanz.kernel.i18n import lazy


def half_year(day: dt.date) -> str:
    """The half-year of a day, where a month would tell too much."""
    half = lazy("1. Halbjahr") if day.month <= 6 else lazy("2. Halbjahr")
    return f"{half} {day.year}"
