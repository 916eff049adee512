"""Replies for agencies, authors and the check."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self

from resonanz.kernel.i18n import Language

from ..domain import OPEN_REPLIES, ReplyState, alike
from ..queries import replies as queries

_COMPARED: Final = 300
"""With so many of an agency's newest replies a new one is compared."""


@dataclass(frozen=True, slots=True)
class ReplyVersion:
    """A version; `writer` is the address of who wrote it, for members and moderators alone.

    `message` is what the moderation wrote about it; `first_on` is the day the reply first appeared,
    in whatever version.
    """

    id: int
    public_id: str
    number: int
    state: ReplyState
    language: str
    text: str
    message: str
    account_id: int | None
    writer: str | None
    writer_language: Language | None
    sent_at: dt.datetime
    due_at: dt.datetime | None
    published_on: dt.date | None
    first_on: dt.date | None
    edited_on: dt.date | None
    review_id: int
    review_public_id: str
    agency_id: int

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a full row of `queries`."""
        values = {field.name: row[field.name] for field in fields(cls)}
        return cls(**values | {"state": ReplyState(row["state"])})


@dataclass(frozen=True, slots=True)
class Reply:
    """All versions of a reply, newest first; at least one."""

    versions: tuple[ReplyVersion, ...]

    @property
    def latest(self) -> ReplyVersion:
        """What an edit starts from."""
        return self.versions[0]

    @property
    def public(self) -> ReplyVersion | None:
        """The one everybody reads."""
        return next((one for one in self.versions if one.state is ReplyState.PUBLISHED), None)

    @property
    def stands(self) -> bool:
        """Whether there is something to take back: public, or on its way."""
        present = OPEN_REPLIES | {ReplyState.PUBLISHED}
        return any(one.state in present for one in self.versions)

    @property
    def earlier(self) -> tuple[ReplyVersion, ...]:
        """Those that were public before, newest first."""
        replaced = (one for one in self.versions if one.state is ReplyState.REPLACED)
        return tuple(one for one in replaced if one.published_on is not None)


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """A version that waits for its check."""

    id: int
    public_id: str
    number: int
    language: str
    text: str
    due_at: dt.datetime
    agency_id: int


async def replies_to(review_ids: Sequence[int]) -> dict[int, Reply]:
    """The replies to these reviews, by review."""
    found: dict[int, list[ReplyVersion]] = {}
    for row in await queries.versions_of(review_ids):
        found.setdefault(row["review_id"], []).append(ReplyVersion.from_row(row))
    return {review_id: Reply(tuple(versions)) for review_id, versions in found.items()}


async def reply_version(public_id: str) -> ReplyVersion | None:
    """A version by its public id."""
    row = await queries.version(public_id)
    return ReplyVersion.from_row(row) if row else None


async def times_said(agency_id: int, review_id: int, text: str) -> int:
    """Under how many other reviews the agency says nearly the same."""
    return alike(text, await queries.agency_texts(agency_id, review_id, _COMPARED))


async def public_replies(agency_id: int, limit: int) -> list[str]:
    """The newest texts that an agency replied in public."""
    return await queries.public_texts(agency_id, limit)


async def waiting_replies(limit: int, *, not_by: int) -> list[WaitingReply]:
    """Versions in the check by due date; without those on the account's own reviews."""
    return [WaitingReply(**row) for row in await queries.waiting(limit, not_by)]
