"""One agency of the demo stands in the list twice: what moderators find, and merge."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from resonanz.agencies import queries
from resonanz.agencies.domain.records import Place
from resonanz.reviews.service import ReadyReview

OF: Final = "Isarwerk Zeitarbeit GmbH"
NAME: Final = "Isarwerk-Zeitarbeit"
SLUG: Final = "isarwerk-zeitarbeit-2"
REVIEWS: Final = 6


async def add_twin(website: str | None, source: str, now: dt.datetime) -> int:
    """List the agency a second time, as a hurried import would; the id."""
    twin = queries.NewAgency(
        slug=SLUG,
        name=NAME,
        aliases=(),
        kind="temp",
        state="listed",
        country="DE",
        website=website,
        seat=Place("München", "80331", "BY", 48.1345, 11.571),
        seat_basis="listed seat",
        sources=(source,),
    )
    return (await queries.insert_agencies([twin], now))[SLUG]


def with_twin(ready: Sequence[ReadyReview], of: int, twin: int) -> list[ReadyReview]:
    """The same reviews, some of the newest public ones being of the twin."""
    public = sorted(
        (one.published_at, number)
        for number, one in enumerate(ready)
        if one.agency_id == of and one.published_at is not None
    )
    taken = {number for _, number in public[-REVIEWS:]}
    return [
        replace(one, agency_id=twin) if number in taken else one for number, one in enumerate(ready)
    ]
