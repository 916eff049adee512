"""What feeds, sitemaps and embeds are made of."""

from typing import Any
from urllib.parse import urlencode

from resonanz.directory import service as directory

from . import queries
from .domain import bounds, shards

Row = dict[str, Any]

ENTRIES = 30


async def latest() -> list[Row]:
    """The newest reviews of the site."""
    return await directory.latest(ENTRIES)


async def of_agency(slug: str) -> tuple[Row, list[Row]] | None:
    """An agency and its newest reviews; None if it is not listed."""
    return await directory.profile(slug)


async def review(public_id: str) -> Row | None:
    """One public review; raises GoneError if its agency was taken down."""
    return await directory.review(public_id)


async def sitemap_numbers() -> range:
    """The numbers of the sitemaps of agencies."""
    return shards(await queries.highest())


async def rankings() -> list[str]:
    """The addresses, without a language, of the rankings that search engines may show."""
    return [f"/ranking?{urlencode(one.pairs())}" for one in await directory.indexed()]


async def sitemap(number: int) -> list[Row]:
    """The agencies of a sitemap."""
    return await queries.listed(*bounds(number))
