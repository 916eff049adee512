"""What the desk keeps of a member: last visits, and whether figures are mailed."""

from typing import Any

import msgspec

from resonanz.kernel import db

from ..domain.visits import Snapshot, Visits

Row = dict[str, Any]


async def visits(agency_id: int, account_id: int) -> tuple[Visits, str | None]:
    """A member's last visits, and how often figures are mailed: week, month or None."""
    row = await db.row(
        "SELECT seen_on, seen, earlier_on, earlier, mailed FROM desk_member "
        "WHERE agency_id = {} AND account_id = {}",
        agency_id,
        account_id,
    )
    if row is None:
        return Visits(), None
    found = Visits(
        row["seen_on"], _snapshot(row["seen"]), row["earlier_on"], _snapshot(row["earlier"])
    )
    return found, row["mailed"]


async def put_visits(agency_id: int, account_id: int, found: Visits) -> None:
    """Keep a member's last visits."""
    values = (found.seen_on, _text(found.seen), found.earlier_on, _text(found.earlier))
    await db.execute(
        "INSERT INTO desk_member (agency_id, account_id, seen_on, seen, earlier_on, earlier) "
        "VALUES ({}, {}, {}, {}, {}, {}) ON CONFLICT (agency_id, account_id) DO UPDATE SET "
        "seen_on = excluded.seen_on, seen = excluded.seen, "
        "earlier_on = excluded.earlier_on, earlier = excluded.earlier",
        *(agency_id, account_id, *values),
    )


def _snapshot(text: str | None) -> Snapshot | None:
    return msgspec.json.decode(text, type=Snapshot) if text else None


def _text(snapshot: Snapshot | None) -> str | None:
    return msgspec.json.encode(snapshot).decode() if snapshot else None
