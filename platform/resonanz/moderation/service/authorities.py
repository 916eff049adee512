"""The log of authorities' requests and lawyers' letters: nothing in it is changed, only added."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import SITE_ZONE, day_end
from resonanz.kernel.errors import NotFoundError

from ..domain.authorities import Sender
from ..domain.claims import CLAIM_LIFETIME
from ..domain.work import REQUEST_DAYS, Tally, WorkKind, tally
from ..queries import authorities as queries
from ..queries.checks import Row
from .errors import ClaimedError, DecidedError, Moderator
from .interests import require_independent
from .letters import subject_at
from .reach import Reach
from .waiting_cases import holder


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and when that was entered; one that `closes` leaves nothing to do."""

    text: str
    closes: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AuthorityRequest:
    """A request; `due_on` is None where it names no date, `claim` is "", `me` or `other`."""

    public_id: str
    sender: Sender
    received_on: dt.date
    due_on: dt.date | None
    asked: str
    agency: AgencyRef | None
    closed: bool
    answers: tuple[Answer, ...]
    claim: str
    claimed_until: dt.datetime | None

    @property
    def owed_on(self) -> dt.date:
        """The day on which the answer has to be out: the one it names, else our own."""
        return self.due_on or self.received_on + dt.timedelta(days=REQUEST_DAYS)

    @property
    def owed_at(self) -> dt.datetime:
        """The end of that day."""
        return dt.datetime.combine(self.owed_on, dt.time(23, 59, 59), SITE_ZONE)

    @property
    def work(self) -> WorkKind:
        """Which kind of work it is."""
        return WorkKind.LETTER if self.sender is Sender.LAWYER else WorkKind.REQUEST


async def log(moderator: Moderator, now: dt.datetime) -> tuple[AuthorityRequest, ...]:
    """All requests: open ones by deadline first, then the others, the newest first."""
    found = await _records(await queries.requests(), await queries.answers(), moderator, now)
    waiting = sorted((one for one in found if not one.closed), key=lambda one: one.owed_on)
    return (*waiting, *(one for one in found if one.closed))


async def waiting_requests(
    reach: Reach, moderator: Moderator, now: dt.datetime
) -> tuple[AuthorityRequest, ...]:
    """The requests that wait for their answer, by deadline.

    Without those about agencies the moderator is connected with.
    """
    rows = await queries.open_requests(reach.barred)
    found = await _records(rows, [], moderator, now)
    return tuple(sorted(found, key=lambda one: one.owed_on))


def request_tallies(
    waiting: tuple[AuthorityRequest, ...], now: dt.datetime
) -> dict[WorkKind, Tally]:
    """How many requests wait, lawyers' letters apart."""
    return {
        kind: tally((one.owed_at for one in waiting if one.work is kind), now, day_end(now))
        for kind in (WorkKind.REQUEST, WorkKind.LETTER)
    }


async def request(public_id: str, moderator: Moderator, now: dt.datetime) -> AuthorityRequest:
    """A request; raises NotFoundError, ForbiddenError for one about an own agency."""
    row = await _independent(public_id, moderator)
    (found,) = await _records([row], await queries.answers(row["id"]), moderator, now)
    return found


async def enter(
    sender: Sender,
    received_on: dt.date,
    due_on: dt.date | None,
    asked: str,
    about: str,
    moderator: Moderator,
    now: dt.datetime,
) -> str:
    """Enter a request; its public id.

    `about` is the address of a review or profile, "" for none. Raises NotFoundError if nothing
    stands there.
    """
    agency_id = None
    if about:
        found = await subject_at(about)
        if found is None:
            raise NotFoundError("subject")
        agency_id = found[0].agency_id
    async with db.transaction():
        public_id = crypto.public_id()
        await queries.add_request(
            public_id,
            sender.value,
            received_on,
            due_on,
            asked,
            agency_id,
            moderator.account_id,
            now,
        )
        await audit.record(
            moderator.public_id, "authority.enter", "authority", public_id, sender.value, now=now
        )
    return public_id


async def claim(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Claim a request for fifteen minutes, or prolong one's claim.

    Raises NotFoundError, ForbiddenError, ClaimedError, DecidedError for a closed one.
    """
    async with db.transaction():
        row = await _independent(public_id, moderator, lock=True)
        if row["closed"]:
            raise DecidedError(public_id)
        until = now + CLAIM_LIFETIME
        if not await queries.take_claim(row["id"], moderator.account_id, now, until):
            raise ClaimedError(public_id)


async def release(public_id: str, moderator: Moderator) -> None:
    """Leave a request to others; one that is not the moderator's stays as it is."""
    row = await _independent(public_id, moderator)
    await queries.end_claim(row["id"], moderator.account_id)


async def answer(
    public_id: str, text: str, moderator: Moderator, now: dt.datetime, *, closes: bool
) -> None:
    """Enter what was answered; an answer that does not close it leaves the request waiting.

    Raises NotFoundError, ForbiddenError, ClaimedError while somebody else works on it.
    """
    async with db.transaction():
        row = await _independent(public_id, moderator, lock=True)
        if not await queries.take_claim(row["id"], moderator.account_id, now, now + CLAIM_LIFETIME):
            raise ClaimedError(public_id)
        await queries.add_answer(row["id"], text, closes, moderator.account_id, now)
        await queries.end_claim(row["id"], moderator.account_id)
        await audit.record(moderator.public_id, "authority.answer", "authority", public_id, now=now)


async def _independent(public_id: str, moderator: Moderator, *, lock: bool = False) -> Row:
    row = await queries.request(public_id, lock=lock)
    if row is None:
        raise NotFoundError("request")
    if row["agency_id"] is not None:
        await require_independent(row["agency_id"], moderator.account_id)
    return row


async def _records(
    rows: list[Row], answers: list[Row], moderator: Moderator, now: dt.datetime
) -> list[AuthorityRequest]:
    said = defaultdict(list)
    for row in answers:
        said[row["request_id"]].append(Answer(row["text"], bool(row["closes"]), row["entered_at"]))
    refs = await agencies.agencies_by_id(row["agency_id"] for row in rows if row["agency_id"])
    claims = await queries.live_claims(now)
    return [
        AuthorityRequest(
            row["public_id"],
            Sender(row["sender"]),
            row["received_on"],
            row["due_on"],
            row["asked"],
            refs.get(row["agency_id"]),
            bool(row["closed"]),
            tuple(said[row["id"]]),
            holder(claims[row["id"]]["account_id"], moderator) if row["id"] in claims else "",
            claims[row["id"]]["expires_at"] if row["id"] in claims else None,
        )
        for row in rows
    ]
