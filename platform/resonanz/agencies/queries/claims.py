"""Statements about claims of agencies."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.kernel import crypto, db
from resonanz.kernel.db import Row

from ..domain.claims import ClaimState, Finding, Way


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it stands."""

    id: int
    public_id: str
    agency_id: int
    account_id: int
    way: Way
    state: ClaimState
    domain: str | None
    succeeds: bool
    created_at: dt.datetime
    proven_at: dt.datetime | None
    due_at: dt.datetime | None
    check_at: dt.datetime | None
    checks: int
    finding: Finding | None
    assigned_account_id: int | None
    assigned_until: dt.datetime | None
    decided_at: dt.datetime | None
    reason: str | None

    @property
    def challenge(self) -> str:
        """What the record or the file has to say; it is no secret, and nobody can guess it."""
        return crypto.digest("agency-claim", self.public_id)[:32]


_ALL = (
    "SELECT id, public_id, agency_id, account_id, way, state, domain, succeeds, created_at, "
    "proven_at, due_at, check_at, checks, finding, assigned_account_id, assigned_until, "
    "decided_at, reason FROM agency_claim WHERE "
)
_OPEN = "state IN ('checking', 'asking', 'waiting')"


def _claim(row: Row) -> Claim:
    return Claim(
        **row
        | {
            "way": Way(row["way"]),
            "state": ClaimState(row["state"]),
            "succeeds": bool(row["succeeds"]),
            "finding": Finding(row["finding"]) if row["finding"] else None,
        }
    )


async def insert(
    agency_id: int,
    account_id: int,
    way: Way,
    state: ClaimState,
    now: dt.datetime,
    *,
    domain: str | None = None,
    succeeds: bool = False,
    proven_at: dt.datetime | None = None,
    due_at: dt.datetime | None = None,
) -> Claim:
    """Keep a claim; a checking one is looked at at once."""
    row = await db.row(
        "INSERT INTO agency_claim (public_id, agency_id, account_id, way, state, domain, succeeds, "
        "created_at, proven_at, due_at, check_at, checks) "
        "VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0) RETURNING id",
        *(crypto.public_id(), agency_id, account_id, way.value, state.value, domain, succeeds),
        *(now, proven_at, due_at, now if state is ClaimState.CHECKING else None),
    )
    assert row is not None
    made = await by_id(row["id"])
    assert made is not None
    return made


async def by_id(claim_id: int, *, lock: bool = False) -> Claim | None:
    """A claim, kept from others' changes until the transaction ends with `lock`."""
    row = await db.row(_ALL + "id = {}" + _lock(lock), claim_id)
    return _claim(row) if row else None


async def by_public_id(public_id: str, *, lock: bool = False) -> Claim | None:
    """A claim by the id of its page."""
    row = await db.row(_ALL + "public_id = {}" + _lock(lock), public_id)
    return _claim(row) if row else None


def _lock(lock: bool) -> str:
    return " FOR UPDATE" if lock and db.dialect() == "postgres" else ""


async def open_of(agency_id: int, account_id: int) -> Claim | None:
    """The account's open claim of an agency."""
    row = await db.row(
        _ALL + f"agency_id = {{}} AND account_id = {{}} AND {_OPEN}", agency_id, account_id
    )
    return _claim(row) if row else None


async def latest_of(agency_id: int, account_id: int) -> Claim | None:
    """The account's last claim of an agency, open or not."""
    row = await db.row(
        _ALL + "agency_id = {} AND account_id = {} ORDER BY id DESC LIMIT 1", agency_id, account_id
    )
    return _claim(row) if row else None


async def others_open(agency_id: int) -> list[Claim]:
    """All open claims of an agency."""
    return [_claim(row) for row in await db.rows(_ALL + f"agency_id = {{}} AND {_OPEN}", agency_id)]


async def to_check(now: dt.datetime, limit: int) -> list[Claim]:
    """Claims whose domain the worker is to look at."""
    rows = await db.rows(
        _ALL + "state = 'checking' AND check_at <= {} ORDER BY check_at LIMIT {}", now, limit
    )
    return [_claim(row) for row in rows]


