"""What the decision of a case does to a review, with score and revision in one transaction.

A hidden or removed review leaves every count, score, list and export at once, and comes back
likewise, with the day of its first publication. It does not come back beside a newer live review
of the same author and agency: the restriction is lifted, the newer one stays (TRUST 4).
"""

import datetime as dt
from typing import Any, Final

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import gettext, use_language
from resonanz.scoring import service as scoring

from .. import queries
from ..domain import (
    PUBLIC_STATES,
    Event,
    IllegalTransitionError,
    PublicChange,
    ReviewChanged,
    ReviewRemoved,
    ReviewWithdrawn,
    RevisionState,
    State,
)
from ..domain import transition as next_state
from ..queries import revisions
from .authoring import check_due, rival_of
from .ending import end_revisions
from .publishing import count, rated

_UNCHANGED: Final = {
    Event.CONTEST: frozenset({State.CONTESTED, State.HIDDEN_INTERIM}),
    Event.HIDE: frozenset({State.HIDDEN_INTERIM}),
    Event.KEEP: frozenset({State.PUBLISHED}),
}


_BRING_BACK: Final = frozenset({Event.RESTORE, Event.UPHOLD})


async def contest(public_id: str, actor: str, now: dt.datetime) -> None:
    """Mark a public review as contested; it stays online and counts. Twice is fine."""
    await _move(public_id, Event.CONTEST, "", actor, now)


async def hide(public_id: str, message: str, actor: str, now: dt.datetime) -> None:
    """Take a review off the site until the decision; twice is fine."""
    await _move(public_id, Event.HIDE, message, actor, now)


async def keep(public_id: str, actor: str, now: dt.datetime) -> None:
    """End the contest in the review's favour: the mark goes, a hidden one comes back."""
    await _move(public_id, Event.KEEP, "", actor, now)


async def remove(public_id: str, message: str, actor: str, now: dt.datetime) -> None:
    """Take a review off the site."""
    await _move(public_id, Event.REMOVE, message, actor, now)


async def restore(public_id: str, message: str, actor: str, now: dt.datetime) -> None:
    """Bring a removed review back, also into the score."""
    await _move(public_id, Event.RESTORE, message, actor, now)


async def recheck(public_id: str, message: str, actor: str, now: dt.datetime) -> None:
    """Put a rejected review back into the check: its author's complaint was upheld."""
    await _move(public_id, Event.UPHOLD, message, actor, now)


async def set_label(
    public_id: str, label: str | None, message: str, actor: str, now: dt.datetime
) -> None:
    """Put a note of the moderation on a review, or take it off."""
    async with db.transaction():
        row = await _locked(public_id)
        await queries.update_review(row["id"], {"label": label})
        if message:
            await queries.add_message(row["id"], "moderation", message, now)
        await agencies.bump(row["agency_id"])
        await audit.record(actor, "review.label", "review", public_id, label or "", now=now)


async def _move(public_id: str, event: Event, message: str, actor: str, now: dt.datetime) -> None:
    """Move a review; joins the caller's transaction.

    Raises NotFoundError, or ConflictError where the state machine does not allow it.
    """
    async with db.transaction():
        row = await _locked(public_id)
        before = State(row["state"])
        if before in _UNCHANGED.get(event, ()):
            return
        try:
            # A moderator who hides or removes a public review contests it in the same breath.
            between = before
            if before is State.PUBLISHED and event in {Event.HIDE, Event.REMOVE}:
                between = next_state(before, Event.CONTEST)
            after = next_state(between, event)
        except IllegalTransitionError as error:
            raise ConflictError(str(error)) from None
        if event in _BRING_BACK and await rival_of(public_id, row["created_at"]):
            await _give_way(row, actor, now)
            return
        values: dict[str, Any] = {"state": after.value}
        if event is Event.UPHOLD:
            values["due_at"] = check_due(now)
        await queries.update_review(row["id"], values)
        if message:
            await queries.add_message(row["id"], "moderation", message, now)
        await _follow(row, before, after, now)
        if event is Event.RESTORE:
            await _wait_anew(row["id"], now)
        await audit.record(actor, f"review.{event}", "review", public_id, now=now)
        if event is Event.REMOVE:
            await emit(ReviewRemoved(row["id"], public_id, now))


async def _give_way(row: dict[str, Any], actor: str, now: dt.datetime) -> None:
    """End a review that may come back and cannot, and tell its author why.

    The text stays for some time, so that its author can take it into the newer review.
    """
    state = next_state(State(row["state"]), Event.WITHDRAW)
    await queries.update_review(row["id"], {"state": state.value})
    await end_revisions([row["id"]], now)
    with use_language(row["form_language"]):
        told = gettext(
            "Wir geben Ihnen recht: Die Einschränkung dieser Bewertung ist aufgehoben. Sie haben "
            "inzwischen eine neuere Bewertung derselben Agentur geschrieben, und je Agentur steht "
            "eine in zwölf Monaten. Darum bleibt die neuere. Ihren früheren Text können Sie hier "
            "noch 30 Tage lang lesen und in die neuere Bewertung übernehmen."
        )
    await queries.add_message(row["id"], "moderation", told, now)
    await emit(ReviewWithdrawn(row["id"], row["public_id"], now))
    reason = "superseded by the newer review"
    await audit.record(actor, "review.withdraw", "review", row["public_id"], reason, now=now)


async def _wait_anew(review_id: int, now: dt.datetime) -> None:
    """An edit that waits for its check has the whole time again once its review is back."""
    found = await revisions.open_revision(review_id)
    if found is not None and found["state"] == RevisionState.PRE_CHECK:
        await revisions.update_revision(found["id"], {"due_at": check_due(now)})


async def _locked(public_id: str) -> dict[str, Any]:
    row = await queries.review_by_public_id(public_id, lock=True)
    if row is None:
        raise NotFoundError("review")
    return row


async def _follow(row: dict[str, Any], before: State, after: State, now: dt.datetime) -> None:
    """Score and revision follow the state; a profile also counts what was removed (TRUST 50)."""
    was, now_public = before in PUBLIC_STATES, after in PUBLIC_STATES
    if was and not now_public:
        await scoring.remove(row["id"], row["agency_id"], now)
    elif now_public and not was:
        await count(rated(row, row["published_on"]), now)
    if row["published_at"] is not None:
        await agencies.bump(row["agency_id"])
    if was is not now_public:
        change = PublicChange.RESTORED if now_public else PublicChange.REMOVED
        await emit(ReviewChanged(row["agency_id"], row["public_id"], change, now))
