"""The ranking of a day that is over, by the formula and the market row of that day."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.scoring import queries
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.score import Estimate, is_ranked, score_agency
from resonanz.scoring.queries import StoredRating

from .markets import batches


@dataclass(frozen=True, slots=True)
class Standings:
    """The scores of the agencies that had a rank on a day, by id, and by which run."""

    as_of: dt.date
    run_id: int
    estimates: Mapping[int, Estimate]


async def as_of() -> dt.date | None:
    """The site's as-of day; None before the first run."""
    return await queries.as_of()


async def standings(day: dt.date) -> Standings | None:
    """Who had a rank on a day that is over, from the reviews that count today.

    By the market row that was in use then, or the first one there is; None without any. Takes
    as long as a nightly run.
    """
    run = await queries.run_of(day)
    if run is None:
        return None
    found: dict[int, Estimate] = {}
    for ids in batches(await queries.sizes()):
        stored = await queries.batch(ids, scores=False)
        found |= await asyncio.to_thread(_ranked, stored.ratings, day, run.market)
    return Standings(day, run.id, found)


def _ranked(
    ratings: Mapping[int, Sequence[StoredRating]], day: dt.date, market: Market
) -> dict[int, Estimate]:
    found = {}
    for agency_id, rows in ratings.items():
        known = [row.rated(row.lines()) for row in rows if row.published_on <= day]
        if any(review.live for review in known):
            estimate = score_agency(known, day, market).overall
            if is_ranked(estimate):
                found[agency_id] = estimate
    return found
