"""Forgetting: by the clock, and when an author leaves (TRUST 28, 33; state machine 10)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.kernel import crypto, db
from resonanz.kernel.events import emit
from resonanz.scoring import service as scoring

from ..domain import (
    ENDED_REVISIONS,
    PUBLIC_STATES,
    Event,
    PublicChange,
    ReviewChanged,
    ReviewWithdrawn,
    RevisionState,
    State,
)
from ..queries import (
    expire_pending,
    forget_addresses,
    forgetting,
    replies,
    review_by_id,
    revisions,
)
from .authoring import move
from .ending import end_revision, end_revisions
from .late_answers import review_left

PENDING_KEPT = dt.timedelta(days=7)
"""So long waits a review for its author's confirmation (TRUST.md, State machines)."""
EXPIRED_KEPT = dt.timedelta(days=30)
MESSAGES_KEPT = dt.timedelta(days=365)
ANCHORS_KEPT = dt.timedelta(days=730)
REVISIONS_KEPT = dt.timedelta(days=365)
"""So long stars, facts and dates of an edit that ended are kept, without its text."""
_FORGETTABLE = frozenset({State.REJECTED, State.REMOVED, State.RETURNED, State.WITHDRAWN})
REPLIES_KEPT = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class LeftReviews:
    """Ids of the reviews of an author who left: those that are gone and those still public."""

    withdrawn: tuple[int, ...]
    kept: tuple[int, ...]


async def forget_old(now: dt.datetime) -> None:
    """Expire reviews that nobody confirmed with their authors' addresses, and forget old parts."""
    async with db.transaction():
        if authors := await expire_pending(now - PENDING_KEPT):
            await forget_addresses(authors)
    await forgetting.delete_expired(now - EXPIRED_KEPT)
    await forgetting.delete_authors(now - PENDING_KEPT)
    await forgetting.forget_anchors(now - ANCHORS_KEPT)
    await forgetting.delete_messages(now - MESSAGES_KEPT)
    for state in sorted(ENDED_REVISIONS):
        if old := await revisions.old_revisions(state, now - REVISIONS_KEPT, ()):
            await revisions.delete_revisions(old)
    await replies.forget_versions(now - REPLIES_KEPT)


async def with_text(state: State, after: int, limit: int) -> list[int]:
    """Ids of reviews in a state, behind an id, that still hold a text or private entries."""
    return await forgetting.with_text(state, after, limit)


async def forget_texts(review_ids: Sequence[int], now: dt.datetime) -> None:
    """Forget the texts of reviews that were decided on long ago: rejected, removed or returned.

    One that was returned and never came back counts as withdrawn; others stay as they are. Edits
    that wait for a removed review end with its text.
    """
    if not review_ids:
        return
    async with db.transaction():
        rows = await forgetting.reviews_in(review_ids)
        old = [row for row in rows if State(row["state"]) in _FORGETTABLE]
        for row in old:
            if State(row["state"]) is State.RETURNED:
                await move(row, Event.WITHDRAW, {}, "returned and not sent again")
        if old:
            await forgetting.strip([row["id"] for row in old])
            await end_revisions([row["id"] for row in old], now)
            await replies.delete_replies([row["id"] for row in old])


async def forget_revisions(
    state: RevisionState, before: dt.datetime, spared: Collection[int], now: dt.datetime
) -> None:
    """End edits that were decided on before a moment, with what they held; not `spared` ones."""
    for revision_id in await revisions.old_revisions(state, before, spared):
        async with db.transaction():
            found = await revisions.revision_by_id(revision_id)
            if found is None:
                continue
            await review_by_id(found["review_id"], lock=True)
            found = await revisions.revision_by_id(revision_id)
            if found is not None and found["state"] == state:
                await end_revision(found, now)


async def erase_author(account_id: int, *, keep_public: bool, now: dt.datetime) -> LeftReviews:
    """Untie an account's author from the account and the address, for good.

    With `keep_public` what is public stays, without a link to anybody; everything else is
    withdrawn, edits that wait too, and the scores follow in the caller's transaction.
    """
    async with db.transaction():
        rows = await forgetting.reviews_of(account_id)
        kept = [row for row in rows if keep_public and State(row["state"]) in PUBLIC_STATES]
        gone = [row for row in rows if row not in kept]
        leaving = [row for row in gone if row["state"] != State.WITHDRAWN]
        for row in leaving:
            await move(row, Event.WITHDRAW, {}, "its author left")
        if gone:
            await forgetting.strip([row["id"] for row in gone])
        if rows:
            await end_revisions([row["id"] for row in rows], now)
        for row in kept:
            await review_left(row["id"], now)
        # Agencies in one order and the site's revision last, so that no two acts wait in a ring.
        shown = sorted(
            (row["agency_id"], row["id"]) for row in leaving if row["published_at"] is not None
        )
        for agency_id, review_id in shown:
            await scoring.withdraw(review_id, agency_id, now)
        if shown:
            await agencies.bump(*sorted({agency_id for agency_id, _ in shown}))
        for row in leaving:
            await emit(ReviewWithdrawn(row["id"], row["public_id"], now))
            if State(row["state"]) in PUBLIC_STATES:
                agency_id, public_id = row["agency_id"], row["public_id"]
                await emit(ReviewChanged(agency_id, public_id, PublicChange.REMOVED, now))
        await replies.delete_replies([row["id"] for row in gone])
        await forgetting.delete_messages_of(account_id)
        await forgetting.forget_traces_of(account_id)
        await forgetting.forget_author(account_id, crypto.public_id(), crypto.token())
    return LeftReviews(tuple(row["id"] for row in gone), tuple(row["id"] for row in kept))
