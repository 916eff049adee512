"""SQL of the audit log."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from .domain import GENESIS, Entry, Sealed
from .tables import AuditEntry, AuditSeal

_LATE = 10_000
"""How far behind the last sealed entry an id may lie whose transaction committed later."""


async def insert(
    at: dt.datetime,
    actor: str,
    action: str,
    object_type: str,
    object_id: str,
    reason: str,
    detail: str,
) -> None:
    """Add an entry, unsealed."""
    entry = AuditEntry(
        at=at,
        actor=actor,
        action=action,
        object_type=object_type,
        object_id=object_id,
        reason=reason,
        detail=detail,
    )
    await AuditEntry.insert(entry).run()


async def lock_chain() -> None:
    """Keep everybody else from sealing until the transaction ends."""
    if db.dialect() == "postgres":  # on SQLite the transaction is alone already
        await db.execute("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE")


async def head() -> tuple[int, str]:
    """Position and hash of the last link; 0 and the genesis hash if there is none."""
    row = await db.row("SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1")
    return (0, GENESIS) if row is None else (row["position"], row["hash"])


async def unsealed(limit: int) -> list[Entry]:
    """The oldest entries that are not in the chain, by id.

    Entries whose transaction ended later than those after them are found too.
    """
    rows = await db.rows(
        "SELECT e.id, e.at, e.actor, e.action, e.object_type, e.object_id, e.reason, e.detail"
        " FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id"
        " WHERE s.entry_id IS NULL"
        " AND e.id > (SELECT COALESCE(MAX(entry_id), 0) FROM audit_seal) - {}"
        " ORDER BY e.id LIMIT {}",
        _LATE,
        limit,
    )
    return [Entry(**row) for row in rows]


async def count_unsealed() -> int:
    """How many entries are not in the chain."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM audit_entry e"
        " LEFT JOIN audit_seal s ON s.entry_id = e.id WHERE s.entry_id IS NULL"
    )
    return 0 if row is None else int(row["n"])


async def append(links: Sequence[tuple[int, int, str]]) -> None:
    """Add links to the chain: entry id, position, hash."""
    seals = [AuditSeal(entry_id=i, position=position, hash=digest) for i, position, digest in links]
    await AuditSeal.insert(*seals).run()


async def chain_after(position: int, limit: int) -> list[Sealed]:
    """The stored links behind a position, in order, with their entries."""
    rows = await db.rows(
        "SELECT s.position, s.hash,"
        " e.id, e.at, e.actor, e.action, e.object_type, e.object_id, e.reason, e.detail"
        " FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id"
        " WHERE s.position > {} ORDER BY s.position LIMIT {}",
        position,
        limit,
    )
    return [_sealed(row) for row in rows]


def _sealed(row: dict[str, Any]) -> Sealed:
    position, digest = row.pop("position"), row.pop("hash")
    return Sealed(position, digest, None if row["id"] is None else Entry(**row))
