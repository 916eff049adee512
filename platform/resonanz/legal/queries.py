"""Announcements of terms, and whom to tell."""

import datetime as dt

from resonanz.kernel import db
from resonanz.kernel.i18n import Language

_MEMBERS = (
    "SELECT DISTINCT a.id, a.email, a.language FROM account a "
    "JOIN agency_member m ON m.account_id = a.id ORDER BY a.id"
)


async def announced() -> dict[int, dt.date]:
    """The day on which each version was announced."""
    rows = await db.rows("SELECT version, announced_on FROM terms_announcement")
    return {row["version"]: row["announced_on"] for row in rows}


async def members() -> list[tuple[str, Language]]:
    """Address and language of everybody who acts for an agency, each once."""
    return [(row["email"], row["language"]) for row in await db.rows(_MEMBERS)]


async def insert(version: int, day: dt.date, told: int) -> bool:
    """Write down an announcement; whether it is the first of this version."""
    rows = await db.rows(
        "INSERT INTO terms_announcement (version, announced_on, members) VALUES ({}, {}, {}) "
        "ON CONFLICT (version) DO NOTHING RETURNING version",
        version,
        day,
        told,
    )
    return bool(rows)
