"""Addresses that agencies want told, and the log of what they were told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resonanz.kernel import db

_ENDPOINT = (
    "SELECT w.id, w.public_id, w.agency_id, w.url, w.kinds, w.secret_sealed, w.old_secret_sealed, "
    "w.old_until, w.state, w.failing_since, w.created_at FROM webhook w"
)


@dataclass(frozen=True, slots=True)
class StoredEndpoint:
    """An address; the secrets are sealed."""

    id: int
    public_id: str
    agency_id: int
    url: str
    kinds: str
    secret_sealed: bytes
    old_secret_sealed: bytes | None
    old_until: dt.datetime | None
    state: str
    failing_since: dt.datetime | None
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message that this worker may send until its lease ends."""

    id: int
    public_id: str
    webhook_id: int
    body: str
    tries: int


@dataclass(frozen=True, slots=True)
class LoggedTry:
    """A try; `status` is None where nobody answered."""

    tried_at: dt.datetime
    status: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class LoggedMessage:
    """A message of the log with its tries, oldest first."""

    public_id: str
    kind: str
    state: str
    created_at: dt.datetime
    due_at: dt.datetime
    tries: tuple[LoggedTry, ...]


async def add(endpoint: StoredEndpoint) -> None:
    """Store an address; its id is not taken over."""
    await db.execute(
        "INSERT INTO webhook (public_id, agency_id, url, kinds, secret_sealed, state, created_at) "
        "VALUES ({}, {}, {}, {}, {}, {}, {})",
        *(endpoint.public_id, endpoint.agency_id, endpoint.url, endpoint.kinds),
        *(endpoint.secret_sealed, endpoint.state, endpoint.created_at),
    )


async def of_agency(agency_id: int) -> list[StoredEndpoint]:
    """An agency's addresses, oldest first."""
    return _read(await db.rows(f"{_ENDPOINT} WHERE w.agency_id = {{}} ORDER BY w.id", agency_id))


async def listening(agency_id: int) -> list[StoredEndpoint]:
    """Those that are told now; none while nobody owns the agency's profile."""
    return _read(
        await db.rows(
            f"{_ENDPOINT} WHERE w.agency_id = {{}} AND w.state = 'on' AND EXISTS (SELECT 1 FROM "
            "agency_member m WHERE m.agency_id = w.agency_id AND m.role = 'owner') ORDER BY w.id",
            agency_id,
        )
    )


async def by_ids(ids: Sequence[int]) -> dict[int, StoredEndpoint]:
    """Addresses by their ids; at least one."""
    marks = ", ".join("{}" for _ in ids)
    rows = await db.rows(f"{_ENDPOINT} WHERE w.id IN ({marks})", *ids)
    return {one.id: one for one in _read(rows)}


async def endpoint(agency_id: int, public_id: str, *, lock: bool = False) -> StoredEndpoint | None:
    """An address of an agency; `lock` keeps others from changing it meanwhile."""
    end = " FOR UPDATE" if lock and db.dialect() == "postgres" else ""
    rows = await db.rows(
        f"{_ENDPOINT} WHERE w.agency_id = {{}} AND w.public_id = {{}}{end}", agency_id, public_id
    )
    return _read(rows)[0] if rows else None


async def change(endpoint_id: int, url: str, kinds: str) -> None:
    """Tell another address, or of other things."""
    await db.execute(
        "UPDATE webhook SET url = {}, kinds = {} WHERE id = {}", url, kinds, endpoint_id
    )


async def set_state(endpoint_id: int, state: str) -> None:
    """Tell an address, or no longer; its failures are forgotten."""
    await db.execute(
        "UPDATE webhook SET state = {}, failing_since = NULL WHERE id = {}", state, endpoint_id
    )


async def switch_off(endpoint_id: int, state: str) -> bool:
    """Stop telling an address because of its answers; False if it was off already."""
    row = await db.row(
        "UPDATE webhook SET state = {} WHERE id = {} AND state = 'on' RETURNING id",
        *(state, endpoint_id),
    )
    await db.execute(
        "UPDATE webhook_message SET state = 'failed' WHERE webhook_id = {} AND state = 'waiting'",
        endpoint_id,
    )
    return row is not None


async def set_failing(endpoint_id: int, since: dt.datetime) -> dt.datetime:
    """Note a failure; since when there was nothing but failures."""
    row = await db.row(
        "UPDATE webhook SET failing_since = COALESCE(failing_since, {}) WHERE id = {} "
        "RETURNING failing_since",
        *(since, endpoint_id),
    )
    found: dt.datetime = row["failing_since"] if row else since
    return found


async def set_working(endpoint_id: int) -> None:
    """Note a success."""
    await db.execute(
        "UPDATE webhook SET failing_since = NULL WHERE id = {} AND failing_since IS NOT NULL",
        endpoint_id,
    )


async def set_secret(endpoint_id: int, sealed: bytes, old: bytes, old_until: dt.datetime) -> None:
    """Replace the secret; the old one signs too until a moment."""
    await db.execute(
        "UPDATE webhook SET secret_sealed = {}, old_secret_sealed = {}, old_until = {} "
        "WHERE id = {}",
        *(sealed, old, old_until, endpoint_id),
    )


async def forget_old_secrets(now: dt.datetime) -> None:
    """Forget secrets that were replaced and sign no more."""
    await db.execute(
        "UPDATE webhook SET old_secret_sealed = NULL, old_until = NULL WHERE old_until <= {}", now
    )


