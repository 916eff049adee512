"""Statements about misuse and sanctions. A party is "agency:12", "author:7" or "notifier:<mac>"."""

import datetime as dt

from resonanz.kernel import db

from .checks import Row

_LOST = (
    "kind = 'dispute' AND no_contact AND outcome = 'kept' AND decided_at IS NOT NULL "
    "AND agency_id IS NOT NULL"
)


async def note_misuse(party: str, case_id: int, noted_by: int, now: dt.datetime) -> bool:
    """Keep an incident; False if it was noted before."""
    row = await db.row(
        "INSERT INTO misuse_point (party, case_id, noted_by, noted_at) VALUES ({}, {}, {}, {}) "
        "ON CONFLICT (party, case_id) DO NOTHING RETURNING id",
        party,
        case_id,
        noted_by,
        now,
    )
    return row is not None


async def incidents(since: dt.datetime) -> list[Row]:
    """What counts: noted incidents, and bare "no contact" disputes that were lost."""
    return await db.rows(
        "SELECT p.party AS party, p.noted_at AS at, c.public_id AS number "
        "FROM misuse_point p JOIN moderation_case c ON c.id = p.case_id WHERE p.noted_at >= {} "
        "UNION ALL SELECT 'agency:' || agency_id, decided_at, public_id FROM moderation_case "
        f"WHERE {_LOST} AND decided_at >= {{}} ORDER BY at",
        since,
        since,
    )


async def sanctions() -> list[Row]:
    """The sanctions that stand, oldest first."""
    return await db.rows(
        "SELECT s.party, s.kind, s.imposed_at, s.until, c.public_id AS number FROM sanction s "
        "JOIN moderation_case c ON c.id = s.case_id WHERE c.outcome = 'sanctioned' "
        "ORDER BY s.imposed_at, s.case_id"
    )


async def add_sanction(
    case_id: int, party: str, kind: str, now: dt.datetime, until: dt.date | None
) -> None:
    """Keep a sanction."""
    await db.execute(
        "INSERT INTO sanction (case_id, party, kind, imposed_at, until) "
        "VALUES ({}, {}, {}, {}, {})",
        case_id,
        party,
        kind,
        now,
        until,
    )


async def suspended_until(party: str, day: dt.date) -> Row | None:
    """The suspension that lasts longest today, with its case; `until` is None for one for good."""
    return await db.row(
        "SELECT s.until, c.public_id AS number, c.complaint_until, (SELECT d.explanation "
        "FROM decision d WHERE d.case_id = c.id ORDER BY d.id LIMIT 1) AS explanation "
        "FROM sanction s JOIN moderation_case c ON c.id = s.case_id "
        "WHERE s.party = {} AND s.kind <> 'warn' AND (s.until IS NULL OR s.until > {}) "
        "AND c.outcome = 'sanctioned' "
        "ORDER BY CASE WHEN s.until IS NULL THEN 0 ELSE 1 END, s.until DESC LIMIT 1",
        party,
        day,
    )


async def party_of(case_id: int) -> str:
    """Whom the sanction of a case hit; "" if there is none."""
    row = await db.row("SELECT party FROM sanction WHERE case_id = {}", case_id)
    return row["party"] if row else ""


async def cases_of(party: str) -> list[str]:
    """The cases in which a party's misuse was noted, oldest first."""
    rows = await db.rows(
        "SELECT c.public_id FROM misuse_point p JOIN moderation_case c ON c.id = p.case_id "
        "WHERE p.party = {} ORDER BY p.id",
        party,
    )
    return [row["public_id"] for row in rows]


async def warned_since(party: str, since: dt.datetime) -> bool:
    """Whether a party was warned since a moment, and the warning stands."""
    row = await db.row(
        "SELECT 1 AS one FROM sanction s JOIN moderation_case c ON c.id = s.case_id "
        "WHERE s.party = {} AND s.kind = 'warn' AND s.imposed_at >= {} "
        "AND c.outcome = 'sanctioned' LIMIT 1",
        party,
        since,
    )
    return row is not None


async def has_statement(decision_id: int) -> bool:
    """Whether a decision's statement of reasons is kept already."""
    row = await db.row(
        "SELECT 1 AS one FROM statement_of_reasons WHERE decision_id = {}", decision_id
    )
    return row is not None


async def lock_parties() -> None:
    """Let one sanction be imposed at a time, in the caller's transaction."""
    if db.dialect() == "postgres":
        await db.execute("LOCK TABLE sanction IN SHARE ROW EXCLUSIVE MODE")


async def forget_misuse(before: dt.datetime) -> None:
    """Delete old incidents and sanctions; an end for good stays."""
    await db.execute("DELETE FROM misuse_point WHERE noted_at < {}", before)
    await db.execute("DELETE FROM sanction WHERE kind <> 'terminate' AND imposed_at < {}", before)
