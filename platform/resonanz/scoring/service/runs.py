"""Work on the whole database: the nightly run, the check of every stored value, bulk loading."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.kernel import clock, db
from resonanz.scoring import queries
from resonanz.scoring.queries import Day

from .computing import changed, compute
from .markets import batches, first_day, freeze, measure
from .ratings import NewRating

Progress = Callable[[int, int], None]
"""Called with the number of agencies done and of all that there are to do."""


BREATH = 0.02
"""Seconds between two batches: on SQLite other processes poll for their turn to write."""


@dataclass(frozen=True, slots=True)
class RecomputeReport:
    """Agencies looked at, and those with any stored value that was not what it should be."""

    agencies: int
    differing: int


def _silent(done: int, of: int) -> None:
    """Nobody asked for progress."""


async def recompute(progress: Progress = _silent) -> RecomputeReport:
    """Compute every stored value again by the stored day and market row, and mend those that
    differ in any digit. A batch of agencies a transaction. Without a day there is nothing.
    """
    if await queries.day() is None:
        return RecomputeReport(0, 0)
    return await _rescore(await queries.sizes(), progress)


async def nightly(now: dt.datetime, progress: Progress = _silent) -> RecomputeReport:
    """Move the as-of day to today and rescore every agency; with a new month, or without any
    market row, freeze a new one before.

    Safe to run at any time, also twice at once: an interrupted run is finished by the next one.
    While it works, agencies that it has not reached yet stand by the day before.
    """
    today = clock.site_day(now)
    before = await queries.day()
    if before is None:
        await first_day(now)
    elif today > before.as_of:
        new_month = (today.year, today.month) > (before.frozen_on.year, before.frozen_on.month)
        measured = await measure(today) if new_month else None
        async with db.transaction():
            await queries.lock_day()
            if await queries.day() == before:  # else another run was faster
                if measured is None:
                    await queries.set_day(today, before.run_id)
                else:
                    await freeze(measured, now)
    day = await queries.day()
    assert day is not None
    return await _rescore(await queries.stale(day.as_of, day.run_id), progress)


async def bulk_load(
    ratings: Iterable[NewRating], as_of: dt.date, now: dt.datetime, progress: Progress = _silent
) -> RecomputeReport:
    """Put many reviews at once, freeze a market row for a day and score every agency by it.

    One transaction, or the caller's. The day may lie before the one in use.
    """
    async with db.transaction():
        await queries.lock_day()
        await queries.put_ratings([rating.stored() for rating in ratings])
        await freeze(await measure(as_of), now)
        return await _rescore(await queries.sizes(), progress)


async def _rescore(sizes: list[tuple[int, int]], progress: Progress) -> RecomputeReport:
    done = differing = 0
    for ids in batches(sizes):
        if done:
            await asyncio.sleep(BREATH)
        async with db.transaction():
            await queries.lock_agencies(ids)
            day = await queries.day()
            assert day is not None
            found = await _mend(ids, day)
            if found:
                await agencies.bump(*found)
        done += len(ids)
        differing += len(found)
        progress(done, len(sizes))
    return RecomputeReport(done, differing)


async def _mend(ids: list[int], day: Day) -> list[int]:
    """Store what differs of these agencies; the ids of those where anything did."""
    stored = await queries.batch(ids)
    scores, gone, values, differing = [], [], [], []
    for agency_id in ids:
        rows = stored.ratings[agency_id]
        before = stored.scores.get(agency_id)
        after = compute(agency_id, rows, day)
        wrong = changed(rows, after.ratings)
        values += wrong
        if after.score != before:
            if after.score is None:
                gone.append(agency_id)
            else:
                scores.append(after.score)
        if wrong or after.score != before:
            differing.append(agency_id)
    await queries.put_values(values)
    await queries.put_scores(scores)
    if gone:
        await queries.delete_scores(gone)
    return differing
