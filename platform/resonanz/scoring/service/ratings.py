"""A review enters, changes or leaves: its agency's score changes in the same transaction."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from resonanz.kernel import db
from resonanz.scoring import queries
from resonanz.scoring.queries import StoredRating

from .computing import Computed, changed, compute
from .markets import first_day


@dataclass(frozen=True, slots=True)
class NewRating:
    """What scoring keeps of a review.

    `published_on` is its first publication day (Europe/Berlin) for good, `ratings` the stars of
    the answered criteria, feedback among them, `ledger` the lines as `LedgerLine.to_dict` gives
    them. `pledge_id` is the pledge that the review falls under. The agency of a review changes by
    `move` alone.
    """

    review_id: int
    agency_id: int
    published_on: dt.date
    ratings: Mapping[str, float]
    ledger: Sequence[Mapping[str, str | int]]
    contact_proven: bool
    invited: bool
    pledge_id: int | None = None

    def stored(self) -> StoredRating:
        """The live row, without value and weight."""
        return StoredRating(
            review_id=self.review_id,
            agency_id=self.agency_id,
            published_on=self.published_on,
            live=True,
            contact_proven=self.contact_proven,
            invited=self.invited,
            ratings=msgspec.json.encode(self.ratings).decode(),
            ledger=msgspec.json.encode(self.ledger).decode(),
            pledge_id=self.pledge_id,
        )


_Rows = list[StoredRating]


async def put(rating: NewRating, now: dt.datetime) -> float:
    """A review counts from now on: its first publication, an edit, newly proven contact, or its
    return after `withdraw` or `remove`. Its value x, 1 to 5.

    The agency's score follows in the caller's transaction; the agency's revision is the caller's
    to bump. Raises msgspec.ValidationError if a ledger line is none.
    """
    new = rating.stored()

    def with_it(rows: _Rows) -> _Rows:
        return [row for row in rows if row.review_id != new.review_id] + [new]

    after = await _change(rating.agency_id, now, with_it)
    (value,) = (row.value for row in after.ratings if row.review_id == new.review_id)
    assert value is not None
    return value


async def withdraw(review_id: int, agency_id: int, now: dt.datetime) -> None:
    """Its author withdrew a review: no value, no weight, but it still counts among the unproven
    ones of its quarter. Nothing happens if it does not count already.
    """

    def without_it(rows: _Rows) -> _Rows:
        return [replace(row, live=row.live and row.review_id != review_id) for row in rows]

    await _change(agency_id, now, without_it)


async def remove(review_id: int, agency_id: int, now: dt.datetime) -> None:
    """Moderation hid or removed a review: it leaves everything, as if it had never been, so that
    a removed fake takes no room from honest reviews. `put` brings it back with its date.
    """

    def without_it(rows: _Rows) -> _Rows:
        return [row for row in rows if row.review_id != review_id]

    async with db.transaction():
        await queries.lock_agencies([agency_id])
        await queries.delete_rating(review_id)
        await _change(agency_id, now, without_it, locked=True)


async def take_out(agency_id: int, now: dt.datetime) -> None:
    """All live reviews of an agency leave everything; `put_back` brings them back."""

    def without_live(rows: _Rows) -> _Rows:
        return [row for row in rows if not row.live]

    async with db.transaction():
        await queries.lock_agencies([agency_id])
        await queries.delete_live_ratings(agency_id)
        await _change(agency_id, now, without_live, locked=True)


async def put_back(agency_id: int, ratings: Sequence[NewRating], now: dt.datetime) -> None:
    """Many reviews of one agency count again, as `put` does it with one."""
    new = {rating.review_id: rating.stored() for rating in ratings}

    def with_them(rows: _Rows) -> _Rows:
        return [row for row in rows if row.review_id not in new] + list(new.values())

    await _change(agency_id, now, with_them)


async def move(review_ids: Sequence[int], agency_id: int, into_id: int, now: dt.datetime) -> None:
    """Let rated reviews of one agency be of another, as if they had always been; both are scored.

    Also those that were withdrawn. Moved back, all is as it was. Reviews of a third one stay.
    """
    async with db.transaction():
        await queries.lock_agencies(sorted((agency_id, into_id)))
        if await queries.move_ratings(review_ids, agency_id, into_id):
            for each in sorted((agency_id, into_id)):
                await _change(each, now, list, locked=True)


async def _change(
    agency_id: int,
    now: dt.datetime,
    change: Callable[[_Rows], _Rows],
    *,
    locked: bool = False,
) -> Computed:
    async with db.transaction():
        if not locked:
            await queries.lock_agencies([agency_id])
        day, before = await queries.day_and_ratings(agency_id)
        if day is None:
            await first_day(now)
            day, before = await queries.day_and_ratings(agency_id)
            assert day is not None
        after = compute(agency_id, change(before), day)
        await queries.put_ratings(changed(before, after.ratings))
        if after.score is None:
            await queries.delete_scores([agency_id])
        else:
            await queries.put_scores([after.score])
    return after
