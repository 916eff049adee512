"""The market row: frozen once a month from all live reviews."""

import datetime as dt

from resonanz.kernel import clock, db
from resonanz.scoring import queries
from resonanz.scoring.domain.market import market_of
from resonanz.scoring.domain.review import VERSION_1
from resonanz.scoring.domain.weights import weigh

REVIEWS_A_BATCH = 2000


def batches(sizes: list[tuple[int, int]]) -> list[list[int]]:
    """Agency ids in order, cut so that a batch has some 2,000 reviews and at most 200 agencies."""
    found: list[list[int]] = []
    room = 0
    for agency_id, n in sizes:
        if room < n or not found or len(found[-1]) >= 200:
            found.append([])
            room = REVIEWS_A_BATCH
        found[-1].append(agency_id)
        room -= n
    return found


async def first_day(now: dt.datetime) -> None:
    """Set the as-of day to today, with a market row, unless there is a day already."""
    async with db.transaction():
        await queries.lock_day()
        if await queries.day() is None:
            await freeze(clock.site_day(now), now)


async def freeze(as_of: dt.date, now: dt.datetime) -> None:
    """Compute and store a market row for a day, and make both the ones in use."""
    weighed = []
    for ids in batches(await queries.sizes()):
        found = await queries.batch(ids, scores=False)
        for rows in found.ratings.values():
            reviews = weigh([row.rated(row.lines()) for row in rows], as_of)
            if reviews:
                weighed.append(reviews)
    market = market_of(weighed, VERSION_1)
    run_id = await queries.insert_run(
        market, as_of, now, sum(len(reviews) for reviews in weighed), len(weighed)
    )
    await queries.set_day(as_of, run_id)
