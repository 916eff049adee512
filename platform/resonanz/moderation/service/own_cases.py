"""What authors see of the cases about their reviews, and how they answer with documents."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import RevisionState
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import CaseState, NoticeGround
from . import evidence
from .evidence import File, Refused, Upload
from .hearings import Answer, answer, hearing_of
from .records import CaseRecord, notices_of


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a case."""

    sender: str
    to_whom: str
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case for the author of its review; who reported it is in none of it (step 2).

    `edit` is the state of the author's newest edit that was not published yet.
    """

    case: CaseRecord
    review: ReviewRecord
    edit: RevisionState | None
    agency: AgencyRef
    grounds: tuple[NoticeGround, ...]
    said: tuple[Said, ...]
    files: tuple[File, ...]


async def own_case(public_id: str, account_id: int) -> OwnCase:
    """A case for its author; NotFoundError for everybody else, and while nobody looked at it."""
    record = await hearing_of(public_id, account_id)
    if record.state is CaseState.RECEIVED or record.review_public_id is None:
        raise NotFoundError("case")
    review = await reviews.of_account(record.review_public_id, account_id)
    if review is None:
        raise NotFoundError("review")
    edit = await reviews.newest_revision(review)
    grounds = dict.fromkeys(one.ground for one in await notices_of(record))
    return OwnCase(
        case=record,
        review=review,
        edit=edit.state if edit else None,
        agency=(await agencies.agencies_by_id([review.agency_id]))[review.agency_id],
        grounds=tuple(grounds),
        said=await said_in(
            record, {("moderation", "author"), ("author", "moderation")} | {("author", "agency")}
        ),
        files=await evidence.files_of(review.public_id, account_id, record.id),
    )


async def own_cases(account_id: int) -> tuple[list[CaseRecord], Mapping[int, AgencyRef]]:
    """The cases about an account's reviews that somebody looked at, newest first; the agencies."""
    own = await reviews.mine(account_id)
    rows = await queries.cases_of_reviews([review.id for review in own])
    records = [CaseRecord.from_row(row) for row in rows]
    shown = [record for record in records if record.state is not CaseState.RECEIVED]
    return shown, await agencies.agencies_by_id({one.agency_id for one in own})


async def said_in(record: CaseRecord, between: set[tuple[str, str]]) -> tuple[Said, ...]:
    """What was written in a case between these: (sender, to whom)."""
    return tuple(
        Said(row["sender"], row["to_whom"], row["text"], row["created_at"])
        for row in await queries.case_messages(record.id)
        if (row["sender"], row["to_whom"]) in between
    )


async def add_files(
    public_id: str, account_id: int, uploads: list[Upload], now: dt.datetime
) -> list[Refused]:
    """Take an author's documents in; nobody else sees them before the answer is sent.

    Raises NotFoundError, and ConflictError when it is not the author's turn.
    """
    record = await require_turn(public_id, account_id)
    assert record.review_public_id is not None
    return await evidence.add(record.review_public_id, account_id, uploads, now, record.id)


async def require_turn(public_id: str, account_id: int) -> CaseRecord:
    """The author's own case in which an answer is awaited; NotFoundError, ConflictError."""
    record = await hearing_of(public_id, account_id)
    if record.state is not CaseState.AUTHOR_HEARING:
        raise ConflictError(record.state)
    return record


async def answer_with_files(
    public_id: str, account_id: int, given: Answer, now: dt.datetime
) -> None:
    """Send an answer and the documents that lie ready, both or nothing; as `hearings.answer`."""
    async with db.transaction():
        await answer(public_id, account_id, given, now)
        record = await hearing_of(public_id, account_id)
        assert record.review_public_id is not None
        await evidence.send(record.review_public_id, account_id, now, record.id)
