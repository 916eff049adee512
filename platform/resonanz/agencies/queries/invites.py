"""Codes by which agencies invite candidates, and how many they invited."""

import datetime as dt

from resonanz.agencies.domain.invites import InviteCode, InviteCount
from resonanz.agencies.tables import InviteCode as InviteCodeTable
from resonanz.kernel import db

_ALL = (
    "SELECT id, agency_id, code, made_at, last_on, replaced_at, ended_at, leaked_from "
    "FROM invite_code WHERE "
)


async def current(agency_id: int) -> InviteCode | None:
    """The agency's present code."""
    row = await db.row(_ALL + "agency_id = {} AND replaced_at IS NULL", agency_id)
    return InviteCode(**row) if row else None


async def by_code(code: str) -> InviteCode | None:
    """A code by what people type, whether it is still taken or not."""
    row = await db.row(_ALL + "code = {}", code)
    return InviteCode(**row) if row else None


async def by_id(code_id: int) -> InviteCode | None:
    """A code by its id."""
    row = await db.row(_ALL + "id = {}", code_id)
    return InviteCode(**row) if row else None


async def outdated(before: dt.datetime) -> list[InviteCode]:
    """The present codes that were made before a moment."""
    rows = await db.rows(_ALL + "replaced_at IS NULL AND made_at < {} ORDER BY id", before)
    return [InviteCode(**row) for row in rows]


async def insert(agency_id: int, code: str, made_at: dt.datetime, last_on: dt.date) -> bool:
    """Write an agency's new present code; False if it has one, or the code is another's."""
    row = await db.row(
        "INSERT INTO invite_code (agency_id, code, made_at, last_on) VALUES ({}, {}, {}, {}) "
        "ON CONFLICT DO NOTHING RETURNING id",
        *(agency_id, code, made_at, last_on),
    )
    return row is not None


async def replace(
    code_id: int,
    now: dt.datetime,
    *,
    ended_at: dt.datetime | None = None,
    leaked_from: dt.datetime | None = None,
) -> None:
    """Record that a code is not the present one any more, and whether it ended or leaked."""
    await (
        InviteCodeTable.update(
            {
                InviteCodeTable.replaced_at: now,
                InviteCodeTable.ended_at: ended_at,
                InviteCodeTable.leaked_from: leaked_from,
            }
        )
        .where(InviteCodeTable.id == code_id)
        .run()
    )


async def end_others(
    agency_id: int, but: int, now: dt.datetime, leaked_from: dt.datetime | None
) -> None:
    """End the codes before the present one that are still taken; leaked from the same moment."""
    await db.execute(
        "UPDATE invite_code SET ended_at = {}, leaked_from = {} WHERE agency_id = {} AND id <> {} "
        "AND ended_at IS NULL",
        *(now, leaked_from, agency_id, but),
    )


async def counts(agency_id: int, since: dt.date) -> list[InviteCount]:
    """How many were invited, by quarter from one on, the newest first."""
    rows = await db.rows(
        "SELECT quarter, entered, mailed FROM invite_count WHERE agency_id = {} AND quarter >= {} "
        "ORDER BY quarter DESC",
        agency_id,
        since,
    )
    return [InviteCount(**row) for row in rows]


async def set_entered(agency_id: int, quarter: dt.date, entered: int) -> None:
    """Store the agency's own count of a quarter."""
    await db.execute(
        "INSERT INTO invite_count (agency_id, quarter, entered, mailed) VALUES ({}, {}, {}, 0) "
        "ON CONFLICT (agency_id, quarter) DO UPDATE SET entered = excluded.entered",
        *(agency_id, quarter, entered),
    )


async def add_mailed(agency_id: int, quarter: dt.date, mailed: int) -> None:
    """Add people who get a mail of ours."""
    await db.execute(
        "INSERT INTO invite_count (agency_id, quarter, entered, mailed) VALUES ({}, {}, 0, {}) "
        "ON CONFLICT (agency_id, quarter) DO UPDATE SET "
        "mailed = invite_count.mailed + excluded.mailed",
        *(agency_id, quarter, mailed),
    )
