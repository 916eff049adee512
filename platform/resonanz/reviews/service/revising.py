"""An author edits a public review: a revision with its own check, while the old text stays."""

import datetime as dt
from typing import Any

import msgspec

from resonanz.agencies import service as agencies
from resonanz.agencies.service import branches
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit

from ..domain import EDITABLE_STATES, Event, RevisionSent, RevisionState, State, move_revision
from ..queries import revisions as queries
from .authoring import DraftSentError, MemberError, check_due, own_review
from .drafts import take_draft
from .ending import end_revision
from .submission import Submission, content_of, unseal_anchors
from .suspensions import SuspendedAuthorError, is_suspended


class UnchangedError(ConflictError):
    """The edit says what the review says already."""


async def revise(
    *, draft_token: str, public_id: str, submission: Submission, account_id: int, now: dt.datetime
) -> None:
    """Send an edit of an own review into the check, or a returned edit again (TRUST 11).

    What the form does not ask (the place) stays. Raises NotFoundError for somebody else's review,
    ConflictError if it cannot be edited now or an edit waits already, UnchangedError, MemberError,
    SuspendedAuthorError, DraftSentError.
    """
    async with db.transaction():
        if not await take_draft(draft_token, public_id, now):
            raise DraftSentError("draft")
        row = await own_review(public_id, account_id)
        if State(row["state"]) not in EDITABLE_STATES:
            raise ConflictError(row["state"])
        if await agencies.is_member(account_id):
            raise MemberError
        if await is_suspended(account_id, now):
            raise SuspendedAuthorError("suspended")
        content = content_of(submission)
        content["place"] = content["place"] or row["place"]
        content["branch_id"] = await branches.id_of(row["agency_id"], submission.branch)
        found = await queries.open_revision(row["id"])
        if _says_the_same(row, content):
            raise UnchangedError(public_id)
        if found is None:
            state = RevisionState.PRE_CHECK
        elif RevisionState(found["state"]) is RevisionState.RETURNED:
            state = move_revision(RevisionState.RETURNED, Event.RESUBMIT)
        else:
            raise ConflictError("an edit waits")
        values = content | {
            "state": state.value,
            "version": await queries.last_version(row["id"]) + 1,
            "due_at": check_due(now),
            "decided_at": None,
        }
        if found is None:
            values |= {"public_id": crypto.public_id(), "review_id": row["id"], "created_at": now}
            await queries.insert_revision(values)
        else:
            await queries.update_revision(found["id"], values)
        await audit.record(row["author_public_id"], "review.revise", "review", public_id, now=now)
        await emit(RevisionSent(row["id"], public_id, now))


async def withdraw_revision(public_id: str, account_id: int, now: dt.datetime) -> None:
    """Take back the open edit of an own review: the review stays as it is. NotFoundError."""
    async with db.transaction():
        row = await own_review(public_id, account_id)
        found = await queries.open_revision(row["id"])
        if found is None:
            raise NotFoundError("revision")
        await end_revision(found, now)
        await audit.record(row["author_public_id"], "review.unrevise", "review", public_id, now=now)


def _says_the_same(row: dict[str, Any], content: dict[str, Any]) -> bool:
    """Whether nobody could see a difference, also not in the private month."""
    plain = set(queries.CONTENT) - {"ratings", "ledger", "anchors_sealed"}
    if any(row[name] != content[name] for name in plain):
        return False
    if any(_read(row[name]) != _read(content[name]) for name in ("ratings", "ledger")):
        return False
    if row["anchors_sealed"] is None:
        return True
    before = unseal_anchors(row["anchors_sealed"])["month"]
    return bool(before == unseal_anchors(content["anchors_sealed"])["month"])


def _read(text: str) -> Any:
    return msgspec.json.decode(text)
