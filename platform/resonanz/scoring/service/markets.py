"""The market row: frozen once a month from all live reviews."""

import asyncio
import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import clock, db
from resonanz.scoring import queries
from resonanz.scoring.domain.market import Market, MarketSample
from resonanz.scoring.domain.review import VERSION_1
from resonanz.scoring.domain.weights import weigh

REVIEWS_A_BATCH = 1000


def batches(sizes: list[tuple[int, int]]) -> list[list[int]]:
    """Agency ids in order, cut so that a batch has some 1,000 reviews and at most 200 agencies."""
    found: list[list[int]] = []
    room = 0
    for agency_id, n in sizes:
        if room < n or not found or len(found[-1]) >= 200:
            found.append([])
            room = REVIEWS_A_BATCH
        found[-1].append(agency_id)
        room -= n
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """Market numbers for a day, over so many live reviews of so many agencies."""

    as_of: dt.date
    market: Market
    reviews: int
    agencies: int


async def measure(as_of: dt.date) -> Measured:
    """The market numbers of everything stored, a batch of agencies at a time.

    Takes half a minute for a million reviews: better done outside a transaction.
    """
    sample = MarketSample(VERSION_1)
    for ids in batches(await queries.sizes()):
        found = await queries.batch(ids, scores=False)
        for rows in found.ratings.values():
            sample.add(weigh([row.rated(row.lines()) for row in rows], as_of))
    market = await asyncio.to_thread(sample.market)
    return Measured(as_of, market, sample.reviews, sample.agencies)


async def freeze(measured: Measured, now: dt.datetime) -> None:
    """Store a market row, and make it and its day the ones in use."""
    run_id = await queries.insert_run(
        measured.market, measured.as_of, now, measured.reviews, measured.agencies
    )
    await queries.set_day(measured.as_of, run_id)


async def first_day(now: dt.datetime) -> None:
    """Set the as-of day to today, with a market row, unless there is a day already."""
    async with db.transaction():
        await queries.lock_day()
        if await queries.day() is None:
            await freeze(await measure(clock.site_day(now)), now)
