"""Publication: a review or its edit appears, and its agency's score changes, at once."""

import datetime as dt
import logging
from typing import Any

import msgspec

from resonanz.agencies import service as agencies
from resonanz.agencies.service import pledges
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.errors import ResonanzError
from resonanz.kernel.events import emit
from resonanz.scoring import service as scoring

from .. import mails, queries
from ..domain import (
    PUBLIC_STATES,
    Event,
    PublicChange,
    ReviewChanged,
    RevisionPublished,
    RevisionState,
    State,
    Waiting,
    batch,
    batch_opens,
    move_revision,
)
from ..domain import transition as next_state
from ..queries import revisions
from .authoring import EMAIL_PURPOSE, status_secret
from .invited import published_as_invited
from .submission import unseal_anchors

BATCH_LIMIT = 200

log = logging.getLogger(__name__)


async def publish(public_id: str, now: dt.datetime) -> None:
    """Publish an approved review: state, date, score, revision, mail to its author."""
    async with db.transaction():
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None or row["state"] != State.APPROVED:
            return
        state = next_state(State.APPROVED, Event.PUBLISH)
        published_on = row["published_on"] or site_day(now)
        row["invited"] = await published_as_invited(row)
        await agencies.accept_proposal(row["agency_id"])
        await scoring.put(rated(row, published_on), now)
        await queries.update_review(
            row["id"],
            {
                "state": state.value,
                "published_on": published_on,
                "published_at": now,
                "invited": row["invited"],
            },
        )
        await agencies.bump(row["agency_id"])
        await audit.record("system", "review.publish", "review", public_id)
        await emit(ReviewChanged(row["agency_id"], public_id, PublicChange.PUBLISHED, now))
        if row["email_sealed"] is not None:
            email = crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
            await mails.published(email, row["form_language"], status_secret(public_id))


async def publish_revision(public_id: str, now: dt.datetime) -> None:
    """Publish a review's approved edit: content, date of the edit, score, revision, mail.

    The review keeps its id, its place in the order and the day of its first publication
    (SCORING.md, Days). Nothing happens while the review is hidden or removed: the edit waits.
    """
    async with db.transaction():
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None or State(row["state"]) not in PUBLIC_STATES:
            return
        found = await revisions.open_revision(row["id"])
        if found is None or found["state"] != RevisionState.APPROVED:
            return
        state = move_revision(RevisionState.APPROVED, Event.PUBLISH)
        content = {name: found[name] for name in revisions.CONTENT}
        content["pledge_id"] = await _pledge(row, found)
        # Something else may have given the review a version meanwhile; it never goes back.
        version = max(found["version"], row["version"] + 1)
        await count(rated(row | content, row["published_on"]), now)
        dated = {"edited_on": site_day(now), "version": version}
        await queries.update_review(row["id"], content | dated)
        ended = {"state": state.value, "ended_at": now}
        await revisions.update_revision(found["id"], ended | revisions.EMPTIED)
        await agencies.bump(row["agency_id"])
        await audit.record("system", "review.edit", "review", public_id, now=now)
        await emit(RevisionPublished(row["id"], public_id, version, now))
        await emit(ReviewChanged(row["agency_id"], public_id, PublicChange.EDITED, now))
        if row["email_sealed"] is not None:
            email = crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
            secret = status_secret(public_id)
            await mails.published(email, row["form_language"], secret, edit=True)


async def _pledge(row: dict[str, Any], found: dict[str, Any]) -> int | None:
    """The pledge that an edited review falls under: another one only if the month changed."""
    month = unseal_anchors(found["anchors_sealed"])["month"]
    if row["anchors_sealed"] and unseal_anchors(row["anchors_sealed"])["month"] == month:
        kept: int | None = row["pledge_id"]
        return kept
    return await pledges.falls_under(row["agency_id"], month, row["submitted_at"])


async def count(rating: scoring.NewRating, now: dt.datetime) -> None:
    """Let a public review count; while its agency is not listed, that waits for its return."""
    if await agencies.is_listed(rating.agency_id):
        await scoring.put(rating, now)


def rated(row: dict[str, Any], published_on: dt.date) -> scoring.NewRating:
    """What scoring keeps of a review."""
    ratings = msgspec.json.decode(row["ratings"], type=dict[str, int])
    return scoring.NewRating(
        review_id=row["id"],
        agency_id=row["agency_id"],
        published_on=published_on,
        ratings={key: stars for key, stars in ratings.items() if stars},
        ledger=msgspec.json.decode(row["ledger"]),
        contact_proven=row["contact_proven"],
        invited=row["invited"],
        pledge_id=row["pledge_id"],
    )


async def publish_due(now: dt.datetime) -> int:
    """Publish the day's batch of reviews and edits once its secret minute has come; how many.

    In the demo everything approved appears at once.
    """
    at_once = settings.current().mode == "demo"
    if not at_once and not batch_is_open(now):
        return 0
    rows = await queries.approved_reviews(site_day(now), BATCH_LIMIT)
    edits = await revisions.approved_revisions(BATCH_LIMIT)
    edited = {row["public_id"] for row in edits}
    waiting = [Waiting(**row) for row in (*rows, *edits)]
    chosen = [one.public_id for one in waiting] if at_once else batch(waiting, now)
    published = 0
    for public_id in chosen:
        try:
            await (publish_revision if public_id in edited else publish)(public_id, now)
            published += 1
        except ResonanzError:
            # One that cannot appear (its agency was refused) must not hold up the others.
            log.exception("The review %s could not be published.", public_id)
    return published


def batch_is_open(now: dt.datetime) -> bool:
    """Whether today has a batch and its minute is past."""
    local = now.astimezone(SITE_ZONE)
    chance = int(crypto.digest("publication-batch", local.date().isoformat())[:8], 16)
    opens = batch_opens(local.date(), chance)
    return opens is not None and local.time() >= opens
