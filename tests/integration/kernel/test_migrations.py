"""Migrations run once, in order, whoever starts at the same time."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import postgresql
from support.notes import python
from support.services import POSTGRES_URL, require, run_apart

from resonanz.kernel import db
from resonanz.kernel.db import migrations

CODE = """
import asyncio, json, sys
from resonanz.kernel import db
print(json.dumps(asyncio.run(db.migrate(sys.argv[1]))))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables; the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'var' / 'new.db'}"
        return
    require(POSTGRES_URL, "PostgreSQL")
    url = run_apart(postgresql.create_empty("empty"))
    yield url
    run_apart(postgresql.drop(url))


async def test_three_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    processes = [await python(CODE, empty_url) for _ in range(3)]
    ran: list[str] = []
    for process in processes:
        output, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
        ran += json.loads(output)
    assert ran == list(migrations.modules())
    assert await db.pending(empty_url) == []


async def test_second_run_does_nothing(empty_url: str) -> None:
    assert await db.pending(empty_url) == list(migrations.modules())
    assert await db.migrate(empty_url) == list(migrations.modules())
    assert await db.migrate(empty_url) == []
    await db.open_database(empty_url)
    assert await db.pending(empty_url) == []
    await db.close_database()


async def test_asking_what_is_pending_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "absent.db"
    assert await db.pending(f"sqlite:///{path}")
    assert not path.parent.exists()


async def test_migration_that_fails_leaves_no_half_of_itself(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (
        "from resonanz.kernel.db.ddl import migration\n"
        "async def forwards():\n    return migration(ID, 'test', DDL)\n"
    )
    (tmp_path / "m0001_good.py").write_text(
        f"ID = 'm0001'\nDDL = 'CREATE TABLE a (x TEXT)'\n{head}"
    )
    bad = tmp_path / "m0002_bad.py"
    bad.write_text(
        f"ID = 'm0002'\nDDL = 'CREATE TABLE b (x TEXT); CREATE TABLE a (x TEXT)'\n{head}"
    )
    monkeypatch.setattr("resonanz.kernel.db.migrations.data_dir", lambda _: tmp_path)

    with pytest.raises(Exception, match="already exists"):
        await db.migrate(empty_url)
    assert await db.pending(empty_url) == ["m0002"]

    bad.write_text(f"ID = 'm0002'\nDDL = 'CREATE TABLE b (x TEXT)'\n{head}")
    assert await db.migrate(empty_url) == ["m0002"]


async def test_lock_is_released_when_its_holder_is_cancelled(empty_url: str) -> None:
    held = asyncio.Event()

    async def hold() -> None:
        async with migrations.locked(empty_url):
            held.set()
            await asyncio.Event().wait()

    holder = asyncio.create_task(hold())
    await held.wait()
    waiting = asyncio.create_task(db.migrate(empty_url))
    holder.cancel()
    await asyncio.wait([holder])
    assert await waiting == list(migrations.modules())


def test_every_migration_is_named_after_its_id_and_no_other_file_lies_there() -> None:
    folder = migrations.data_dir("migrations")
    names = sorted(path.name for path in folder.iterdir() if path.name != "__pycache__")
    found = [name.partition("_")[0] for name in names]
    assert found == list(migrations.modules())
    assert len(set(found)) == len(found)
