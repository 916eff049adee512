"""Freezing the ranking at the end of each quarter."""

import asyncio
import datetime as dt
from dataclasses import replace

from resonanz.agencies.domain.invites import next_quarter
from resonanz.agencies.service import bump
from resonanz.kernel import clock, db
from resonanz.scoring import service as scoring

from ..domain import Frozen, Listed, Standing, last_day, quarter_before
from ..queries import rankings
from .finding import index
from .ranking import ranked


async def freeze_due(now: dt.datetime) -> int:
    """Freeze the quarters that are over since the last frozen one; how many that were.

    Waits for the first nightly run of the new quarter. A site that never froze one begins with
    the last quarter. Safe to run at any time, also twice at once.
    """
    quarter, last = quarter_before(clock.site_day(now)), await rankings.last_quarter()
    if last is not None and last >= quarter:
        return 0
    as_of = await scoring.as_of()
    if as_of is None or as_of <= last_day(quarter):
        return 0
    due, done = quarter if last is None else next_quarter(last), 0
    while due <= quarter:
        done += await freeze(due, now)
        due = next_quarter(due)
    return done


async def freeze(quarter: dt.date, now: dt.datetime) -> bool:
    """Freeze who had a rank on the last day of a quarter, for good; False if it was before.

    By the reviews that count today and were public on that day, so that a late run says what one
    in time had said. What an agency is filtered by is frozen with it: a slice of the past is made
    of those who were in it, and no later change of a profile moves its ranks.
    """
    day = last_day(quarter)
    standings = await scoring.standings(day)
    if standings is None:
        return False
    present = await index()
    then = [
        replace(one, standing=Standing(own.score, own.low, own.high, own.weight, own.n))
        for one in present.agencies(present.of(standings.estimates))
        for own in [standings.estimates[one.id]]
    ]
    frozen = await asyncio.to_thread(_frozen, then)
    async with db.transaction():
        if not await rankings.begin(quarter, day, standings.run_id, now):
            return False
        await rankings.insert(quarter, frozen)
        if frozen:
            # The pages that show it are about many agencies: any revision renews them.
            await bump(frozen[0].agency_id)
    return True


def _frozen(listed: list[Listed]) -> list[Frozen]:
    known = {one.id: one for one in listed}
    found = []
    for place in ranked(listed):
        one = known[place.agency_id]
        found.append(
            Frozen(
                one.id, place.standing, one.country, one.region, one.point, one.kinds, one.fields
            )
        )
    return found
