"""Statements about what an agency's claim rests on."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves an agency; without `check_at` nothing is looked at again."""

    agency_id: int
    way: str
    domain: str | None
    challenge: str | None
    proven_at: dt.datetime
    check_at: dt.datetime | None
    failures: int


_ALL = (
    "SELECT agency_id, way, domain, challenge, proven_at, check_at, failures FROM agency_proof "
    "WHERE "
)


async def of_agency(agency_id: int) -> Proof | None:
    """The proof of an agency."""
    row = await db.row(_ALL + "agency_id = {}", agency_id)
    return Proof(**row) if row else None


async def put(proof: Proof) -> None:
    """Keep a proof, instead of an earlier one."""
    await db.execute(
        "INSERT INTO agency_proof (agency_id, way, domain, challenge, proven_at, check_at, "
        "failures) VALUES ({}, {}, {}, {}, {}, {}, {}) ON CONFLICT (agency_id) DO UPDATE SET "
        "way = excluded.way, domain = excluded.domain, challenge = excluded.challenge, "
        "proven_at = excluded.proven_at, check_at = excluded.check_at, "
        "failures = excluded.failures",
        *(proof.agency_id, proof.way, proof.domain, proof.challenge),
        *(proof.proven_at, proof.check_at, proof.failures),
    )


async def due(now: dt.datetime, limit: int) -> list[Proof]:
    """Proofs that are to be looked at again."""
    rows = await db.rows(_ALL + "check_at <= {} ORDER BY check_at LIMIT {}", now, limit)
    return [Proof(**row) for row in rows]


async def set_check(
    agency_id: int, seen: dt.datetime, check_at: dt.datetime | None, failures: int
) -> bool:
    """Note what a look found; False if somebody else looked or proved it anew meanwhile."""
    row = await db.row(
        "UPDATE agency_proof SET check_at = {}, failures = {} "
        "WHERE agency_id = {} AND check_at = {} RETURNING agency_id",
        check_at,
        failures,
        agency_id,
        seen,
    )
    return row is not None


async def set_claimed(agency_id: int, claimed_at: dt.datetime | None) -> None:
    """Set since when the public reads that the agency manages its profile; None takes it away."""
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", claimed_at, agency_id)


async def claimed_at(agency_id: int) -> dt.datetime | None:
    """Since when the agency manages its profile."""
    row = await db.row("SELECT claimed_at FROM agency WHERE id = {}", agency_id)
    moment: dt.datetime | None = row["claimed_at"] if row else None
    return moment
