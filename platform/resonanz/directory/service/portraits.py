"""What a profile tells beyond the stored figures: its course, its replies, who is like it.

It is worked out once for each revision of an agency and day, for all languages: an agency with
thousands of reviews takes its time.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.agencies.service.gazetteers import find_place
from resonanz.kernel import settings
from resonanz.kernel.memo import Memo
from resonanz.kernel.workdays import working_days_between
from resonanz.reviews.domain.conduct import Conduct, proper, telling
from resonanz.reviews.service.conduct import stored_answers
from resonanz.scoring.domain.ledger import Criterion
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.rank import Rank
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.service import Course, course_of

from ..domain.answering import Replying, replying
from ..domain.similar import Similar, similar
from ..queries import lists, profiles
from .finding import index
from .ranking import rank_among

Row = dict[str, Any]

_GOOD_STARS: Final = 4


@dataclass(frozen=True, slots=True)
class Portrait:
    """`course` and `replies` are None without a review. `careful` are the reviews that gave four
    or five stars for how their data were handled, of those that said; `conduct` how many report
    proper conduct, of how many. `rank` is the one in its country and of how many, None without.
    Like `similar` it follows other agencies, and so may be a day old. `similar` is None for an
    agency that the index does not know; `placed` whether its town is one that can be searched.
    """

    course: Course | None
    replies: Replying | None
    careful: Share
    conduct: Mapping[Conduct, tuple[int, int]]
    rank: tuple[Rank, int] | None
    similar: Similar | None
    placed: bool


@dataclass(frozen=True, slots=True)
class PortraitPage:
    """A portrait, and the rows of the similar agencies that are still listed, in their order."""

    portrait: Portrait
    rows: list[Row]


_portraits: Final[Memo[int, Portrait]] = Memo(1000)


async def portrait(row: Row, today: dt.date) -> PortraitPage:
    """What stands on the first page of a profile, from its row; one statement once it is known."""
    found = await _portrait(row, today)
    return PortraitPage(found, await _rows(found.similar))


async def course(row: Row, today: dt.date) -> Course | None:
    """How an agency developed, from its profile's row; None without a review."""
    return (await _portrait(row, today)).course


def _portrait(row: Row, today: dt.date) -> Awaitable[Portrait]:
    version = (row["revision"], row["run_id"], row["as_of"], today)
    return _portraits.get(row["id"], version, lambda: _make(row, today))


async def _rows(found: Similar | None) -> list[Row]:
    wanted = [one.id for one in found.found] if found else []
    rows = {row["id"]: row for row in await lists.by_ids(wanted)}
    return [rows[one] for one in wanted if one in rows]


async def _make(row: Row, today: dt.date) -> Portrait:
    ratings = await profiles.ratings(row["id"]) if row["market"] else []
    present = await index()
    near = await asyncio.to_thread(similar, present, row["id"], distance_km)
    placed = near is not None and await asyncio.to_thread(_can_be_searched, near)
    if not ratings:
        return Portrait(None, None, Share(0, 0), {}, None, near, placed)
    course, replies = await asyncio.to_thread(_add_up, row, ratings, today)
    rank = await rank_among(present, row["id"], row["country"]) if row["ranked"] else None
    return Portrait(course, replies, _careful(ratings), _conduct(ratings), rank, near, placed)


def _can_be_searched(near: Similar) -> bool:
    return bool(near.town) and find_place(near.town, [near.country]) is not None


def _add_up(
    row: Row, ratings: Sequence[profiles.RatedRow], today: dt.date
) -> tuple[Course, Replying]:
    course = course_of(
        (one.rating for one in ratings),
        Market.from_dict(msgspec.json.decode(row["market"])),
        {one.rating.review_id for one in ratings if one.coarse},
        today,
        row["as_of"],
    )
    live = [one for one in ratings if one.rating.live]
    calendar = settings.current().holidays
    waits = (
        working_days_between(one.rating.published_on, one.replied_on, calendar)
        for one in live
        if one.replied_on is not None and not one.coarse
    )
    return course, replying([one.replied_on is not None for one in live], waits)


def _conduct(ratings: Sequence[profiles.RatedRow]) -> dict[Conduct, tuple[int, int]]:
    return proper(
        telling(stored_answers(one.conduct), coarse=one.coarse)
        for one in ratings
        if one.rating.live and one.conduct != "{}"
    )


def _careful(ratings: Sequence[profiles.RatedRow]) -> Share:
    stars = [one.rating.stars(Criterion.DISCRETION) for one in ratings if one.rating.live]
    given = [one for one in stars if one is not None]
    return Share(sum(one >= _GOOD_STARS for one in given), len(given))
