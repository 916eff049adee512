"""What is special about PostgreSQL: a pool, and connections that can be lost."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from support.postgresql import reset

from resonanz.kernel import db
from resonanz.kernel.db import postgres
from resonanz.kernel.db.postgres import PooledPostgresEngine


@pytest.fixture
async def engine(postgresql_url: str) -> AsyncIterator[PooledPostgresEngine]:
    """A PostgreSQL database that is open."""
    opened = await db.open_database(postgresql_url)
    assert isinstance(opened, PooledPostgresEngine)
    yield opened
    await db.close_database()


async def test_lost_connection_fails_its_transaction_only(engine: PooledPostgresEngine) -> None:
    async def loses_its_connection() -> None:
        async with db.transaction():
            await db.execute("UPDATE site_revision SET revision = 7")
            await reset(engine.url)
            await db.execute("UPDATE site_revision SET revision = 8")

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await loses_its_connection()
    assert engine.open_transaction() is None
    assert await db.row("SELECT revision FROM site_revision") == {"revision": 0}


async def test_more_tasks_than_connections_take_turns(engine: PooledPostgresEngine) -> None:
    async def add() -> None:
        async with db.transaction():
            await db.execute("UPDATE site_revision SET revision = revision + 1")

    await asyncio.gather(*(add() for _ in range(postgres.POOL_SIZE * 4)))
    expected = {"revision": postgres.POOL_SIZE * 4}
    assert await db.row("SELECT revision FROM site_revision") == expected


async def test_close_waits_for_the_open_transaction(engine: PooledPostgresEngine) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with db.transaction():
            begun.set()
            for _ in range(20):
                await db.execute("UPDATE site_revision SET revision = revision + 1")

    task = asyncio.create_task(work())
    await begun.wait()
    await db.close_database()
    await task
    await db.open_database(engine.url)
    assert await db.row("SELECT revision FROM site_revision") == {"revision": 20}


async def test_without_a_pool_there_is_no_connection(postgresql_url: str) -> None:
    closed = PooledPostgresEngine(postgresql_url)
    with pytest.raises(RuntimeError, match="closed"):
        await closed.fetch("SELECT 1")
    with pytest.raises(RuntimeError, match="closed"):
        async with closed.transaction():
            pass


async def test_unreachable_server_is_reported_and_leaves_nothing() -> None:
    with pytest.raises(OSError, match="Connect"):
        await db.open_database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(RuntimeError, match="not open"):
        db.engine()