async def remove(endpoint_id: int) -> None:
    """Forget an address with its log."""
    await db.execute("DELETE FROM webhook WHERE id = {}", endpoint_id)


async def put(webhook_id: int, public_id: str, kind: str, body: str, told_at: dt.datetime) -> None:
    """Write a message to be sent from a moment on; before it nothing of it is known."""
    await db.execute(
        "INSERT INTO webhook_message (public_id, webhook_id, kind, body, state, created_at, "
        "due_at, tries) VALUES ({}, {}, {}, {}, 'waiting', {}, {}, 0)",
        *(public_id, webhook_id, kind, body, told_at, told_at),
    )


async def claim(now: dt.datetime, lease_ends: dt.datetime, limit: int) -> list[ClaimedMessage]:
    """Take due messages for this worker: their due time moves on, so that no other one sees them.

    Counts the try. SQLite has one writer; PostgreSQL skips rows another worker is taking.
    """
    skip = " FOR UPDATE OF m SKIP LOCKED" if db.dialect() == "postgres" else ""
    rows = await db.rows(
        "UPDATE webhook_message SET due_at = {}, tries = tries + 1 WHERE id IN ("
        " SELECT m.id FROM webhook_message m JOIN webhook w ON w.id = m.webhook_id"
        " WHERE m.state = 'waiting' AND w.state = 'on' AND m.due_at <= {}"
        " AND EXISTS (SELECT 1 FROM agency_member o"
        " WHERE o.agency_id = w.agency_id AND o.role = 'owner')"
        f" ORDER BY m.due_at, m.id LIMIT {{}}{skip})"
        " RETURNING id, public_id, webhook_id, body, tries",
        *(lease_ends, now, limit),
    )
    return [ClaimedMessage(**row) for row in sorted(rows, key=lambda row: int(row["id"]))]


async def log(message_id: int, now: dt.datetime, status: int | None, problem: str) -> bool:
    """Write a try down; False if the message is gone meanwhile."""
    row = await db.row(
        "INSERT INTO webhook_try (message_id, tried_at, status, problem) "
        "SELECT id, {}, {}, {} FROM webhook_message WHERE id = {} RETURNING id",
        *(now, status, problem, message_id),
    )
    return row is not None


async def end(message_id: int, state: str) -> None:
    """Send a message no more."""
    await db.execute("UPDATE webhook_message SET state = {} WHERE id = {}", state, message_id)


async def postpone(message_id: int, due_at: dt.datetime) -> None:
    """Send a message again later."""
    await db.execute("UPDATE webhook_message SET due_at = {} WHERE id = {}", due_at, message_id)


async def replay(webhook_id: int, public_id: str, now: dt.datetime) -> bool:
    """Send a message again; False if there is none that was delivered or failed."""
    row = await db.row(
        "UPDATE webhook_message SET state = 'waiting', due_at = {}, tries = 0 "
        "WHERE webhook_id = {} AND public_id = {} AND state <> 'waiting' RETURNING id",
        *(now, webhook_id, public_id),
    )
    return row is not None


async def replay_failed(webhook_id: int, since: dt.datetime, now: dt.datetime) -> int:
    """Send all that failed since a moment again; how many."""
    rows = await db.rows(
        "UPDATE webhook_message SET state = 'waiting', due_at = {}, tries = 0 "
        "WHERE webhook_id = {} AND state = 'failed' AND created_at >= {} RETURNING id",
        *(now, webhook_id, since),
    )
    return len(rows)


async def messages(webhook_id: int, now: dt.datetime, limit: int) -> list[LoggedMessage]:
    """The newest messages to an address, newest first, without those to come."""
    found = await db.rows(
        "SELECT id, public_id, kind, state, created_at, due_at FROM webhook_message "
        "WHERE webhook_id = {} AND created_at <= {} ORDER BY created_at DESC, id DESC LIMIT {}",
        *(webhook_id, now, limit),
    )
    tries: dict[int, list[LoggedTry]] = {row["id"]: [] for row in found}
    if found:
        marks = ", ".join("{}" for _ in found)
        for row in await db.rows(
            "SELECT message_id, tried_at, status, problem FROM webhook_try "
            f"WHERE message_id IN ({marks}) ORDER BY id",
            *tries,
        ):
            tries[row.pop("message_id")].append(LoggedTry(**row))
    return [LoggedMessage(tries=tuple(tries[row.pop("id")]), **row) for row in found]


async def count_failed(webhook_id: int, since: dt.datetime) -> int:
    """How many messages failed since a moment."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM webhook_message "
        "WHERE webhook_id = {} AND state = 'failed' AND created_at >= {}",
        *(webhook_id, since),
    )
    return int(row["n"]) if row else 0


async def delete_messages(before: dt.datetime) -> None:
    """Delete the log before a moment."""
    await db.execute("DELETE FROM webhook_message WHERE created_at < {}", before)


def _read(rows: Sequence[dict[str, Any]]) -> list[StoredEndpoint]:
    return [
        StoredEndpoint(
            **row
            | {
                "secret_sealed": bytes(row["secret_sealed"]),
                "old_secret_sealed": bytes(row["old_secret_sealed"])
                if row["old_secret_sealed"] is not None
                else None,
            }
        )
        for row in rows
    ]
