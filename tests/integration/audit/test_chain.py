"""The audit log grows only, and its chain shows every other change."""

import asyncio
import datetime as dt

import pytest

from resonanz.audit import jobs, service
from resonanz.audit.domain import GENESIS
from resonanz.kernel import db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.usefixtures("database")


async def record(*object_ids: str) -> None:
    for object_id in object_ids:
        await service.record("system", "review.publish", "review", object_id, now=NOW)


async def force(sql: str) -> None:
    """Change the log as somebody with the keys of the database could."""
    if db.dialect() == "sqlite":
        for name in ("entry_update", "entry_delete", "seal_update", "seal_delete"):
            await db.execute(f"DROP TRIGGER IF EXISTS audit_{name}")
        await db.execute("PRAGMA foreign_keys = OFF")
        await db.execute(sql)
        await db.execute("PRAGMA foreign_keys = ON")
    else:
        async with db.transaction():
            await db.execute("SET LOCAL session_replication_role = replica")
            await db.execute(sql)


async def test_entries_are_sealed_in_order_and_verified() -> None:
    await record("a", "b", "c")
    before = await service.verify()
    assert (before.sealed, before.unsealed, before.broken_at) == (0, 3, None)
    assert before.head == GENESIS

    assert await jobs.seal(batch=2) == 2
    assert await jobs.seal(batch=2) == 1
    assert await jobs.seal(batch=2) == 0

    await record("d")
    report = await service.verify()
    assert (report.sealed, report.unsealed, report.broken_at) == (3, 1, None)
    positions = await db.rows("SELECT entry_id, position FROM audit_seal ORDER BY position")
    assert [row["position"] for row in positions] == [1, 2, 3]
    assert positions == sorted(positions, key=lambda row: row["entry_id"])


async def test_chain_goes_on_after_many_pages() -> None:
    async with db.transaction():
        await record(*(f"r{number}" for number in range(1100)))
    while await jobs.seal():
        pass
    assert (await service.verify()).sealed == 1100


@pytest.mark.parametrize(
    "column", ["actor", "action", "object_type", "object_id", "reason", "detail"]
)
async def test_changed_entry_breaks_the_chain_where_it_stands(column: str) -> None:
    await record("a", "b", "c")
    await jobs.seal()
    await force(f"UPDATE audit_entry SET {column} = 'other' WHERE object_id = 'b'")
    report = await service.verify()
    assert report.broken_at == 2
    assert report.sealed == 1


async def test_changed_time_breaks_the_chain() -> None:
    await record("a")
    await jobs.seal()
    await force("UPDATE audit_entry SET at = '2026-11-21 12:00:00+00:00'")
    assert (await service.verify()).broken_at == 1


async def test_removed_entry_breaks_the_chain() -> None:
    await record("a", "b", "c")
    await jobs.seal()
    await force("DELETE FROM audit_entry WHERE object_id = 'b'")
    assert (await service.verify()).broken_at == 2


async def test_removed_link_breaks_the_chain() -> None:
    await record("a", "b", "c")
    await jobs.seal()
    await force("DELETE FROM audit_seal WHERE position = 2")
    report = await service.verify()
    assert report.broken_at == 2
    assert report.unsealed == 1


async def test_reordered_links_break_the_chain() -> None:
    await record("a", "b", "c")
    await jobs.seal()
    for old, new in ((2, 9), (3, 2), (9, 3)):
        await force(f"UPDATE audit_seal SET position = {new} WHERE position = {old}")
    assert (await service.verify()).broken_at == 2


async def test_an_entry_put_under_an_old_link_breaks_the_chain() -> None:
    await record("a", "b")
    await jobs.seal(batch=1)
    await force("UPDATE audit_seal SET entry_id = entry_id + 1")
    assert (await service.verify()).broken_at == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET reason = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_seal SET hash = 'x'",
        "DELETE FROM audit_seal",
    ],
)
async def test_the_database_refuses_to_change_the_log(sql: str) -> None:
    await record("a")
    await jobs.seal()
    with pytest.raises(db.INTEGRITY_ERRORS, match="only grow"):
        await db.execute(sql)
    assert (await service.verify()).sealed == 1


async def test_replacing_an_entry_is_refused_too() -> None:
    await record("a")
    row = await db.row("SELECT id FROM audit_entry")
    assert row is not None
    columns = "(id, at, actor, action, object_type, object_id, reason, detail)"
    values = f"({row['id']}, '2026-11-21 12:00:00+00:00', 'x', 'x', 'x', 'x', '', '')"
    verb = "INSERT OR REPLACE" if db.dialect() == "sqlite" else "INSERT"
    upsert = "" if db.dialect() == "sqlite" else " ON CONFLICT (id) DO UPDATE SET actor = 'x'"
    with pytest.raises(db.INTEGRITY_ERRORS, match="only grow"):
        await db.execute(f"{verb} INTO audit_entry {columns} VALUES {values}{upsert}")


async def test_two_workers_at_once_do_not_fork_the_chain() -> None:
    async with db.transaction():
        await record(*(f"r{number}" for number in range(60)))

    async def work() -> int:
        total = 0
        while sealed := await jobs.seal(batch=7):
            total += sealed
        return total

    assert sum(await asyncio.gather(*(work() for _ in range(4)))) == 60
    report = await service.verify()
    assert (report.sealed, report.unsealed, report.broken_at) == (60, 0, None)


async def test_entry_is_rolled_back_with_its_act() -> None:
    async def act() -> None:
        async with db.transaction():
            await record("a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await act()
    assert (await service.verify()).unsealed == 0


async def test_recording_is_one_statement() -> None:
    with db.recording() as statements:
        await record("a")
    assert len(statements) == 1


@pytest.mark.parametrize("value", ["alex@example.org", "Alex Muster", "", "ä"])
async def test_only_opaque_ids_enter_the_log(value: str) -> None:
    with pytest.raises(ValueError, match="ids only"):
        await service.record(value, "review.publish", "review", "a")
    with pytest.raises(ValueError, match="ids only"):
        await service.record("system", "review.publish", "review", value)
    assert (await service.verify()).unsealed == 0
