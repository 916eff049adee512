"""Inviting candidates by one code for all of them; `domain.invites` has the rules.

Members of an agency are invited by `invitations`.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Final

from resonanz.agencies.domain.invites import (
    BYTES,
    MOST_ENTERED,
    InviteCode,
    InviteCount,
    code_of,
    is_taken,
    last_day,
    marks,
    next_quarter,
    normal_code,
    quarter_of,
)
from resonanz.agencies.domain.records import AgencyRef
from resonanz.agencies.queries import invites
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.errors import ConflictError

_ATTEMPTS: Final = 5


async def begin(agency: AgencyRef, actor: str, now: dt.datetime) -> None:
    """Give an agency its first code; one that has a code keeps it."""
    async with db.transaction():
        if await invites.current(agency.id) is None:
            await _make(agency.id, now)
            await audit.record(actor, "invites.begin", "agency", agency.public_id, now=now)


async def change(
    agency: AgencyRef, actor: str, now: dt.datetime, leaked_on: dt.date | None = None
) -> None:
    """Give an agency another code at once; every one before ends, or leaked from a day on.

    Raises ConflictError for an agency that has none.
    """
    leaked_from = None
    if leaked_on is not None:
        leaked_from = dt.datetime.combine(leaked_on, dt.time(), SITE_ZONE).astimezone(dt.UTC)
    async with db.transaction():
        before = await invites.current(agency.id)
        if before is None:
            raise ConflictError("code")
        await invites.replace(before.id, now, ended_at=now, leaked_from=leaked_from)
        await invites.end_others(agency.id, before.id, now, leaked_from)
        await _make(agency.id, now)
        detail = {"leaked_on": leaked_on.isoformat()} if leaked_on else {}
        await audit.record(actor, "invites.change", "agency", agency.public_id, "", detail, now=now)


async def renew(now: dt.datetime) -> None:
    """Give every agency whose code is of an earlier quarter a new one; the old one lasts on."""
    first = dt.datetime.combine(quarter_of(site_day(now)), dt.time(), SITE_ZONE)
    for code in await invites.outdated(first.astimezone(dt.UTC)):
        async with db.transaction():
            await invites.replace(code.id, now)
            await _make(code.agency_id, now)


async def _make(agency_id: int, now: dt.datetime) -> None:
    last_on = last_day(site_day(now))
    for _ in range(_ATTEMPTS):
        if await invites.insert(agency_id, code_of(secrets.token_bytes(BYTES)), now, last_on):
            return
    raise ConflictError("code")


async def current(agency_id: int) -> InviteCode | None:
    """The agency's present code; None before it began to invite."""
    return await invites.current(agency_id)


async def find(typed: str) -> InviteCode | None:
    """The code that somebody typed or scanned; None if there is none, taken or not."""
    code = normal_code(typed)
    return await invites.by_code(code) if code else None


async def taken(typed: str, agency_id: int, now: dt.datetime) -> InviteCode | None:
    """The code if a review of this agency that is sent now comes as invited by it."""
    code = await find(typed) if typed else None
    return code if code and is_taken(code, agency_id, site_day(now)) else None


async def publishes_as_invited(code_id: int, sent_at: dt.datetime, nth: int) -> bool:
    """Whether the nth review by a code, sent at a moment, carries the mark when it appears."""
    code = await invites.by_id(code_id)
    if code is None:
        return False
    known = await invites.counts(code.agency_id, quarter_of(site_day(code.made_at)))
    last = next_quarter(code.last_on)
    return marks(code, sent_at, nth, sum(one.invited for one in known if one.quarter < last))


async def counts(agency_id: int, since: dt.date) -> Sequence[InviteCount]:
    """How many people the agency invited, by quarter from one on, the newest first."""
    return await invites.counts(agency_id, since)


async def enter_count(
    agency: AgencyRef, quarter: dt.date, invited: int, actor: str, now: dt.datetime
) -> None:
    """Store how many people the agency says it invited itself in a quarter.

    The present quarter and the one before can be told. Raises ValueError.
    """
    today = site_day(now)
    if not 0 <= invited <= MOST_ENTERED or quarter not in open_quarters(today):
        raise ValueError("count")
    async with db.transaction():
        await invites.set_entered(agency.id, quarter, invited)
        await audit.record(
            actor,
            "invites.count",
            "agency",
            agency.public_id,
            "",
            {"quarter": quarter.isoformat(), "invited": invited},
            now=now,
        )


def open_quarters(today: dt.date) -> tuple[dt.date, dt.date]:
    """The quarters whose count can be told: the present one and the one before."""
    present = quarter_of(today)
    return present, quarter_of(present - dt.timedelta(days=1))


async def add_mailed(agency_id: int, mailed: int, now: dt.datetime) -> None:
    """Count people to whom a mail goes out, in the caller's transaction."""
    await invites.add_mailed(agency_id, quarter_of(site_day(now)), mailed)
