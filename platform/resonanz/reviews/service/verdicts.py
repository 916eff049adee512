"""What a moderator's decision does to a review; the decision itself belongs to moderation."""

import datetime as dt
from typing import Any, Literal

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.errors import ConflictError, NotFoundError

from .. import mails, queries
from ..domain import (
    EDITABLE_STATES,
    Event,
    IllegalTransitionError,
    RevisionState,
    State,
    move_revision,
)
from ..domain import transition as next_state
from ..queries import revisions
from .authoring import EMAIL_PURPOSE, check_due, status_secret
from .publishing import publish, publish_revision

Verdict = Literal["approve", "return", "reject"]
_EVENTS = {"approve": Event.APPROVE, "return": Event.RETURN, "reject": Event.REJECT}


async def apply_verdict(
    public_id: str, verdict: Verdict, message: str, now: dt.datetime
) -> dict[str, Any]:
    """Move a review, or its edit that waits, by a decision; tell its author; its row as it was.

    Joins the caller's transaction. The text is never rewritten (TRUST 9). Raises NotFoundError,
    or ConflictError if somebody decided meanwhile.
    """
    async with db.transaction():
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None:
            raise NotFoundError("review")
        edit = await _waiting_edit(row)
        if edit is not None:
            await _decide_edit(row, edit, verdict, message, now)
            return row
        try:
            state = next_state(State(row["state"]), _EVENTS[verdict])
        except IllegalTransitionError as error:
            raise ConflictError(str(error)) from None
        values: dict[str, Any] = {"state": state.value, "due_at": None}
        if verdict == "approve":
            values["approved_at"] = now
        await queries.update_review(row["id"], values)
        if message:
            await queries.add_message(row["id"], "moderation", message, now)
        if verdict != "approve":
            await _tell_author(row, verdict, edit=False)
        elif settings.current().mode == "demo" and row["publish_after"] is None:
            await publish(public_id, now)
    return row


async def recheck_revision(revision_id: int, actor: str, now: dt.datetime) -> bool:
    """Put a rejected edit back into the check: its author's complaint was upheld.

    False where that is not possible any more: the author has sent a newer edit since, which goes
    first, or has withdrawn the review. Joins the caller's transaction.
    """
    found = await revisions.revision_by_id(revision_id)
    if found is None:
        return False
    async with db.transaction():
        row = await queries.review_by_id(found["review_id"], lock=True)
        newest = await revisions.newest_revision(row["id"])
        if newest is None or newest["id"] != revision_id:
            return False
        try:
            state = move_revision(RevisionState(newest["state"]), Event.UPHOLD)
        except IllegalTransitionError:
            return False
        values = {"state": state.value, "due_at": check_due(now), "decided_at": None}
        await revisions.update_revision(revision_id, values)
        await audit.record(actor, "review.recheck_edit", "review", row["public_id"], now=now)
    return True


async def _waiting_edit(row: dict[str, Any]) -> dict[str, Any] | None:
    if State(row["state"]) not in EDITABLE_STATES:
        return None
    return await revisions.open_revision(row["id"])


async def _decide_edit(
    row: dict[str, Any], edit: dict[str, Any], verdict: Verdict, message: str, now: dt.datetime
) -> None:
    try:
        state = move_revision(RevisionState(edit["state"]), _EVENTS[verdict])
    except IllegalTransitionError as error:
        raise ConflictError(str(error)) from None
    values = {"state": state.value, "due_at": None, "decided_at": now}
    await revisions.update_revision(edit["id"], values)
    if message:
        await queries.add_message(row["id"], "moderation", message, now)
    if verdict != "approve":
        await _tell_author(row, verdict, edit=True)
    elif settings.current().mode == "demo":
        await publish_revision(row["public_id"], now)


async def _tell_author(row: dict[str, Any], verdict: Verdict, *, edit: bool) -> None:
    if row["email_sealed"] is None:
        return
    email = crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
    tell = mails.returned if verdict == "return" else mails.rejected
    await tell(email, row["form_language"], status_secret(row["public_id"]), edit=edit)
