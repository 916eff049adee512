"""What a moderator's decision does to a review; the decision itself belongs to moderation."""

import datetime as dt
from typing import Any, Literal

from resonanz.kernel import crypto, db, settings
from resonanz.kernel.errors import ConflictError, NotFoundError

from .. import mails, queries
from ..domain import Event, IllegalTransitionError, State
from ..domain import transition as next_state
from .authoring import EMAIL_PURPOSE, status_secret
from .publishing import publish

Verdict = Literal["approve", "return", "reject"]
_EVENTS = {"approve": Event.APPROVE, "return": Event.RETURN, "reject": Event.REJECT}


async def apply_verdict(
    public_id: str, verdict: Verdict, message: str, now: dt.datetime
) -> dict[str, Any]:
    """Move a review by a decision, tell its author, and return its row as it was.

    Joins the caller's transaction. The text is never rewritten (TRUST 9). Raises NotFoundError,
    or ConflictError if somebody decided meanwhile.
    """
    async with db.transaction():
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None:
            raise NotFoundError("review")
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
            await _tell_author(row, verdict)
        elif settings.current().mode == "demo" and row["publish_after"] is None:
            await publish(public_id, now)
    return row


async def _tell_author(row: dict[str, Any], verdict: Verdict) -> None:
    if row["email_sealed"] is None:
        return
    email = crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
    tell = mails.returned if verdict == "return" else mails.rejected
    await tell(email, row["form_language"], status_secret(row["public_id"]))
