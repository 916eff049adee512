"""Who acts for an agency."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.domain import members as domain
from resonanz.agencies.domain.records import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.db import Row
from resonanz.kernel.i18n import Language

from .branches import Branch


@dataclass(frozen=True, slots=True)
class Member:
    """An account that acts for an agency; `role` is owner or responder.

    `branch_id` is the one branch that a responder answers for, None for the whole agency.
    """

    account_id: int
    public_id: str
    email: str
    language: Language
    role: str
    since: dt.datetime
    last_sign_in_at: dt.datetime | None
    branch_id: int | None


@dataclass(frozen=True, slots=True)
class Membership:
    """An agency for one who acts for it; `role` is owner or responder.

    `several` says that it is not the only one. `branch` is the one that a responder answers for,
    None for the whole agency.
    """

    agency: AgencyRef
    account_id: int
    role: str
    several: bool
    branch: Branch | None = None

    @property
    def branch_id(self) -> int | None:
        """The one branch that a responder answers for."""
        return self.branch.id if self.branch else None

    def reaches(self, branch_id: int | None) -> bool:
        """Whether what is about this branch, or about none, is this member's to see."""
        return domain.reaches(self.branch_id, branch_id)


_MEMBERSHIP = (
    "SELECT a.id, a.public_id, a.slug, a.name, a.state, a.kind, a.country, a.city, m.role, "
    "b.id AS branch_id, b.public_id AS branch_public_id, b.name AS branch_name, "
    "b.place AS branch_place, "
    "EXISTS (SELECT 1 FROM agency_member o WHERE o.account_id = m.account_id "
    "AND o.agency_id <> m.agency_id) AS several "
    "FROM agency a JOIN agency_member m ON m.agency_id = a.id "
    "LEFT JOIN branch b ON b.id = m.branch_id "
)


def _membership(row: Row, account_id: int) -> Membership:
    role, several = row.pop("role"), bool(row.pop("several"))
    branch = Branch(*(row.pop(f"branch_{name}") for name in ("id", "public_id", "name", "place")))
    found = None if branch.id is None else branch
    return Membership(AgencyRef(**row), account_id, role, several, found)


async def membership(slug: str, account_id: int) -> Membership | None:
    """The account's membership in the agency with this slug; None if there is none."""
    row = await db.row(
        _MEMBERSHIP + "WHERE a.slug = {} AND m.account_id = {} AND a.joined_id IS NULL",
        slug,
        account_id,
    )
    return _membership(row, account_id) if row else None


async def members_of(agency_id: int) -> list[Member]:
    """The members of an agency, in the order in which they came."""
    rows = await db.rows(
        "SELECT m.account_id, a.public_id, a.email, a.language, m.role, m.created_at AS since, "
        "a.last_sign_in_at, m.branch_id FROM agency_member m JOIN account a ON a.id = m.account_id "
        "WHERE m.agency_id = {} ORDER BY m.created_at, m.account_id",
        agency_id,
    )
    return [Member(**row) for row in rows]


async def members_reaching(agency_id: int, branch_id: int | None) -> list[Member]:
    """The members who see what is about this branch of the agency, or about none."""
    everybody = await members_of(agency_id)
    return [one for one in everybody if domain.reaches(one.branch_id, branch_id)]


async def reaches(agency_id: int, account_id: int, branch_id: int | None) -> bool:
    """Whether an account acts for the agency where this branch of it is concerned, or none is."""
    row = await db.row(
        "SELECT m.branch_id FROM agency_member m JOIN agency a ON a.id = m.agency_id "
        "WHERE m.agency_id = {} AND m.account_id = {} AND a.joined_id IS NULL",
        agency_id,
        account_id,
    )
    return row is not None and domain.reaches(row["branch_id"], branch_id)


async def memberships_of(account_id: int, *, asleep: bool = False) -> list[Membership]:
    """The agencies an account acts for, by name; those that are part of another with `asleep`."""
    awake = "" if asleep else "AND a.joined_id IS NULL "
    rows = await db.rows(
        _MEMBERSHIP + f"WHERE m.account_id = {{}} {awake}ORDER BY a.name_key, a.id", account_id
    )
    return [_membership(row, account_id) for row in rows]


async def put(
    agency_id: int, account_id: int, role: str, branch_id: int | None, now: dt.datetime
) -> None:
    """Make an account a member, or change its role and branch."""
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, branch_id, created_at) "
        "VALUES ({}, {}, {}, {}, {}) ON CONFLICT (agency_id, account_id) "
        "DO UPDATE SET role = excluded.role, branch_id = excluded.branch_id",
        agency_id,
        account_id,
        role,
        branch_id,
        now,
    )


async def take(agency_id: int, account_id: int) -> None:
    """End a membership."""
    await db.execute(
        "DELETE FROM agency_member WHERE agency_id = {} AND account_id = {}", agency_id, account_id
    )


async def role_in(agency_id: int, account_id: int) -> str | None:
    """The account's role in the agency; None if it is no member, or the agency is asleep."""
    row = await db.row(
        "SELECT m.role FROM agency_member m JOIN agency a ON a.id = m.agency_id "
        "WHERE m.agency_id = {} AND m.account_id = {} AND a.joined_id IS NULL",
        agency_id,
        account_id,
    )
    return str(row["role"]) if row else None


async def agencies_of(account_id: int) -> list[int]:
    """The ids of the agencies an account acts for."""
    rows = await db.rows(
        "SELECT m.agency_id FROM agency_member m JOIN agency a ON a.id = m.agency_id "
        "WHERE m.account_id = {} AND a.joined_id IS NULL ORDER BY m.agency_id",
        account_id,
    )
    return [int(row["agency_id"]) for row in rows]


async def owns_any(account_id: int) -> bool:
    """Whether the account owns an agency's profile."""
    row = await db.row(
        "SELECT 1 FROM agency_member WHERE account_id = {} AND role = 'owner' LIMIT 1", account_id
    )
    return row is not None
