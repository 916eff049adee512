"""What waits for the agency: each part of the desk that can owe an answer adds its source."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.domain.claims import FAILURES_END
from resonanz.agencies.domain.pledges import in_force
from resonanz.agencies.queries import proofs
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef, claims
from resonanz.kernel import clock
from resonanz.kernel.clock import site_day
from resonanz.moderation import service as moderation
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReplyTally
from resonanz.scoring.domain.pledges import kept
from resonanz.scoring.domain.statistics import PERCENT_FROM

from ..domain.webhooks import EndpointState
from ..domain.windows import recent_since
from ..queries import webhooks
from .overview import Figures


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of a kind that wait; `path` leads to them, `due_on` is the nearest day."""

    kind: str
    count: int
    path: str
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits: `duties`, the nearest day first, and what the agency may do if it likes.

    `all_answered` says that no public review is without a reply, where there are reviews.
    """

    duties: tuple[Waiting, ...]
    suggested: tuple[Waiting, ...]
    all_answered: bool


Source = Callable[[Membership], Awaitable[Waiting]]


async def _rejoinders(own: Membership) -> Waiting:
    """Disputes on which the moderation asks the agency."""
    asked = await moderation.awaiting_rejoinder([own])
    days = [site_day(one.rejoinder_due_at) for one in asked if one.rejoinder_due_at]
    path = f"/desk/cases/{asked[0].public_id}" if len(asked) == 1 else ""
    return Waiting(
        "rejoinder",
        len(asked),
        path or f"/desk/agencies/{own.agency.slug}/reviews",
        min(days, default=None),
    )


async def _late_feedback(own: Membership) -> Waiting:
    """Authors who named job and month for late feedback."""
    count = (await reviews.late_to_deliver([own], clock.now()))[own.agency.id]
    return Waiting("late_feedback", count, f"/desk/agencies/{own.agency.slug}/late-feedback")


async def _succession(own: Membership) -> Waiting:
    """Somebody who is to follow the owners unless they answer."""
    until = await claims.owners_asked_until(own.agency.id)
    path = f"/desk/agencies/{own.agency.slug}/members"
    return Waiting("succession", int(until is not None), path, site_day(until) if until else None)


async def _proof(own: Membership) -> Waiting:
    """A domain that does not prove the agency any more."""
    found = await proofs.of_agency(own.agency.id)
    failures = found.failures if found else 0
    kind = "proof_over" if failures >= FAILURES_END else "proof_failing"
    due = site_day(found.check_at) if found and failures and found.check_at else None
    return Waiting(kind, int(failures > 0), f"/desk/claim/{own.agency.slug}", due)


async def _webhooks(own: Membership) -> Waiting:
    """Addresses that we stopped telling."""
    off = {EndpointState.GONE.value, EndpointState.FAILING.value}
    found = [one for one in await webhooks.of_agency(own.agency.id) if one.state in off]
    return Waiting("webhook_off", len(found), f"/desk/agencies/{own.agency.slug}/webhooks")


SOURCES: Final[tuple[Source, ...]] = (_rejoinders, _late_feedback)
"""What any member can see to."""
OWNER_SOURCES: Final[tuple[Source, ...]] = (_succession, _proof, _webhooks)
"""What owners alone can see to."""


async def waiting(membership: Membership, found: Figures) -> ToDo:
    """What waits for a member; what is empty is left out."""
    agency, owner = membership.agency, membership.role == "owner"
    tallies = await reviews.reply_tallies([membership], recent_since(found.today))
    replies = tallies[agency.id]
    sources = SOURCES + OWNER_SOURCES if owner else SOURCES
    duties = [await source(membership) for source in sources]
    duties.append(_returned(agency, replies))
    open_reviews = f"/desk/agencies/{agency.slug}/reviews?unanswered=1"
    suggested = [Waiting("unanswered", replies.open, open_reviews)]
    if owner:
        suggested.append(_pledge(found))
    return ToDo(
        duties=tuple(
            sorted((one for one in duties if one.count), key=lambda one: one.due_on or dt.date.max)
        ),
        suggested=tuple(one for one in suggested if one.count),
        all_answered=replies.reviews > 0 and not replies.unanswered,
    )


def _returned(agency: AgencyRef, replies: ReplyTally) -> Waiting:
    """Replies that came back from their check with a remark."""
    path = f"/desk/agencies/{agency.slug}/reviews"
    if replies.returned == 1:
        path += f"/{replies.returned_review}/reply"
    return Waiting("reply_returned", replies.returned, path)


def _pledge(found: Figures) -> Waiting:
    """The pledge in force, where it is broken more often than kept."""
    pledge = in_force(found.pledges)
    figures = found.development.statistics if found.development else None
    table = figures.pledges.get(pledge.id) if pledge and figures else None
    failing = False
    if pledge and table:
        share = kept(table, pledge.days)
        failing = share.n >= PERCENT_FROM and 2 * share.count < share.n
    return Waiting("pledge", int(failing), f"/desk/agencies/{found.agency.slug}/pledge")
