"""The log of authorities' requests and lawyers' letters: nothing in it is changed, only added."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import NotFoundError

from ..domain.authorities import Sender
from ..queries import authorities as queries
from .errors import Moderator


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and when that was entered."""

    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AuthorityRequest:
    """A request; open as long as it has no answer."""

    public_id: str
    sender: Sender
    received_on: dt.date
    due_on: dt.date | None
    asked: str
    answers: tuple[Answer, ...]


async def log() -> tuple[AuthorityRequest, ...]:
    """All requests: open ones by deadline first, then those that were answered."""
    answers = defaultdict(list)
    for row in await queries.answers():
        answers[row["request_id"]].append(Answer(row["text"], row["entered_at"]))
    found = [
        AuthorityRequest(
            row["public_id"],
            Sender(row["sender"]),
            row["received_on"],
            row["due_on"],
            row["asked"],
            tuple(answers[row["id"]]),
        )
        for row in await queries.requests()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.answers), one.due_on or dt.date.max)))


async def enter(
    sender: Sender,
    received_on: dt.date,
    due_on: dt.date | None,
    asked: str,
    moderator: Moderator,
    now: dt.datetime,
) -> str:
    """Enter a request; its public id."""
    async with db.transaction():
        public_id = crypto.public_id()
        await queries.add_request(
            public_id, sender.value, received_on, due_on, asked, moderator.account_id, now
        )
        await audit.record(
            moderator.public_id, "authority.enter", "authority", public_id, sender.value, now=now
        )
    return public_id


async def answer(public_id: str, text: str, moderator: Moderator, now: dt.datetime) -> None:
    """Enter what was answered; raises NotFoundError."""
    async with db.transaction():
        if not await queries.add_answer(public_id, text, moderator.account_id, now):
            raise NotFoundError("request")
        await audit.record(moderator.public_id, "authority.answer", "authority", public_id, now=now)
