"""What a moderator does next, of all kinds in one order, and how much of it there is."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.clock import day_end, site_day
from resonanz.kernel.errors import ConflictError, ForbiddenError
from resonanz.reviews import service as reviews

from ..domain.work import Tally, WorkKind, tally, urgency
from ..queries import due_cases
from . import agency_claims, authorities, evidence, profile_checks, reply_checks
from .case_claims import claim_case
from .claims import claim, claim_next
from .errors import Moderator
from .reach import Reach, reach_of
from .signals import written_in
from .waiting_cases import SHOWN, case_tallies, waiting_cases


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits; `public_id` is what stands in its address."""

    kind: WorkKind
    public_id: str


@dataclass(frozen=True, slots=True)
class Today:
    """What a moderator owes by kind, and what waits for others.

    `unread` counts what is written in languages the moderator does not read, `barred` what
    concerns agencies the moderator is connected with.
    """

    tallies: Mapping[WorkKind, Tally]
    unread: Mapping[str, int]
    barred: int


async def today(moderator: Moderator, now: dt.datetime) -> Today:
    """How much waits for a moderator, and how much for others."""
    reach = await reach_of(moderator)
    checks = await reviews.queue_counts(
        now, not_by=reach.account_id, not_about=reach.barred, not_in=reach.foreign
    )
    proofs = await evidence.queue(moderator, now)
    requests = await authorities.waiting_requests(reach, moderator, now)
    replies = await reply_checks.replies_within(reach)
    claims = await agency_claims.queue(reach, moderator, now)
    changes = await profile_checks.changes_within(reach)
    tallies = {
        **authorities.request_tallies(requests, now),
        **await case_tallies(reach, now),
        WorkKind.PROOF: tally((one.due_at for one in proofs), now, day_end(now)),
        WorkKind.AGENCY: agency_claims.tallies(claims, now),
        WorkKind.REVIEW: Tally(checks.waiting, checks.overdue, checks.due_today),
        WorkKind.REPLY: tally((one.due_at for one in replies), now, day_end(now)),
        WorkKind.PROFILE: tally(map(profile_checks.due_at, changes), now, day_end(now)),
    }
    unread, barred = await _for_others(reach)
    return Today({kind: tallies[kind] for kind in WorkKind}, unread, barred)


async def _for_others(reach: Reach) -> tuple[dict[str, int], int]:
    proofs, barred = await evidence.waiting_elsewhere(reach)
    unread = Counter(proofs)
    if reach.foreign:
        texts = await reviews.texts_waiting(not_by=reach.account_id, not_about=reach.barred)
        for language in reach.foreign:
            unread[language] += texts.get(language, 0)
            unread[language] += await due_cases.cases_to_read_in(
                reach.account_id, language, solo=reach.solo
            )
    unread_replies, barred_replies = await reply_checks.replies_elsewhere(reach)
    unread.update(unread_replies)
    barred += barred_replies
    barred += await reviews.about_waiting(reach.barred)
    barred += await due_cases.cases_about(reach.barred)
    return {language: unread[language] for language in reach.foreign if unread[language]}, barred


async def claim_next_work(moderator: Moderator, now: dt.datetime) -> Work | None:
    """Claim the most urgent thing that the moderator may take; None if all is done.

    Threats and trusted flaggers first, then by due day, on one day by kind. Within a kind lots
    decide who gets what, so that nobody can wait for the dispute of a certain agency.
    """
    lots = random.SystemRandom()
    found = [(order, lots.random(), work) for order, work in await _urgent(moderator, now)]
    for _, _, work in sorted(found, key=lambda one: one[:2]):
        try:
            await _CLAIMS[work.kind](work.public_id, moderator, now)
        except (ConflictError, ForbiddenError):
            continue
        return work
    further = await claim_next(moderator, now)
    return Work(WorkKind.REVIEW, further) if further else None


_Urgent = tuple[tuple[bool, dt.date, int], Work]


async def _urgent(moderator: Moderator, now: dt.datetime) -> list[_Urgent]:
    """The most urgent things of each kind."""
    reach = await reach_of(moderator)
    requests = await authorities.waiting_requests(reach, moderator, now)
    found = [_one(one.work, one.public_id, one.owed_on) for one in requests]
    for case in await waiting_cases(moderator, now):
        found.append(_one(case.work, case.public_id, site_day(case.due_at), first=case.priority))
    for proof in await evidence.queue(moderator, now):
        found.append(_one(WorkKind.PROOF, proof.public_id, site_day(proof.due_at)))
    for one in await agency_claims.queue(reach, moderator, now):
        found.append(_one(WorkKind.AGENCY, one.public_id, site_day(one.due_at)))
    checks = await reviews.queue(
        SHOWN, None, not_by=reach.account_id, not_about=reach.barred, not_in=reach.foreign
    )
    unread = await written_in([check.id for check in checks], reach.foreign)
    for check in checks:
        if check.id not in unread:
            found.append(_one(WorkKind.REVIEW, check.public_id, site_day(check.due_at)))
    for reply in await reply_checks.replies_within(reach):
        found.append(_one(WorkKind.REPLY, reply.public_id, site_day(reply.due_at)))
    for change in await profile_checks.changes_within(reach):
        due_on = site_day(profile_checks.due_at(change))
        found.append(_one(WorkKind.PROFILE, change.public_id, due_on))
    return found


def _one(kind: WorkKind, public_id: str, due_on: dt.date, *, first: bool = False) -> _Urgent:
    return urgency(kind, due_on, first=first), Work(kind, public_id)


Claim = Callable[[str, Moderator, dt.datetime], Awaitable[None]]
_CLAIMS: Final[dict[WorkKind, Claim]] = {
    WorkKind.REQUEST: authorities.claim,
    WorkKind.LETTER: authorities.claim,
    WorkKind.COMPLAINT: claim_case,
    WorkKind.CASE: claim_case,
    WorkKind.PROOF: evidence.claim,
    WorkKind.AGENCY: agency_claims.take,
    WorkKind.REVIEW: claim,
    WorkKind.REPLY: reply_checks.claim_reply,
    WorkKind.PROFILE: profile_checks.require_waiting,
}
