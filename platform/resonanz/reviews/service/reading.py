"""Reading reviews for their authors and for the check."""

import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import msgspec

from resonanz.kernel import crypto
from resonanz.kernel.i18n import Language
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import LedgerLine, Stage

from .. import queries
from ..domain import EDITABLE_STATES, ENDED_REVISIONS, RevisionState, State
from ..domain.conduct import Conduct
from ..queries import listing, revisions
from .authoring import EMAIL_PURPOSE, status_secret
from .conduct import stored_answers
from .submission import unseal_anchors


@dataclass(frozen=True, slots=True)
class Message:
    """One message about a review; `sender` is moderation or author."""

    sender: str
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A review as its author and the moderation may see it.

    As an edit would make it, it names its `revision_id` and the review as it is that it `replaces`.
    """

    id: int
    public_id: str
    agency_id: int
    author_public_id: str
    account_id: int | None
    state: State
    language: str
    role: str
    job_field: str | None
    remote: bool | None
    place: str | None
    last_stage: str
    ratings: dict[str, int]
    lines: tuple[LedgerLine, ...]
    text: str
    coarse: bool
    invited: bool
    contact_proven: bool
    created_at: dt.datetime
    submitted_at: dt.datetime | None
    due_at: dt.datetime | None
    published_on: dt.date | None
    publish_after: dt.date | None
    edited_on: dt.date | None
    value: float | None
    form_language: Language
    version: int
    month: str
    disputed_lines: frozenset[Stage] = frozenset()
    corrected_on: dt.date | None = None
    branch_id: int | None = None
    conduct: Mapping[Conduct, bool] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    replaces: "ReviewRecord | None" = None
    revision_id: int | None = None

    @classmethod
    def from_row(
        cls, row: dict[str, Any], value: float | None = None, messages: tuple[Message, ...] = ()
    ) -> Self:
        """Read a full row of `queries`."""
        ledger = msgspec.json.decode(row["ledger"], type=list[dict[str, str | int | None]])
        month = ""
        if row["anchors_sealed"]:
            month = unseal_anchors(row["anchors_sealed"])["month"]
        names = (
            "id",
            "public_id",
            "agency_id",
            "author_public_id",
            "account_id",
            "language",
            "role",
            "job_field",
            "remote",
            "place",
            "last_stage",
            "text",
            "coarse",
            "invited",
            "contact_proven",
            "created_at",
            "submitted_at",
            "due_at",
            "published_on",
            "publish_after",
            "edited_on",
            "form_language",
            "version",
            "corrected_on",
            "branch_id",
        )
        return cls(
            **{name: row[name] for name in names},
            state=State(row["state"]),
            ratings=msgspec.json.decode(row["ratings"], type=dict[str, int]),
            lines=tuple(LedgerLine.from_dict(line) for line in ledger),
            month=month,
            conduct=stored_answers(row["conduct"]),
            disputed_lines=frozenset(map(Stage, row["disputed_lines"].split())),
            value=value,
            messages=messages,
        )


async def branch_of(public_id: str) -> int | None:
    """The branch that a review is about; None for none, and for a review that there is not."""
    return await listing.branch_of(public_id)


@dataclass(frozen=True, slots=True)
class Revision:
    """An edit of a review; `review` is what it would make of it."""

    state: RevisionState
    created_at: dt.datetime
    due_at: dt.datetime | None
    review: ReviewRecord


async def record(public_id: str) -> ReviewRecord | None:
    """A review with its messages, for those who may see all of it."""
    row = await queries.review_by_public_id(public_id)
    if row is None:
        return None
    messages = tuple(Message(**message) for message in await queries.messages_of(row["id"]))
    return ReviewRecord.from_row(row, await _value(row), messages)


async def record_to_check(public_id: str) -> ReviewRecord | None:
    """What a moderator checks: the review, or what its edit that waits would make of it."""
    found = await record(public_id)
    if found is None or found.state not in EDITABLE_STATES:
        return found
    row = await revisions.open_revision(found.id)
    if row is None or row["state"] != RevisionState.PRE_CHECK:
        return found
    return await _revised(found, row)


async def record_of_revision(revision_id: int) -> ReviewRecord | None:
    """What an edit would make, or would have made, of its review; None if it is forgotten."""
    row = await revisions.revision_by_id(revision_id)
    if row is None or RevisionState(row["state"]) in ENDED_REVISIONS:
        return None
    found = await record((await queries.review_by_id(row["review_id"]))["public_id"])
    assert found is not None
    return await _revised(found, row)


async def newest_revision(of: ReviewRecord) -> Revision | None:
    """The edit of a review that was begun last, unless its content is forgotten."""
    row = await revisions.newest_revision(of.id)
    if row is None or RevisionState(row["state"]) in ENDED_REVISIONS:
        return None
    state = RevisionState(row["state"])
    return Revision(state, row["created_at"], row["due_at"], await _revised(of, row))


async def revision_states(account_id: int) -> dict[int, RevisionState]:
    """The state of the newest edit of each review of an account, by review."""
    rows = await revisions.newest_of_account(account_id)
    return {row["review_id"]: RevisionState(row["state"]) for row in rows}


async def edit_settles(review_id: int, since: dt.datetime) -> bool:
    """Whether an edit of a review is approved, or was published since a moment."""
    row = await revisions.open_revision(review_id)
    if row is not None and row["state"] == RevisionState.APPROVED:
        return True
    return await revisions.published_since(review_id, since)


async def _revised(present: ReviewRecord, row: dict[str, Any]) -> ReviewRecord:
    """A review as an edit would make it: its content, its version, its days in the check."""
    stored = await queries.review_by_public_id(present.public_id)
    assert stored is not None
    content = {name: row[name] for name in revisions.CONTENT}
    check = {
        "state": State.PRE_CHECK,
        "version": row["version"],
        "submitted_at": row["created_at"],
        "due_at": row["due_at"],
    }
    changed = ReviewRecord.from_row(stored | content | check, await _value(row), present.messages)
    return replace(changed, replaces=present, revision_id=row["id"])


async def _value(row: dict[str, Any]) -> float:
    """The value x of a review's or an edit's stars and lines."""
    ledger = msgspec.json.decode(row["ledger"])
    stars = msgspec.json.decode(row["ratings"], type=dict[str, float])
    return await scoring.value_of(
        {key: given for key, given in stars.items() if given},
        [LedgerLine.from_dict(line) for line in ledger],
    )


async def of_account(public_id: str, account_id: int) -> ReviewRecord | None:
    """A review if it is this account's own."""
    found = await record(public_id)
    return found if found is not None and found.account_id == account_id else None


async def mine(account_id: int) -> list[ReviewRecord]:
    """All reviews of an account, newest first, without messages."""
    return [ReviewRecord.from_row(row) for row in await queries.reviews_of_account(account_id)]


async def by_status_secret(secret: str) -> ReviewRecord | None:
    """The review behind an author's status link."""
    public_id = secret[:-32]
    expected = status_secret(public_id)
    if not hmac.compare_digest(expected.encode(), secret.encode("utf-8", "replace")):
        return None
    return await record(public_id)


async def author_email(public_id: str) -> str | None:
    """The address of a review's author; None once it was erased."""
    row = await queries.review_by_public_id(public_id)
    if row is None or row["email_sealed"] is None:
        return None
    return crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
