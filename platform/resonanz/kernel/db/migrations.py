"""Running migrations: once, in order, by one process at a time."""

import asyncio
import fcntl
import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from types import ModuleType

import asyncpg
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration

from ..paths import data_dir
from .ddl import APP_NAME
from .engine import Engine
from .sqlite import file_of

_LOCK_KEY = 0x7265736F6E616E7A
"""Of pg_advisory_lock: "resonanz" in ASCII."""

_POLL = 0.05
"""Seconds between two looks at a lock file that another process holds."""


def modules() -> dict[str, ModuleType]:
    """All migrations by id, in the order in which they run."""
    found = {}
    for path in sorted(data_dir("migrations").glob("m*.py")):
        spec = importlib.util.spec_from_file_location(f"resonanz_migration_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} cannot be imported.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found[str(module.ID)] = module
    return dict(sorted(found.items()))


async def run(engine: Engine) -> list[str]:
    """Run what has not run yet on an engine that is open; the ids, in order.

    The caller holds the lock. Each migration and the note that it ran are one transaction.
    """
    # Piccolo's tables and its migrations find their engine here.
    before, Migration._meta._db = Migration._meta._db, engine  # type: ignore[assignment]
    try:
        await Migration.create_table(if_not_exists=True).run()  # type: ignore[no-untyped-call]
        done = await ran(engine)
        todo = {name: module for name, module in modules().items() if name not in done}
        for name, module in todo.items():
            manager: MigrationManager = await module.forwards()
            async with engine.transaction() if manager.wrap_in_transaction else nullcontext():
                for step in manager.raw:
                    await step()
                await Migration.insert(Migration(name=name, app_name=APP_NAME)).run()
        return list(todo)
    finally:
        Migration._meta._db = before


async def ran(engine: Engine) -> set[str]:
    """The ids that have run; none if the database is new."""
    table = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        if engine.dialect == "sqlite"
        else "SELECT 1 AS name WHERE to_regclass('migration') IS NOT NULL"
    )
    if not await engine.fetch(table):
        return set()
    names = await engine.fetch(f"SELECT name FROM migration WHERE app_name = '{APP_NAME}'")  # noqa: S608
    return {row["name"] for row in names}


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Hold the lock that lets one process at a time migrate this database."""
    if url.startswith("sqlite:"):
        file = file_of(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        async with _lock_file(file.with_name(file.name + ".migrate.lock")):
            yield
    else:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", _LOCK_KEY)
            yield
        finally:
            await connection.close()


@asynccontextmanager
async def _lock_file(path: Path) -> AsyncIterator[None]:
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(_POLL)
        yield
