"""What the worker does for cases and checks."""

import datetime as dt

from .service import correction_answers, deadlines, proposals, signals

SIGNALS_A_ROUND = 20


async def keep_deadlines(now: dt.datetime) -> None:
    """Remind, end what is over, and begin what waited."""
    await deadlines.remind_authors(now)
    await deadlines.end_hearings(now)
    await deadlines.end_rejoinders(now)
    await deadlines.resume_held(now)
    await deadlines.end_complaint_periods(now)
    await deadlines.purge_cases(now)
    await correction_answers.remind(now)
    await correction_answers.end_due(now)


async def look_at_reviews(now: dt.datetime) -> bool:
    """Make the signals of reviews that wait for their check; whether there may be more."""
    return await signals.remark_waiting(SIGNALS_A_ROUND, now) == SIGNALS_A_ROUND


async def forget_signals(now: dt.datetime) -> None:
    """Delete signals and sketches that are old, and proposals nobody came back to."""
    await signals.forget_old(now)
    await proposals.forget_abandoned(now)
