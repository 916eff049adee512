"""Who acts for an agency."""

from dataclasses import dataclass

from resonanz.kernel import db
from resonanz.kernel.i18n import Language


@dataclass(frozen=True, slots=True)
class Member:
    """An account that acts for an agency; `role` is owner or responder."""

    account_id: int
    email: str
    language: Language
    role: str


async def members_of(agency_id: int) -> list[Member]:
    """The members of an agency, in the order in which they came."""
    rows = await db.rows(
        "SELECT m.account_id, a.email, a.language, m.role FROM agency_member m "
        "JOIN account a ON a.id = m.account_id WHERE m.agency_id = {} "
        "ORDER BY m.created_at, m.account_id",
        agency_id,
    )
    return [Member(**row) for row in rows]


async def role_in(agency_id: int, account_id: int) -> str | None:
    """The account's role in the agency; None if it is no member."""
    row = await db.row(
        "SELECT role FROM agency_member WHERE agency_id = {} AND account_id = {}",
        agency_id,
        account_id,
    )
    return str(row["role"]) if row else None


async def agencies_of(account_id: int) -> list[int]:
    """The ids of the agencies an account acts for."""
    rows = await db.rows(
        "SELECT agency_id FROM agency_member WHERE account_id = {} ORDER BY agency_id", account_id
    )
    return [int(row["agency_id"]) for row in rows]
