"""What happens to cases when a day comes."""

import datetime as dt
from collections.abc import Awaitable, Callable

from resonanz.kernel import db
from resonanz.kernel.clock import site_day

from .. import queries
from ..domain import CaseState, Step
from ..domain.deadlines import reminders_due
from . import hearings, rejoinders
from .records import locked_case
from .steps import SYSTEM, take

_BATCH = 50


async def remind_authors(now: dt.datetime) -> int:
    """Send the reminders of days 3, 7 and 12; how many."""
    sent = after = 0
    while page := await queries.running_hearings(_BATCH, after):
        for row in page:
            if reminders_due(row["hearing_due_at"], now) > row["reminders_sent"]:
                sent += await hearings.remind(row["public_id"], now)
        after = page[-1]["id"]
    return sent


async def end_hearings(now: dt.datetime) -> int:
    """Silence: remove what nobody stood up for; how many."""
    return await _each(await queries.hearings_over(now, _BATCH), hearings.silence, now)


async def end_rejoinders(now: dt.datetime) -> int:
    """Take cases back from agencies that did not answer; how many."""
    return await _each(await queries.rejoinders_over(now, _BATCH), rejoinders.lapse, now)


async def resume_held(now: dt.datetime) -> int:
    """Begin the hearings for which there is room now, oldest first; how many."""
    begun = 0
    full: set[int] = set()
    for row in await queries.held_cases():
        if row["agency_id"] not in full:
            if await hearings.resume(row["public_id"], now):
                begun += 1
            else:
                full.add(row["agency_id"])
    return begun


async def end_complaint_periods(now: dt.datetime) -> int:
    """Make final what nobody complained about in six months; how many."""
    return await _each(await queries.lapsed_cases(site_day(now), _BATCH), _lapse, now)


async def purge_cases(now: dt.datetime) -> int:
    """Mark cases whose proof is gone (step 9); how many."""
    return await _each(await queries.purgeable_cases(site_day(now), _BATCH), _purge, now)


async def _lapse(public_id: str, now: dt.datetime) -> None:
    async with db.transaction():
        record = await locked_case(public_id)
        if record.state is CaseState.DECIDED:
            await take(record, Step.LAPSE, SYSTEM, now)


async def _purge(public_id: str, now: dt.datetime) -> None:
    async with db.transaction():
        record = await locked_case(public_id)
        if record.state is CaseState.FINAL and not record.legal_hold:
            await take(record, Step.PURGE, SYSTEM, now, values={"purge_on": None})


async def _each(
    numbers: list[str], act: Callable[[str, dt.datetime], Awaitable[None]], now: dt.datetime
) -> int:
    for number in numbers:
        await act(number, now)
    return len(numbers)
