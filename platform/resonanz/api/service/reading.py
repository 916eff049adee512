"""Use cases of the public interface: what each of its operations reads."""

import asyncio
from typing import Any

from resonanz.agencies.domain.towns import FoundPlace
from resonanz.agencies.service.gazetteers import find_place
from resonanz.directory import service as directory
from resonanz.directory.domain import Cursor, Search
from resonanz.directory.service import Found
from resonanz.directory.service.finding import PLACE_COUNTRIES
from resonanz.kernel import clock
from resonanz.kernel.errors import GoneError, NotFoundError, ResonanzError
from resonanz.scoring.domain.rank import Rank
from resonanz.scoring.domain.trends import QuarterFigures

Row = dict[str, Any]
NOWHERE = ""
"""No country comes first: programs get one order, whatever their language."""


class MovedError(ResonanzError):
    """The agency is at another slug now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


async def agencies(search: Search, after: Cursor | None, limit: int) -> Found:
    """A page of the list; `limit` 0 for the counts of filters alone."""
    return await directory.find(search, NOWHERE, after, limit)


async def agency(slug: str) -> Row:
    """A listed agency. Raises MovedError, GoneError, NotFoundError."""
    row = await directory.agency(slug)
    return row if row is not None else await _elsewhere(slug)


async def score(slug: str) -> tuple[Row, tuple[Rank, int] | None]:
    """A listed agency, and its rank with of how many. Raises as `agency` does."""
    row = await agency(slug)
    if not row["ranked"]:
        return row, None
    return row, await directory.rank_in_country(row["id"], row["country"])


async def history(slug: str) -> tuple[QuarterFigures, ...]:
    """The last quarters of a listed agency. Raises as `agency` does."""
    found = await directory.course(await agency(slug), clock.today())
    return found.quarters if found else ()


async def reviews(slug: str, after: str, limit: int) -> tuple[list[Row], bool]:
    """A page of a listed agency's reviews, and whether there are more. Raises as `agency` does."""
    row = await directory.badge(slug) or await _elsewhere(slug)
    if not row["reviews"]:
        return [], False
    found = await directory.reviews_behind(row["id"], after, limit + 1)
    return found[:limit], len(found) > limit


async def review(public_id: str) -> Row:
    """A public review. Raises GoneError, NotFoundError."""
    row = await directory.review(public_id)
    if row is None:
        raise NotFoundError("review")
    return row


async def places(words: str) -> list[FoundPlace]:
    """Where a place is, in each country that knows it for sure."""
    return await asyncio.to_thread(_places, words)


def _places(words: str) -> list[FoundPlace]:
    found = (find_place(words, [country]) for country in PLACE_COUNTRIES)
    return [place for place in found if place is not None]


async def _elsewhere(slug: str) -> Row:
    if await directory.taken_down(slug):
        raise GoneError("agency")
    current = await directory.moved_to(slug)
    if current is None:
        raise NotFoundError("agency")
    raise MovedError(current)
