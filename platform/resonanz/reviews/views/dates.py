"""Dates that tell no more than they should."""

import datetime as dt

from resonanz.kernel.i18n import format_month, lazy


def shown_date(day: dt.date, coarse: bool) -> str:
    """The month of a day, or its half-year where an author wants less to be seen."""
    if not coarse:
        return format_month(day)
    half = lazy("1. Halbjahr") if day.month <= 6 else lazy("2. Halbjahr")
    return f"{half} {day.year}"
