"""Listed agencies that may be one: moderators call them distinct, or merge them."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef, Pair
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError

from ..queries import merges as held
from .colleagues import Colleague, colleague
from .errors import Moderator
from .interests import require_independent
from .reach import Reach

PAGE = 20
SHOWN = 20


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two listed agencies that may be one, and how many public reviews each has."""

    pair: Pair
    newer_reviews: int
    older_reviews: int


@dataclass(frozen=True, slots=True)
class Distinct:
    """Two agencies that somebody called distinct."""

    one: AgencyRef
    other: AgencyRef
    by: Colleague
    said_at: dt.datetime


async def likely_pairs(
    reach: Reach, before: tuple[int, int] | None = None
) -> tuple[tuple[LikelyPair, ...], tuple[int, int] | None]:
    """Twenty pairs, the newest entries first, and where the next page begins.

    Without agencies of the moderator's own. Three statements, however many agencies there are.
    """
    found = await agencies.likely_pairs(before, reach.barred, PAGE + 1)
    shown = found[:PAGE]
    counts = await held.public_reviews(
        sorted({each.id for pair in shown for each in (pair.newer, pair.older)})
    )
    last = (shown[-1].newer.id, shown[-1].older.id) if len(found) > PAGE else None
    return tuple(
        LikelyPair(one, counts.get(one.newer.id, 0), counts.get(one.older.id, 0)) for one in shown
    ), last


async def distinct(reach: Reach, moderator: Moderator) -> tuple[Distinct, ...]:
    """What was called distinct lately."""
    return tuple(
        [
            Distinct(one.one, one.other, await colleague(one.by, moderator), one.said_at)
            for one in await agencies.distinct_pairs(reach.barred, SHOWN)
        ]
    )


async def listed_pair(one: str, other: str, moderator: Moderator) -> tuple[AgencyRef, AgencyRef]:
    """Two different listed agencies by their slugs.

    Raises NotFoundError, ForbiddenError if one is the moderator's own.
    """
    refs: list[AgencyRef] = []
    for slug in (one, other):
        found = await agencies.find_for_review(slug)
        if found is None or found.state != "listed" or found.id in {each.id for each in refs}:
            raise NotFoundError("agency")
        await require_independent(found.id, moderator.account_id)
        refs.append(found)
    return refs[0], refs[1]


async def say_distinct(one: str, other: str, moderator: Moderator, now: dt.datetime) -> None:
    """Call two listed agencies, by slug, distinct. Raises as `listed_pair`."""
    async with db.transaction():
        first, second = await listed_pair(one, other, moderator)
        await agencies.say_distinct(first.id, second.id, moderator.account_id, now)
        await audit.record(
            *(moderator.public_id, "agency.distinct", "agency", first.public_id),
            second.public_id,
            now=now,
        )


async def take_back(one: str, other: str, moderator: Moderator, now: dt.datetime) -> None:
    """Let two agencies, by slug, be likely duplicates again. Raises as `listed_pair`."""
    async with db.transaction():
        first, second = await listed_pair(one, other, moderator)
        if not await agencies.take_back_distinct(first.id, second.id):
            raise NotFoundError("pair")
        await audit.record(
            *(moderator.public_id, "agency.alike", "agency", first.public_id),
            second.public_id,
            now=now,
        )