async def note_check(
    claim: Claim, finding: Finding, check_at: dt.datetime, *, counts: bool = True
) -> bool:
    """Note what a look found and when to look again; False if the claim moved on meanwhile."""
    row = await db.row(
        "UPDATE agency_claim SET finding = {}, check_at = {}, checks = checks + {} "
        "WHERE id = {} AND state = 'checking' AND checks = {} RETURNING id",
        *(finding.value, check_at, int(counts), claim.id, claim.checks),
    )
    return row is not None


async def check_now(claim_id: int, now: dt.datetime) -> None:
    """Let the worker look at once."""
    await db.execute(
        "UPDATE agency_claim SET check_at = {} WHERE id = {} AND state = 'checking'", now, claim_id
    )


async def move(
    claim_id: int,
    state: ClaimState,
    *,
    succeeds: bool,
    proven_at: dt.datetime | None,
    due_at: dt.datetime,
) -> None:
    """Bring an open claim into another open state."""
    await db.execute(
        "UPDATE agency_claim SET state = {}, succeeds = {}, due_at = {}, check_at = NULL, "
        "assigned_account_id = NULL, assigned_until = NULL, "
        "proven_at = COALESCE({}, proven_at) WHERE id = {}",
        *(state.value, succeeds, due_at, proven_at, claim_id),
    )


async def close(
    claim_id: int,
    state: ClaimState,
    reason: str | None,
    now: dt.datetime,
    decided_by: int | None = None,
) -> None:
    """End a claim: granted, refused or without a decision."""
    await db.execute(
        "UPDATE agency_claim SET state = {}, reason = {}, decided_at = {}, decided_by = {}, "
        "check_at = NULL, assigned_account_id = NULL, assigned_until = NULL WHERE id = {}",
        *(state.value, reason, now, decided_by, claim_id),
    )


async def owners_silent(now: dt.datetime, limit: int) -> list[Claim]:
    """Claims whose agency's owners did not answer in time."""
    rows = await db.rows(
        _ALL + "state = 'asking' AND due_at <= {} ORDER BY due_at, id LIMIT {}", now, limit
    )
    return [_claim(row) for row in rows]


async def waiting(limit: int) -> list[Claim]:
    """Claims that wait for a moderator, by due date."""
    rows = await db.rows(_ALL + "state = 'waiting' ORDER BY due_at, id LIMIT {}", limit)
    return [_claim(row) for row in rows]


async def take(claim_id: int, account_id: int, now: dt.datetime, until: dt.datetime) -> bool:
    """Assign a waiting claim that is free, over its time or one's own; False if it is not."""
    row = await db.row(
        "UPDATE agency_claim SET assigned_account_id = {}, assigned_until = {} "
        "WHERE id = {} AND state = 'waiting' AND (assigned_account_id IS NULL "
        "OR assigned_account_id = {} OR assigned_until <= {}) RETURNING id",
        *(account_id, until, claim_id, account_id, now),
    )
    return row is not None


async def give_back(claim_id: int, account_id: int) -> None:
    """Leave a claim to other moderators."""
    await db.execute(
        "UPDATE agency_claim SET assigned_account_id = NULL, assigned_until = NULL "
        "WHERE id = {} AND assigned_account_id = {} AND state = 'waiting'",
        claim_id,
        account_id,
    )


async def forget(before: dt.datetime) -> None:
    """Delete claims that ended before a moment."""
    await db.execute("DELETE FROM agency_claim WHERE decided_at < {}", before)


async def contacts_at(domains: Sequence[str]) -> list[Row]:
    """The members of agencies with an address at one of these domains, or below it."""
    marks = " OR ".join("a.email LIKE {} OR a.email LIKE {}" for _ in domains)
    patterns = [f"%{mark}{domain}" for domain in domains for mark in "@."]
    return await db.rows(
        "SELECT DISTINCT a.id, a.email, a.language FROM account a "
        f"JOIN agency_member m ON m.account_id = a.id WHERE {marks} ORDER BY a.id",
        *patterns,
    )
