"""Statements about invitations of members."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import crypto, db

from ..tables import AgencyInvitation


@dataclass(frozen=True, slots=True)
class Invitation:
    """An address that was asked to act for an agency."""

    public_id: str
    agency_id: int
    email: str
    role: str
    invited_at: dt.datetime
    expires_at: dt.datetime
    branch_id: int | None = None


_ALL = (
    "SELECT public_id, agency_id, email, role, invited_at, expires_at, branch_id "
    "FROM agency_invitation WHERE "
)


async def put(
    agency_id: int,
    email: str,
    role: str,
    branch_id: int | None,
    now: dt.datetime,
    expires_at: dt.datetime,
) -> str:
    """Keep an invitation, instead of an earlier one to the address; its public id."""
    public_id = crypto.public_id()
    await db.execute(
        "INSERT INTO agency_invitation (public_id, agency_id, email, role, branch_id, "
        "invited_at, expires_at) VALUES ({}, {}, {}, {}, {}, {}, {}) "
        "ON CONFLICT (agency_id, email) DO UPDATE SET public_id = excluded.public_id, "
        "role = excluded.role, branch_id = excluded.branch_id, "
        "invited_at = excluded.invited_at, expires_at = excluded.expires_at",
        *(public_id, agency_id, email, role, branch_id, now, expires_at),
    )
    return public_id


async def by_public_id(public_id: str, now: dt.datetime) -> Invitation | None:
    """An invitation that can still be accepted."""
    row = await db.row(_ALL + "public_id = {} AND expires_at > {}", public_id, now)
    return Invitation(**row) if row else None


async def of_agency(agency_id: int, now: dt.datetime) -> list[Invitation]:
    """The open invitations of an agency, oldest first."""
    rows = await db.rows(
        _ALL + "agency_id = {} AND expires_at > {} ORDER BY invited_at, id", agency_id, now
    )
    return [Invitation(**row) for row in rows]


async def delete(agency_id: int, public_id: str) -> bool:
    """Forget an invitation; False if the agency has none of this id."""
    row = await db.row(
        "DELETE FROM agency_invitation WHERE agency_id = {} AND public_id = {} RETURNING id",
        agency_id,
        public_id,
    )
    return row is not None


async def delete_of(email: str) -> None:
    """Forget all invitations of an address: its owner left."""
    await AgencyInvitation.delete().where(AgencyInvitation.email == email)


async def delete_expired(now: dt.datetime) -> None:
    """Forget invitations that were not accepted in time."""
    await AgencyInvitation.delete().where(AgencyInvitation.expires_at <= now)
