"""Moderators declare for whom they work or worked, and stay away from those agencies' things."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ForbiddenError, NotFoundError

from ..domain.deadlines import months_later
from ..domain.interests import INTEREST_MONTHS, InterestKind, still_bars
from ..queries import interests as queries

MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Interest:
    """A declaration; `until` is None while it lasts, `bars_until` is when it is forgotten."""

    public_id: str
    kind: InterestKind
    agency_name: str
    agency_slug: str
    until: dt.date | None
    bars_until: dt.date | None


async def interests_of(account_id: int) -> tuple[Interest, ...]:
    """What a moderator declared."""
    return tuple(
        Interest(
            row["public_id"],
            InterestKind(row["kind"]),
            row["agency_name"],
            row["agency_slug"],
            row["until"],
            months_later(row["until"], INTEREST_MONTHS) if row["until"] else None,
        )
        for row in await queries.interests_of(account_id)
    )


async def find_agencies(query: str) -> list[AgencyRef]:
    """The agencies a moderator can choose from, by what was typed."""
    return await agencies.search(query, MOST_FOUND) if query.strip() else []


async def declare(
    account_id: int,
    actor: str,
    slug: str,
    kind: InterestKind,
    until: dt.date | None,
    now: dt.datetime,
) -> None:
    """Declare an interest; it bars at once, also from claimed cases.

    Raises NotFoundError for an unknown agency, ValueError if it ended too long ago to bar, or is
    to end in the future.
    """
    today = site_day(now)
    if until is not None and (until > today or not still_bars(until, today)):
        raise ValueError("until")
    found = await agencies.find_for_review(slug)
    if found is None:
        raise NotFoundError("agency")
    async with db.transaction():
        public_id = crypto.public_id()
        await queries.add_interest(public_id, account_id, found.id, kind.value, until, now)
        await audit.record(actor, "interest.declare", "interest", public_id, kind.value, now=now)


async def end(account_id: int, actor: str, public_id: str, now: dt.datetime) -> None:
    """Say that an interest ended today; it bars for 24 months more. Raises NotFoundError."""
    async with db.transaction():
        if not await queries.end_interest(public_id, account_id, site_day(now)):
            raise NotFoundError("interest")
        await audit.record(actor, "interest.end", "interest", public_id, now=now)


async def require_independent(agency_id: int, account_id: int) -> None:
    """Raise ForbiddenError for a member of the agency, and for who declared an interest in it."""
    if agency_id in await queries.barred_agencies(account_id):
        raise ForbiddenError("own agency")
