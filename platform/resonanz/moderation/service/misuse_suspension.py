"""Where a suspension bites: disputes of an agency, notices from an address (TRUST 18)."""

import datetime as dt

from resonanz.kernel import crypto
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ForbiddenError

from ..domain.misuse import PartyKind
from ..queries import misuse as queries


def agency_party(agency_id: int) -> str:
    """An agency that disputes."""
    return f"{PartyKind.AGENCY}:{agency_id}"


def notifier_party(email: str) -> str:
    """Somebody who reports, by a keyed digest of the address."""
    return f"{PartyKind.NOTIFIER}:{crypto.digest('misuse-notifier', email.strip().lower())}"


async def require_unsuspended(party: str, now: dt.datetime) -> None:
    """Raise ForbiddenError while a party is suspended."""
    if await queries.suspended_until(party, site_day(now)) is not None:
        raise ForbiddenError("suspended")
