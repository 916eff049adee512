"""A case is claimed by one moderator, so that no two work on the same."""

import datetime as dt
from typing import Final

CLAIM_LIFETIME: Final = dt.timedelta(minutes=15)
"""After that others may take the case over; whoever took it first may still decide until then."""


def is_live(expires_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a claim keeps others away."""
    return now < expires_at
