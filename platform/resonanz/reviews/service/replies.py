"""An agency's reply to a review: sent, checked by people, published, changed, withdrawn.

It never touches the review it answers: not its date, its place in the list, nor any score.
"""

import datetime as dt
from typing import Any, Literal

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import reaches
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import Language

from .. import mails
from ..domain import (
    OPEN_REPLIES,
    PUBLIC_STATES,
    REPLY_LIMIT,
    ReplyDecided,
    ReplyEvent,
    ReplyState,
    State,
    reply_transition,
)
from ..queries import replies as queries
from ..queries import review_by_public_id
from .authoring import EMAIL_PURPOSE, check_due, status_secret
from .reading import branch_of
from .verdicts import Verdict

Row = dict[str, Any]

_EVENTS = {
    "approve": ReplyEvent.APPROVE,
    "return": ReplyEvent.RETURN,
    "reject": ReplyEvent.REJECT,
}
_ENDED = frozenset(ReplyState) - {ReplyState.PRE_CHECK, ReplyState.PUBLISHED}


async def send_reply(
    review_public_id: str,
    agency_id: int,
    account_id: int,
    actor: str,
    text: str,
    language: Language,
    now: dt.datetime,
) -> None:
    """Send a reply, or a new version of it; it waits for its check while the old one stays public.

    Raises NotFoundError unless the review is public and the agency's own (TRUST 42), ValueError for
    no text, one that is too long, and one that says what is public or waits already.
    """
    if not text or len(text) > REPLY_LIMIT:
        raise ValueError("text")
    async with db.transaction():
        review = await _public_review(review_public_id, agency_id)
        reply_id = await queries.take_reply(review["id"])
        versions = await queries.versions_of([review["id"]])
        if any(_said(one, text, language) for one in versions):
            raise ValueError("unchanged")
        for one in versions:
            if one["state"] in OPEN_REPLIES:
                await _move(one, ReplyEvent.REPLACE, now)
        public_id = crypto.public_id()
        await queries.insert_versions(
            [
                {
                    "public_id": public_id,
                    "reply_id": reply_id,
                    "number": 1 + max((one["number"] for one in versions), default=0),
                    "state": ReplyState.PRE_CHECK.value,
                    "language": language,
                    "text": text,
                    "account_id": account_id,
                    "sent_at": now,
                    "due_at": check_due(now),
                }
            ]
        )
        await audit.record(actor, "reply.send", "reply", public_id, now=now)


async def withdraw_reply(
    review_public_id: str, agency_id: int, actor: str, now: dt.datetime
) -> None:
    """Take a reply back: what is public leaves the site, what waits is not checked any more.

    Raises NotFoundError unless the review is public and the agency's own, ConflictError if there
    is nothing to take back.
    """
    async with db.transaction():
        review = await _public_review(review_public_id, agency_id)
        await queries.take_reply(review["id"])
        versions = await queries.versions_of([review["id"]])
        present = [one for one in versions if one["state"] in OPEN_REPLIES | {"published"}]
        if not present:
            raise ConflictError("reply")
        for one in present:
            await _move(one, ReplyEvent.WITHDRAW, now)
            await audit.record(actor, "reply.withdraw", "reply", one["public_id"], now=now)
        if any(one["state"] == ReplyState.PUBLISHED for one in present):
            await agencies.bump(agency_id)


async def apply_reply_verdict(
    public_id: str, verdict: Verdict, message: str, now: dt.datetime
) -> None:
    """Move a version by a moderator's decision and tell who wrote it.

    Joins the caller's transaction; the text is never rewritten (TRUST 9). Raises NotFoundError, or
    ConflictError if it does not wait any more.
    """
    async with db.transaction():
        row = await _locked(public_id)
        if State(row["review_state"]) not in PUBLIC_STATES:
            raise ConflictError("review")
        if verdict == "approve":
            await _publish(row, ReplyEvent.APPROVE, now)
        else:
            await _move(row, _EVENTS[verdict], now, message=message)
        await _tell_writer(row)
        await _tell_agency(row, now)


