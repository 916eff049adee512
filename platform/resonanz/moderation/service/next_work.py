"""What a moderator does next: cases and reviews in one order, and how much of it there is."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import settings
from resonanz.kernel.clock import SITE_ZONE
from resonanz.kernel.errors import ConflictError, ForbiddenError
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import CaseKind, CaseState, NoticeGround
from .case_claims import claim_case
from .claims import claim, claim_next
from .errors import Moderator

SHOWN: Final = 20
REVIEW_MINUTES: Final = 2
CASE_MINUTES: Final = 8
"""How long one takes about (ours): for "due today: 11, about 35 minutes"."""


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case in which the moderation owes something; `claim` is "", `me` or `other`."""

    public_id: str
    kind: CaseKind
    state: CaseState
    ground: NoticeGround | None
    agency: AgencyRef | None
    due_at: dt.datetime
    priority: bool
    bounced: bool
    claim: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases wait; those overdue are not among those due today."""

    waiting: int
    overdue: int
    due_today: int


@dataclass(frozen=True, slots=True)
class Work:
    """What was claimed: a case or the check of a review."""

    kind: Literal["case", "review"]
    public_id: str


async def waiting_cases(moderator: Moderator, now: dt.datetime) -> tuple[WaitingCase, ...]:
    """The cases that go first, without those the moderator is part of or decided before."""
    rows = await queries.due_cases(
        moderator.account_id, SHOWN, solo=settings.current().solo_moderator
    )
    claims = await queries.live_case_claims([row["id"] for row in rows], now)
    refs = await agencies.agencies_by_id(row["agency_id"] for row in rows if row["agency_id"])
    grounds = {ground.value for ground in NoticeGround}
    return tuple(
        WaitingCase(
            public_id=row["public_id"],
            kind=CaseKind(row["kind"]),
            state=CaseState(row["state"]),
            ground=NoticeGround(row["ground"]) if row["ground"] in grounds else None,
            agency=refs.get(row["agency_id"]),
            due_at=row["due_at"],
            priority=bool(row["priority"]),
            bounced=row["bounced_at"] is not None,
            claim=_claim(claims.get(row["id"]), moderator),
        )
        for row in rows
    )


async def case_counts(moderator: Moderator, now: dt.datetime) -> CaseCounts:
    """How many cases wait for this moderator."""
    day = now.astimezone(SITE_ZONE).date() + dt.timedelta(days=1)
    day_ends = dt.datetime.combine(day, dt.time(), SITE_ZONE).astimezone(dt.UTC)
    row = await queries.due_case_counts(
        moderator.account_id, now, day_ends, solo=settings.current().solo_moderator
    )
    return CaseCounts(int(row["waiting"]), int(row["overdue"]), int(row["due_today"]))


async def claim_next_work(moderator: Moderator, now: dt.datetime) -> Work | None:
    """Claim what goes first: urgent cases, then by due day and lot; None if all is done."""
    cases = await waiting_cases(moderator, now)
    checks = await reviews.queue(SHOWN, None, not_by=moderator.account_id)
    work = [(not one.priority, one.due_at, Work("case", one.public_id)) for one in cases]
    work += [(True, one.due_at, Work("review", one.public_id)) for one in checks]
    for one in _drawn(work):
        take = claim_case if one.kind == "case" else claim
        try:
            await take(one.public_id, moderator, now)
        except (ConflictError, ForbiddenError):
            continue
        return one
    further = await claim_next(moderator, now)
    return Work("review", further) if further else None


def _drawn(work: Sequence[tuple[bool, dt.datetime, Work]]) -> list[Work]:
    """Urgent things first, then by due day; within a day lots decide who gets what.

    So nobody can wait for the dispute of a certain agency.
    """
    lots = random.SystemRandom()
    drawn = sorted(
        work, key=lambda item: (item[0], item[1].astimezone(SITE_ZONE).date(), lots.random())
    )
    return [one for _, _, one in drawn]


def _claim(account_id: int | None, moderator: Moderator) -> str:
    if account_id is None:
        return ""
    return "me" if account_id == moderator.account_id else "other"
