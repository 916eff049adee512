"""The agencies that somebody acts for, side by side."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.queries.members import Membership, memberships_of
from resonanz.kernel.clock import site_day
from resonanz.moderation import service as moderation
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.statistics import AgencyStatistics
from resonanz.scoring.service import StoredScore

from ..domain.windows import recent_since


@dataclass(frozen=True, slots=True)
class Own:
    """An agency of one's own: its figures, None without a review, and what waits there.

    `waiting` counts questions of the moderation, late feedback to give and returned replies;
    `due_on` is the nearest day. `unanswered` are recent reviews without a reply.
    """

    membership: Membership
    score: StoredScore | None
    statistics: AgencyStatistics | None
    waiting: int
    due_on: dt.date | None
    unanswered: int


async def own_agencies(account_id: int, now: dt.datetime) -> list[Own]:
    """The agencies an account acts for, what waits first; five statements, however many."""
    memberships = await memberships_of(account_id)
    if len(memberships) < 2:
        return [Own(one, None, None, 0, None, 0) for one in memberships]
    ids = [one.agency.id for one in memberships]
    scores = await scoring.scores_of(ids)
    asked = await moderation.awaiting_rejoinder(memberships)
    late = await reviews.late_to_deliver(memberships, now)
    replies = await reviews.reply_tallies(memberships, recent_since(site_day(now)))
    found = []
    for membership in memberships:
        agency_id = membership.agency.id
        score, figures = scores.get(agency_id, (None, None))
        mine = [one for one in asked if one.agency_id == agency_id]
        days = [site_day(one.rejoinder_due_at) for one in mine if one.rejoinder_due_at]
        found.append(
            Own(
                membership,
                score,
                figures,
                waiting=len(mine) + late[agency_id] + replies[agency_id].returned,
                due_on=min(days, default=None),
                unanswered=replies[agency_id].open,
            )
        )
    return sorted(found, key=lambda one: (not one.waiting, one.due_on or dt.date.max))
