"""Agencies side by side, as an address names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..queries import comparing

Row = dict[str, Any]

MOST: Final = 4
"""So many agencies stand beside each other."""
MOST_ASKED: Final = 8
"""So many of an address are looked up; what comes after them is left out unseen."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Whom an address compares, in its order, each once: at most four.

    `left_out` are the names of others that would not fit, `unknown` what is no listed agency.
    """

    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


async def compare(slugs: Sequence[str]) -> Compared:
    """The agencies with these slugs, present or former; three statements at most."""
    asked = list(dict.fromkeys(slug for slug in slugs if slug))[:MOST_ASKED]
    if not asked:
        return Compared(())
    rows = {row["slug"]: row for row in await comparing.agencies(asked)}
    moved = await comparing.present_slugs([slug for slug in asked if slug not in rows])
    further = await comparing.agencies([slug for slug in moved.values() if slug not in rows])
    rows |= {row["slug"]: row for row in further}
    found = {slug: rows.get(moved.get(slug, slug)) for slug in asked}
    named = list({row["slug"]: row for row in found.values() if row}.values())
    return Compared(
        tuple(named[:MOST]),
        tuple(row["name"] for row in named[MOST:]),
        tuple(slug for slug, row in found.items() if row is None),
    )
