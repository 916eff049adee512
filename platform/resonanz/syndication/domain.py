"""How the addresses of the site are shared out over sitemaps."""

from typing import Final

SHARD: Final = 10_000
"""Ids a sitemap; the protocol allows 50,000 addresses and 50 MB (https://www.sitemaps.org)."""


def shards(highest: int) -> range:
    """The numbers of the sitemaps that hold all ids up to the highest, from 1 on."""
    return range(1, -(-highest // SHARD) + 1)


def bounds(number: int) -> tuple[int, int]:
    """The ids of a sitemap: above the first, up to the second."""
    return (number - 1) * SHARD, number * SHARD
