"""Reviews of a listed agency that turns out to be another one, and their way back."""

import datetime as dt
from dataclasses import dataclass, field

from resonanz.kernel import db
from resonanz.scoring import service as scoring

from .. import queries
from ..domain import State
from ..domain.merging import Authored, sleeping
from ..queries import moving
from .publishing import rated


@dataclass(frozen=True, slots=True)
class MovedReviews:
    """What a merge did with reviews, by id: enough to undo it exactly.

    `moved` went along. `stayed` and `set_aside` sleep, since their author has a newer one about
    the same agency (TRUST 4): the first were of the entry that goes and stay with it, the second of
    the one that stays, and sleep with the other.
    """

    moved: list[int] = field(default_factory=list)
    stayed: list[int] = field(default_factory=list)
    set_aside: list[int] = field(default_factory=list)

    @property
    def asleep(self) -> list[int]:
        """All that are not public while the two are one."""
        return [*self.stayed, *self.set_aside]


async def asleep_after(agency_id: int, into_id: int) -> frozenset[int]:
    """The reviews that a merge would let sleep, by id; changes nothing."""
    found = [
        Authored(row["id"], row["author_id"], State(row["state"]), row["created_at"], goes)
        for of, other, goes in ((agency_id, into_id, True), (into_id, agency_id, False))
        for row in await moving.public_by_authors_of(of, other)
    ]
    return sleeping(found)


async def merge_reviews(agency_id: int, into_id: int, now: dt.datetime) -> MovedReviews:
    """Let all reviews of an agency be of another one, in whatever state; both are scored.

    Of two public ones by the same author within twelve months the older sleeps. Joins the caller's
    transaction, which holds both agencies; the revisions are the caller's to bump.
    """
    async with db.transaction():
        asleep = await asleep_after(agency_id, into_id)
        going = [row["id"] for row in await moving.reviews_of(agency_id)]
        result = MovedReviews(
            moved=[each for each in going if each not in asleep],
            stayed=[each for each in going if each in asleep],
            set_aside=sorted(asleep - set(going)),
        )
        for each in result.stayed:
            await scoring.remove(each, agency_id, now)
        for each in result.set_aside:
            await scoring.remove(each, into_id, now)
        await moving.give(result.moved, agency_id, into_id)
        await moving.give(result.set_aside, into_id, agency_id)
        await scoring.move(result.moved, agency_id, into_id, now)
    return result


async def split_reviews(
    agency_id: int, into_id: int, before: MovedReviews, now: dt.datetime
) -> MovedReviews:
    """Undo `merge_reviews`; what was written since then stays with the other one.

    What really moved: reviews may be gone. Those that slept count again if they are public still.
    """
    async with db.transaction():
        moved = await moving.give(before.moved, into_id, agency_id)
        back = await moving.give(before.set_aside, agency_id, into_id)
        await scoring.move(moved, into_id, agency_id, now)
        for of, ids in ((agency_id, before.stayed), (into_id, back)):
            public = [row for row in await queries.public_rows_of(of) if row["id"] in ids]
            if public:
                ratings = [rated(row, row["published_on"]) for row in public]
                await scoring.put_back(of, ratings, now)
    return MovedReviews(moved, before.stayed, back)


async def public_ids(review_ids: list[int]) -> list[str]:
    """The public ids of reviews, oldest first; some may be gone."""
    return await moving.public_ids(review_ids)