async def move_reply(
    review_id: int, move: Literal["remove", "restore"], message: str, now: dt.datetime
) -> None:
    """Carry out the decision of a case about the reply to a review; joins its transaction.

    `restore` brings a removed version back, or a rejected one into the check, unless a newer one
    took its place. Nothing happens where there is nothing to move.
    """
    async with db.transaction():
        await queries.take_reply(review_id)
        versions = await queries.versions_of([review_id])
        event = ReplyEvent.REMOVE
        if move == "restore" and versions:
            rejected = versions[0]["state"] == ReplyState.REJECTED
            event = ReplyEvent.UPHOLD if rejected else ReplyEvent.RESTORE
        for row in versions:
            if not _may(row, event):
                continue
            if event is ReplyEvent.RESTORE:
                if any(one["state"] == ReplyState.PUBLISHED for one in versions):
                    return
                await _publish(row, event, now)
            else:
                await _move(row, event, now, message=message)
                await agencies.bump(row["agency_id"])
            await _tell_agency(row, now)
            return


async def _public_review(public_id: str, agency_id: int) -> Row:
    review = await review_by_public_id(public_id, lock=True)
    if review is None or review["agency_id"] != agency_id:
        raise NotFoundError("review")
    if State(review["state"]) not in PUBLIC_STATES:
        raise NotFoundError("review")
    return review


async def _locked(public_id: str) -> Row:
    """A version that nobody else moves until the transaction ends."""
    found = await queries.version(public_id)
    if found is None:
        raise NotFoundError("reply")
    await queries.lock_reply(found["reply_id"])
    row = await queries.version(public_id)
    assert row is not None
    return row


def _said(row: Row, text: str, language: str) -> bool:
    present = row["state"] in {ReplyState.PUBLISHED, ReplyState.PRE_CHECK}
    return present and (row["text"], row["language"]) == (text, language)


def _may(row: Row, event: ReplyEvent) -> bool:
    try:
        reply_transition(ReplyState(row["state"]), event)
    except ValueError:
        return False
    return True


async def _move(row: Row, event: ReplyEvent, now: dt.datetime, *, message: str = "") -> None:
    try:
        state = reply_transition(ReplyState(row["state"]), event)
    except ValueError as error:
        raise ConflictError(str(error)) from None
    values: dict[str, Any] = {
        "state": state.value,
        "due_at": check_due(now) if state is ReplyState.PRE_CHECK else None,
        "ended_at": now if state in _ENDED else None,
    }
    if message:
        values["message"] = message
    await queries.update_version(row["id"], values)


async def _publish(row: Row, event: ReplyEvent, now: dt.datetime) -> None:
    """Show a version instead of the one before; the author hears of the first one alone."""
    for one in await queries.versions_of([row["review_id"]]):
        if one["state"] == ReplyState.PUBLISHED:
            await _move(one, ReplyEvent.REPLACE, now)
    await _move(row, event, now)
    today = site_day(now)
    await queries.update_version(row["id"], {"published_on": row["published_on"] or today})
    first = row["first_on"] is None
    if event is ReplyEvent.APPROVE:
        edited_on = None if first else today
        await queries.date_reply(row["reply_id"], row["first_on"] or today, edited_on)
    if first:
        await agencies.note_act(row["agency_id"], now)
        await _tell_author(row["review_public_id"])
    await agencies.bump(row["agency_id"])


async def _tell_author(review_public_id: str) -> None:
    review = await review_by_public_id(review_public_id)
    if review is not None and review["email_sealed"] is not None:
        email = crypto.unseal(EMAIL_PURPOSE, review["email_sealed"]).decode()
        await mails.replied(email, review["form_language"], status_secret(review_public_id))


async def _tell_writer(row: Row) -> None:
    """Mail who wrote a reply, unless the review is not theirs to see any more."""
    branch_id = await branch_of(row["review_public_id"])
    if row["writer"] is not None and await reaches(row["agency_id"], row["account_id"], branch_id):
        agency = (await agencies.agencies_by_id([row["agency_id"]]))[row["agency_id"]]
        await mails.reply_decided(
            row["writer"], row["writer_language"], agency.slug, row["review_public_id"]
        )


async def _tell_agency(row: Row, now: dt.datetime) -> None:
    await emit(ReplyDecided(row["agency_id"], row["review_public_id"], now))
