"""Where a suspension bites: disputes of an agency, notices from an address, reviews (TRUST 18)."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import crypto
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ForbiddenError

from ..domain.misuse import PartyKind
from ..queries import misuse as queries
from .reasons import author_secret


@dataclass(frozen=True, slots=True)
class Suspension:
    """What a suspended party should know: until when (None: for good), why, how to complain.

    `explanation` is what the moderator wrote, `secret` opens the page of decision and complaint.
    """

    kind: PartyKind
    until: dt.date | None
    explanation: str
    complaint_until: dt.date | None
    secret: str


class SuspendedError(ForbiddenError):
    """A party whose disputes, notices or reviews are not handled for now."""

    def __init__(self, suspension: Suspension) -> None:
        super().__init__("suspended")
        self.suspension = suspension


def agency_party(agency_id: int) -> str:
    """An agency that disputes."""
    return f"{PartyKind.AGENCY}:{agency_id}"


def author_party(account_id: int) -> str:
    """Somebody who writes reviews."""
    return f"{PartyKind.AUTHOR}:{account_id}"


def notifier_party(email: str) -> str:
    """Somebody who reports, by a keyed digest of the address."""
    return f"{PartyKind.NOTIFIER}:{crypto.digest('misuse-notifier', email.strip().lower())}"


async def suspension_of(party: str, now: dt.datetime) -> Suspension | None:
    """The suspension of a party that lasts now."""
    row = await queries.suspended_until(party, site_day(now))
    if row is None:
        return None
    return Suspension(
        PartyKind(party.partition(":")[0]),
        row["until"],
        row["explanation"] or "",
        row["complaint_until"],
        author_secret(row["number"]),
    )


async def require_unsuspended(party: str, now: dt.datetime) -> None:
    """Raise SuspendedError while a party is suspended."""
    suspension = await suspension_of(party, now)
    if suspension is not None:
        raise SuspendedError(suspension)
