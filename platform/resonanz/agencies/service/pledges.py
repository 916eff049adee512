"""Making, changing and withdrawing a pledge, and which one a review falls under."""

import datetime as dt
from collections.abc import Sequence

from resonanz.agencies import queries
from resonanz.agencies.domain.pledges import DAYS, Ending, Pledge, in_force, judging, next_on
from resonanz.agencies.queries import pledges
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError

from .revisions import bump


class TooSoonError(ConflictError):
    """The last pledge was made less than thirty days ago."""


async def make(agency_id: int, days: int, actor: str, now: dt.datetime) -> None:
    """Pledge an answer within so many working days; a pledge in force is changed to it.

    `actor` is the public id of the owner's account. Raises ValueError for days that cannot be
    pledged, NotFoundError, TooSoonError, and ConflictError if that is the pledge in force.
    """
    if days not in DAYS:
        raise ValueError(f"{days} working days cannot be pledged")
    async with db.transaction():
        public_id, known = await _locked(agency_id)
        today, before = site_day(now), in_force(known)
        if before is not None and before.days == days:
            raise ConflictError("This is the pledge in force.")
        allowed = next_on(known)
        if allowed is not None and today < allowed:
            raise TooSoonError(f"The next pledge may be made on {allowed}.")
        if before is not None:
            await pledges.end(before.id, today, Ending.CHANGED)
        await pledges.insert(agency_id, days, today)
        await bump(agency_id)
        await audit.record(actor, "pledge.make", "agency", public_id, "", {"days": days}, now=now)


async def withdraw(agency_id: int, actor: str, now: dt.datetime) -> None:
    """End the pledge in force; the public sees that for twelve months.

    Raises NotFoundError, and ConflictError if none is in force.
    """
    async with db.transaction():
        public_id, known = await _locked(agency_id)
        before = in_force(known)
        if before is None:
            raise ConflictError("No pledge is in force.")
        await pledges.end(before.id, site_day(now), Ending.WITHDRAWN)
        await bump(agency_id)
        detail = {"days": before.days}
        await audit.record(actor, "pledge.withdraw", "agency", public_id, "", detail, now=now)


async def falls_under(agency_id: int, month: str, sent_at: dt.datetime) -> int | None:
    """The id of the pledge that a review of an agency falls under; see `judged_by`."""
    return judged_by(await pledges.history(agency_id), month, sent_at)


async def standing(
    agency_id: int, account_id: int, month: str, sent_at: dt.datetime
) -> tuple[int | None, bool, int | None]:
    """As `falls_under`, whether the account is a member of any agency, and the agency to which this
    one was joined; one statement.
    """
    known, member, joined = await pledges.history_and_membership(agency_id, account_id)
    return judged_by(known, month, sent_at), member, joined


def judged_by(known: Sequence[Pledge], month: str, sent_at: dt.datetime) -> int | None:
    """The id of that among an agency's pledges under which a review falls; None if under none.

    `month` is the private month of last contact, YYYY-MM; any other word is long ago.
    """
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    found = judging(known, first, site_day(sent_at))
    return found.id if found else None


async def _locked(agency_id: int) -> tuple[str, tuple[Pledge, ...]]:
    if await queries.locked_agency(agency_id) is None:
        raise NotFoundError("agency")
    refs = await queries.agencies_by_id([agency_id])
    return refs[agency_id].public_id, await pledges.history(agency_id)
