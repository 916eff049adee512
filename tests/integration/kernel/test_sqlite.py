"""What is special about SQLite: one file, one writer, threads, other processes."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from contextvars import Context
from pathlib import Path

import pytest
from support.notes import python, texts, write

from resonanz.kernel import db
from resonanz.kernel.db import sqlite as engine_module
from resonanz.kernel.db.sqlite import PooledSQLiteEngine

CREATE = "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE)"

WRITER = """
import asyncio, sys
from resonanz.kernel import db

async def main(url, name):
    await db.open_database(url)
    for number in range(100):
        async with db.transaction():
            await db.rows("SELECT COUNT(*) AS n FROM note")
            await db.execute("INSERT INTO note (text) VALUES ({})", f"{name}-{number}")
    await db.close_database()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a new database with a table `note`."""
    path = tmp_path / "folder" / "new.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(CREATE)
    return f"sqlite:///{path}"


def engine_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith("sqlite-")}


async def test_begin_that_fails_leaks_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT", 0.01)
    opened = await db.open_database(url)
    await write("a")
    threads = engine_threads()
    with closing(sqlite3.connect(engine_module.file_of(url))) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                async with db.transaction():
                    pass
        assert opened.open_transaction() is None
        assert await texts() == ["a"]
        other.rollback()
    async with db.transaction():
        await write("b")
    assert await texts() == ["a", "b"]
    assert engine_threads() == threads
    await db.close_database()


async def test_three_processes_write_the_same_file(url: str) -> None:
    others = [await python(WRITER, url, name) for name in ("one", "two")]
    await db.open_database(url)
    for number in range(100):
        async with db.transaction():
            await write(f"own-{number}")
    for other in others:
        _, errors = await other.communicate()
        assert other.returncode == 0, errors.decode()
    assert len(await texts()) == 300
    await db.close_database()


async def test_close_waits_for_the_open_transaction_and_ends_all_threads(url: str) -> None:
    before = engine_threads()
    await db.open_database(url)
    begun = asyncio.Event()

    async def work() -> None:
        async with db.transaction():
            begun.set()
            for number in range(20):
                await write(str(number))

    loop = asyncio.get_running_loop()
    task = loop.create_task(work(), context=Context())
    await begun.wait()
    await db.close_database()
    await task
    assert engine_threads() == before
    assert not list(Path(engine_module.file_of(url)).parent.glob("*-wal"))
    await db.open_database(url)
    assert len(await texts()) == 20
    await db.close_database()


async def test_closed_database_says_so(url: str) -> None:
    opened = await db.open_database(url)
    await db.close_database()
    await db.close_database()
    with pytest.raises(RuntimeError, match="not open"):
        await db.rows("SELECT 1")
    with pytest.raises(RuntimeError, match="closed"):
        await opened.fetch("SELECT 1")


async def test_closing_inside_a_transaction_is_refused(url: str) -> None:
    await db.open_database(url)
    async with db.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await db.close_database()
        await write("a")
    assert await texts() == ["a"]
    await db.close_database()


def test_event_loops_may_follow_each_other(url: str) -> None:
    async def add(text: str) -> None:
        async with db.transaction():
            await write(text)

    async def abandon() -> None:
        transaction = db.transaction()
        await transaction.__aenter__()
        await write("abandoned")

    async def finish() -> list[str]:
        await add("last")
        found = await texts()
        await db.close_database()
        return found

    asyncio.run(_open(url))
    asyncio.run(add("first"))
    asyncio.run(abandon())
    assert asyncio.run(finish()) == ["first", "last"]


async def _open(url: str) -> None:
    await db.open_database(url)


async def test_two_event_loops_at_once_are_refused_rather_than_mixed(url: str) -> None:
    await db.open_database(url)
    async with db.transaction():
        await write("a")
        with pytest.raises(RuntimeError, match="Another event loop"):
            await asyncio.to_thread(Context().run, asyncio.run, write("b"))
    assert await texts() == ["a"]
    await db.close_database()


async def test_readers_cannot_write(url: str) -> None:
    engine = PooledSQLiteEngine(url)
    for reader in engine.readers:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await reader.execute("INSERT INTO note (text) VALUES ('a')")
    await engine.close()


async def test_writes_that_begin_with_a_common_table_expression_reach_the_writer(url: str) -> None:
    await db.open_database(url)
    await db.execute("WITH t(x) AS (SELECT 'a') INSERT INTO note (text) SELECT x FROM t")
    assert await db.rows("WITH t AS (SELECT text FROM note) SELECT * FROM t") == [{"text": "a"}]
    await db.close_database()


async def test_reads_go_on_while_a_transaction_is_open(url: str) -> None:
    await db.open_database(url)
    loop = asyncio.get_running_loop()
    async with db.transaction():
        await write("a")
        reads = [loop.create_task(texts(), context=Context()) for _ in range(20)]
        assert await asyncio.gather(*reads) == [[]] * 20
    await db.close_database()


async def test_acknowledged_writes_survive_a_killed_process(url: str) -> None:
    code = """
import asyncio, os, sys
from resonanz.kernel import db

async def main(url):
    await db.open_database(url)
    async with db.transaction():
        await db.execute("INSERT INTO note (text) VALUES ('acknowledged')")
    async with db.transaction():
        await db.execute("INSERT INTO note (text) VALUES ('unfinished')")
        os._exit(9)

asyncio.run(main(sys.argv[1]))
"""
    process = await python(code, url)
    await process.communicate()
    assert process.returncode == 9
    await db.open_database(url)
    assert await texts() == ["acknowledged"]
    await db.close_database()


async def test_writer_waits_for_the_disk(url: str) -> None:
    engine = PooledSQLiteEngine(url)
    assert await engine.writer.execute("PRAGMA synchronous") == [{"synchronous": 2}]
    assert await engine.writer.execute("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert await engine.writer.execute("PRAGMA foreign_keys") == [{"foreign_keys": 1}]
    await engine.close()


async def test_process_exits_without_closing(url: str) -> None:
    code = """
import asyncio, sys
from resonanz.kernel import db
asyncio.run(db.open_database(sys.argv[1]))
"""
    process = await python(code, url)
    async with asyncio.timeout(20):
        assert await process.wait() == 0


@pytest.mark.parametrize("bad", ["sqlite:///", "sqlite:///:memory:"])
async def test_database_in_memory_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="must be a file"):
        await db.open_database(bad)


async def test_file_that_cannot_be_opened_is_reported_and_leaves_nothing(tmp_path: Path) -> None:
    before = engine_threads()
    (tmp_path / "x.db").mkdir()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await db.open_database(f"sqlite:///{tmp_path / 'x.db'}")
    assert engine_threads() == before
    with pytest.raises(RuntimeError, match="not open"):
        db.engine()


async def test_another_database_cannot_be_opened_beside_it(url: str, tmp_path: Path) -> None:
    opened = await db.open_database(url)
    assert await db.open_database(url) is opened
    with pytest.raises(RuntimeError, match="Another database"):
        await db.open_database(f"sqlite:///{tmp_path / 'other.db'}")
    await db.close_database()
