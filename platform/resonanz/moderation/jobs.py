"""What the worker does for cases."""

import datetime as dt

from .service import deadlines


async def keep_deadlines(now: dt.datetime) -> None:
    """Remind, end what is over, and begin what waited."""
    await deadlines.remind_authors(now)
    await deadlines.end_hearings(now)
    await deadlines.end_rejoinders(now)
    await deadlines.resume_held(now)
    await deadlines.end_complaint_periods(now)
    await deadlines.purge_cases(now)
