"""Late feedback from the desk: by owners and responders alike, unless the agency is suspended."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.queries.members import Membership
from resonanz.moderation.service.misuse_suspension import (
    Suspension,
    agency_party,
    require_unsuspended,
    suspension_of,
)
from resonanz.reviews import service as reviews
from resonanz.reviews.service import Offerable


@dataclass(frozen=True, slots=True)
class LateFeedbackPage:
    """A public review with what was offered on it; `suspension` keeps the agency from offering."""

    found: Offerable
    suspension: Suspension | None


async def late_page(membership: Membership, public_id: str, now: dt.datetime) -> LateFeedbackPage:
    """A review of the member's agency; NotFoundError for all others (TRUST 42)."""
    agency_id = membership.agency.id
    found = await reviews.offerable(public_id, agency_id, now)
    return LateFeedbackPage(found, await suspension_of(agency_party(agency_id), now))


async def offer(membership: Membership, actor: str, public_id: str, now: dt.datetime) -> None:
    """Offer late feedback on a review.

    Raises NotFoundError, LateRefusedError, and SuspendedError while the agency is suspended
    (TRUST 18).
    """
    agency_id = membership.agency.id
    await require_unsuspended(agency_party(agency_id), now)
    await reviews.offer_late(public_id, agency_id, actor, now)
