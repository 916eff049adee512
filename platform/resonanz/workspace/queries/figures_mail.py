"""Statements about members who want their agency's figures by mail."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import msgspec

from resonanz.agencies.domain.records import AgencyRef
from resonanz.agencies.queries.branches import Branch
from resonanz.agencies.queries.members import Membership
from resonanz.kernel import db
from resonanz.kernel.i18n import Language

from ..domain.figures_mail import Pace
from ..domain.visits import Snapshot

_NONE: Final = "mailed = NULL, mailed_on = NULL, mailed_figures = NULL"


@dataclass(frozen=True, slots=True)
class Reader:
    """A member who wants the figures; `told` are those of the last mail, on `told_on`."""

    membership: Membership
    public_id: str
    email: str
    language: Language
    pace: Pace
    told_on: dt.date
    told: Snapshot


async def pace_of(agency_id: int, account_id: int) -> Pace | None:
    """How often a member wants the figures; None for never."""
    row = await db.row(
        "SELECT mailed FROM desk_member WHERE agency_id = {} AND account_id = {}",
        agency_id,
        account_id,
    )
    return Pace(row["mailed"]) if row and row["mailed"] else None


async def put(agency_id: int, account_id: int, pace: Pace, today: dt.date, told: Snapshot) -> None:
    """Mail the figures to a member from the next period on."""
    await db.execute(
        "INSERT INTO desk_member (agency_id, account_id, mailed, mailed_on, mailed_figures) "
        "VALUES ({}, {}, {}, {}, {}) ON CONFLICT (agency_id, account_id) DO UPDATE SET "
        "mailed = excluded.mailed, mailed_on = excluded.mailed_on, "
        "mailed_figures = excluded.mailed_figures",
        *(agency_id, account_id, pace.value, today, msgspec.json.encode(told).decode()),
    )


async def end_of_member(agency_id: int, account_id: int) -> None:
    """Mail the figures to a member no more."""
    await db.execute(
        f"UPDATE desk_member SET {_NONE} WHERE agency_id = {{}} AND account_id = {{}}",
        agency_id,
        account_id,
    )


async def end(agency: str, account: str) -> None:
    """Mail an agency's figures to an account no more; both by their public ids."""
    await db.execute(
        f"UPDATE desk_member SET {_NONE} "
        "WHERE agency_id = (SELECT id FROM agency WHERE public_id = {}) "
        "AND account_id = (SELECT id FROM account WHERE public_id = {})",
        agency,
        account,
    )


async def due(week: dt.date, month: dt.date, limit: int) -> list[Reader]:
    """Members whose last mail was before their period began, by agency."""
    rows = await db.rows(
        "SELECT a.id, a.public_id, a.slug, a.name, a.state, a.kind, a.country, a.city, m.role, "
        "d.account_id, d.mailed, d.mailed_on, d.mailed_figures, c.public_id AS account, c.email, "
        "c.language, b.id AS branch_id, b.public_id AS branch, b.name AS branch_name, "
        "b.place AS branch_place FROM desk_member d "
        "JOIN agency_member m ON m.agency_id = d.agency_id AND m.account_id = d.account_id "
        "JOIN agency a ON a.id = d.agency_id JOIN account c ON c.id = d.account_id "
        "LEFT JOIN branch b ON b.id = m.branch_id "
        "WHERE a.state = 'listed' AND ((d.mailed = 'week' AND d.mailed_on < {}) "
        "OR (d.mailed = 'month' AND d.mailed_on < {})) "
        "ORDER BY d.agency_id, d.account_id LIMIT {}",
        week,
        month,
        limit,
    )
    return [_reader(row) for row in rows]


async def note(reader: Reader, today: dt.date, told: Snapshot) -> bool:
    """Note that a period is told; False if another worker did, or the member wants none now."""
    row = await db.row(
        "UPDATE desk_member SET mailed_on = {}, mailed_figures = {} "
        "WHERE agency_id = {} AND account_id = {} AND mailed = {} AND mailed_on = {} "
        "RETURNING agency_id",
        *(today, msgspec.json.encode(told).decode()),
        *(reader.membership.agency.id, reader.membership.account_id),
        *(reader.pace.value, reader.told_on),
    )
    return row is not None


def _reader(row: db.Row) -> Reader:
    names = ("id", "public_id", "slug", "name", "state", "kind", "country", "city")
    agency = AgencyRef(**{name: row[name] for name in names})
    branch = None
    if row["branch_id"] is not None:
        branch = Branch(row["branch_id"], row["branch"], row["branch_name"], row["branch_place"])
    return Reader(
        membership=Membership(agency, row["account_id"], row["role"], several=False, branch=branch),
        public_id=row["account"],
        email=row["email"],
        language=row["language"],
        pace=Pace(row["mailed"]),
        told_on=row["mailed_on"],
        told=msgspec.json.decode(row["mailed_figures"] or "{}", type=Snapshot),
    )
