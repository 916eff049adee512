"""The check of agencies' replies: the rules, deadline and redress of reviews (TRUST 22)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PUBLIC_STATES, ReplyState
from resonanz.reviews.service import Reply, ReplyVersion, ReviewRecord, WaitingReply

from ..domain import CLAIM_LIFETIME, Ground, Verdict
from ..queries import replies as queries
from .colleagues import Colleague, colleague
from .errors import ClaimedError, DecidedError, Moderator
from .history import History, history_of
from .interests import require_independent
from .reach import Reach, reach_of
from .signals import StoredSignal, text_signals
from .waiting_cases import SHOWN, holder

_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """A reply that waits; `claim` is "", `me` or `other`, as for reviews."""

    reply: WaitingReply
    agency: AgencyRef
    claim: str
    signals: tuple[StoredSignal, ...]


@dataclass(frozen=True, slots=True)
class PastReplyDecision:
    """A decision on the reply; `number` is the version's."""

    number: int
    verdict: Verdict
    ground: Ground | None
    explanation: str
    decided_at: dt.datetime
    by: Colleague


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """A version with what helps to judge it: the review, the other versions, the agency so far.

    Nothing of the review's author: who wrote what is answered says nothing about the answer.
    """

    version: ReplyVersion
    reply: Reply
    review: ReviewRecord
    agency: AgencyRef
    signals: tuple[StoredSignal, ...]
    decisions: tuple[PastReplyDecision, ...]
    history: History
    claimed_by: Colleague | None
    claimed_until: dt.datetime | None

    @property
    def waits(self) -> bool:
        """Whether it can be decided on."""
        return self.version.state is ReplyState.PRE_CHECK and self.review.state in PUBLIC_STATES


async def waiting_replies(moderator: Moderator, now: dt.datetime) -> tuple[ReplyItem, ...]:
    """The replies that are due first, without those the moderator may not or cannot judge."""
    found = (await replies_within(await reach_of(moderator)))[:SHOWN]
    refs = await agencies.agencies_by_id(one.agency_id for one in found)
    claims = await queries.live_reply_claims([one.id for one in found], now)
    return tuple(
        ReplyItem(
            one,
            refs[one.agency_id],
            holder(claims.get(one.id, {}).get("account_id"), moderator),
            reply_signals(one.text, one.language, refs[one.agency_id]),
        )
        for one in found
    )


async def replies_within(reach: Reach) -> list[WaitingReply]:
    """The replies that wait for a moderator, by due date."""
    return [one for one in await _waiting(reach) if _reaches(reach, one)]


async def replies_elsewhere(reach: Reach) -> tuple[Counter[str], int]:
    """How many replies wait in each language the moderator does not read, and how many because
    the moderator is connected with the agency.
    """
    waiting = await _waiting(reach)
    unread: Counter[str] = Counter(
        one.language
        for one in waiting
        if one.language in reach.foreign and one.agency_id not in reach.barred
    )
    return unread, sum(one.agency_id in reach.barred for one in waiting)


async def _waiting(reach: Reach) -> list[WaitingReply]:
    return await reviews.waiting_replies(_MOST, not_by=reach.account_id)


def _reaches(reach: Reach, reply: WaitingReply) -> bool:
    return reply.agency_id not in reach.barred and reply.language not in reach.foreign


async def reply_check(public_id: str, moderator: Moderator, now: dt.datetime) -> ReplyCheck:
    """A version for its check.

    Raises NotFoundError, ForbiddenError for one on an own review or by an own agency.
    """
    version, review = await foreign_reply(public_id, moderator)
    agency = (await agencies.agencies_by_id([version.agency_id]))[version.agency_id]
    reply = (await reviews.replies_to([version.review_id]))[version.review_id]
    claim = (await queries.live_reply_claims([version.id], now)).get(version.id)
    past = await queries.reply_decisions([one.id for one in reply.versions])
    numbers = {one.id: one.number for one in reply.versions}
    return ReplyCheck(
        version=version,
        reply=reply,
        review=review,
        agency=agency,
        signals=reply_signals(version.text, version.language, agency),
        decisions=tuple(
            [
                PastReplyDecision(
                    numbers[row["reply_version_id"]],
                    Verdict(row["kind"]),
                    Ground(row["ground"]) if row["ground"] else None,
                    row["explanation"],
                    row["decided_at"],
                    await colleague(row["account_id"], moderator),
                )
                for row in past
            ]
        ),
        history=await history_of(None, agency.id, now),
        claimed_by=await colleague(claim["account_id"], moderator) if claim else None,
        claimed_until=claim["expires_at"] if claim else None,
    )


async def claim_reply(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Claim a reply for fifteen minutes, or prolong one's claim.

    Raises NotFoundError, ForbiddenError, ClaimedError, DecidedError as for reviews.
    """
    async with db.transaction():
        version, _ = await foreign_reply(public_id, moderator)
        until = now + CLAIM_LIFETIME
        if not await queries.take_reply_claim(version.id, moderator.account_id, now, until):
            raise ClaimedError(public_id)
        # Read again: whoever had it before may have decided while this waited for the claim.
        require_waiting_reply(*await foreign_reply(public_id, moderator))


async def release_reply(public_id: str, moderator: Moderator) -> None:
    """Give a reply back; one that is not the moderator's stays as it is."""
    version, _ = await foreign_reply(public_id, moderator)
    await queries.end_reply_claim(version.id, moderator.account_id)


async def foreign_reply(public_id: str, moderator: Moderator) -> tuple[ReplyVersion, ReviewRecord]:
    """A version that the moderator may handle, with the review it answers.

    Raises NotFoundError, ForbiddenError for one on an own review or by an own agency.
    """
    version = await reviews.reply_version(public_id)
    review = await reviews.record(version.review_public_id) if version else None
    if version is None or review is None:
        raise NotFoundError("reply")
    if review.account_id == moderator.account_id:
        raise ForbiddenError("own review")
    await require_independent(version.agency_id, moderator.account_id)
    return version, review


def require_waiting_reply(version: ReplyVersion, review: ReviewRecord) -> None:
    """Raise DecidedError unless the version waits for its check."""
    if version.state is not ReplyState.PRE_CHECK or review.state not in PUBLIC_STATES:
        raise DecidedError(version.state)


def reply_signals(text: str, language: str, agency: AgencyRef) -> tuple[StoredSignal, ...]:
    """What a text alone gives, weightiest first; made anew each time, judged by nobody."""
    found = text_signals(text, language, [agency.name])
    ordered = sorted(found, key=lambda one: -one.severity)
    return tuple(StoredSignal(0, 0, signal, None) for signal in ordered)
