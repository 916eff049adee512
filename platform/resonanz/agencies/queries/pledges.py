"""Agencies' pledges, which are ended and never deleted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from resonanz.agencies.domain.pledges import Ending, Pledge
from resonanz.agencies.tables import AgencyPledge
from resonanz.kernel import db
from resonanz.kernel.db import Row

_COLUMNS = "id, agency_id, days, made_on, ended_on, ending"


async def history(agency_id: int) -> tuple[Pledge, ...]:
    """All pledges of an agency, oldest first."""
    return (await histories([agency_id]))[agency_id]


async def histories(agency_ids: Collection[int]) -> dict[int, tuple[Pledge, ...]]:
    """All pledges of these agencies, oldest first; () where there are none. At least one id."""
    marks = ", ".join("{}" for _ in agency_ids)
    found: dict[int, list[Pledge]] = defaultdict(list)
    for row in await db.rows(
        f"SELECT {_COLUMNS} FROM agency_pledge WHERE agency_id IN ({marks}) ORDER BY id",
        *agency_ids,
    ):
        found[row["agency_id"]].append(_pledge(row))
    return {agency_id: tuple(found[agency_id]) for agency_id in agency_ids}


async def history_and_membership(
    agency_id: int, account_id: int
) -> tuple[tuple[Pledge, ...], bool, int | None]:
    """All pledges of an agency, whether an account belongs to any agency, and to which agency this
    one was joined (None to none); one statement.
    """
    rows = await db.rows(
        "SELECT p.id, p.days, p.made_on, p.ended_on, p.ending, "
        "EXISTS (SELECT 1 FROM agency_member WHERE account_id = {}) AS member, "
        "(SELECT joined_id FROM agency WHERE id = {}) AS joined "
        "FROM (SELECT 1 AS one) AS always LEFT JOIN agency_pledge p ON p.agency_id = {} "
        "ORDER BY p.id",
        account_id,
        agency_id,
        agency_id,
    )
    known = tuple(_pledge(row) for row in rows if row["id"] is not None)
    return known, bool(rows[0]["member"]), rows[0]["joined"]


def _pledge(row: Row) -> Pledge:
    return Pledge(
        id=row["id"],
        days=row["days"],
        made_on=row["made_on"],
        ended_on=row["ended_on"],
        ending=Ending(row["ending"]) if row["ending"] else None,
    )


async def insert(agency_id: int, days: int, made_on: dt.date) -> None:
    """Put a pledge in force; the one before must have ended."""
    await AgencyPledge.insert(AgencyPledge(agency_id=agency_id, days=days, made_on=made_on))


async def end(pledge_id: int, ended_on: dt.date, ending: Ending) -> None:
    """Record that a pledge ended, and how."""
    await (
        AgencyPledge.update({AgencyPledge.ended_on: ended_on, AgencyPledge.ending: ending.value})
        .where(AgencyPledge.id == pledge_id)
        .run()
    )
