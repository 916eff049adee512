"""When an agency may dispute reviews: not in the first hours after somebody claimed it."""

import datetime as dt

from ...domain.claims import disputes_open_at
from ...queries import proofs


async def disputes_open(agency_id: int, now: dt.datetime) -> dt.datetime | None:
    """When the agency may dispute reviews; None if it may already.

    Until then all contacts of its domain know of the claim, and can say that it is a false one.
    """
    return disputes_open_at(await proofs.claimed_at(agency_id), now)
