"""Reading reviews for their authors and for the check."""

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from resonanz.kernel import crypto
from resonanz.kernel.i18n import Language
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import LedgerLine

from .. import queries
from ..domain import State
from .authoring import ANCHORS_PURPOSE, EMAIL_PURPOSE, status_secret


@dataclass(frozen=True, slots=True)
class Message:
    """One message about a review; `sender` is moderation or author."""

    sender: str
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A review as its author and the moderation may see it."""

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
    messages: tuple[Message, ...] = ()

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
        )
        return cls(
            **{name: row[name] for name in names},
            state=State(row["state"]),
            ratings=msgspec.json.decode(row["ratings"], type=dict[str, int]),
            lines=tuple(LedgerLine.from_dict(line) for line in ledger),
            month=month,
            value=value,
            messages=messages,
        )


async def record(public_id: str) -> ReviewRecord | None:
    """A review with its messages, for those who may see all of it."""
    row = await queries.review_by_public_id(public_id)
    if row is None:
        return None
    messages = tuple(Message(**message) for message in await queries.messages_of(row["id"]))
    ledger = msgspec.json.decode(row["ledger"])
    stars = msgspec.json.decode(row["ratings"], type=dict[str, float])
    value = await scoring.value_of(
        {key: given for key, given in stars.items() if given},
        [LedgerLine.from_dict(line) for line in ledger],
    )
    return ReviewRecord.from_row(row, value, messages)


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


def unseal_anchors(sealed: bytes) -> dict[str, Any]:
    """The private anchors of a review: month, stage, channel."""
    anchors: dict[str, Any] = msgspec.json.decode(crypto.unseal(ANCHORS_PURPOSE, sealed))
    return anchors


async def author_email(public_id: str) -> str | None:
    """The address of a review's author; None once it was erased."""
    row = await queries.review_by_public_id(public_id)
    if row is None or row["email_sealed"] is None:
        return None
    return crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
