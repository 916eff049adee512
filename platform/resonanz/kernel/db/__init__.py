"""The database: SQLite or PostgreSQL, the same calls for both.

SQL is written with `{}` for each argument. One database is open at a time in a process; every
Piccolo table is bound to it.
"""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncpg
from piccolo.table import TABLE_REGISTRY

from . import migrations
from .engine import Dialect, Engine, Row, compile_sql, recording
from .postgres import PooledPostgresEngine
from .sqlite import PooledSQLiteEngine, file_of

__all__ = [
    "INTEGRITY_ERRORS",
    "Dialect",
    "Engine",
    "Row",
    "after_commit",
    "close_database",
    "dialect",
    "engine",
    "execute",
    "migrate",
    "open_database",
    "pending",
    "recording",
    "row",
    "rows",
    "transaction",
    "use",
]

INTEGRITY_ERRORS: tuple[type[Exception], ...] = (
    sqlite3.IntegrityError,
    asyncpg.IntegrityConstraintViolationError,
)
"""What a broken constraint raises, for `except`; the transaction has to be rolled back then."""

_engine: Engine | None = None


def _make(url: str) -> Engine:
    if url.startswith("sqlite:///"):
        return PooledSQLiteEngine(url)
    return PooledPostgresEngine(url)


def engine() -> Engine:
    """The open engine; raises RuntimeError if there is none."""
    if _engine is None:
        raise RuntimeError("The database is not open.")
    return _engine


def use(chosen: Engine) -> None:
    """Bind every Piccolo table to an engine and make it the one of this module."""
    global _engine  # noqa: PLW0603
    _engine = chosen
    for table in TABLE_REGISTRY:
        table._meta.db = chosen  # type: ignore[assignment]


async def open_database(url: str) -> Engine:
    """Open the database and bind every table to it; opening the open one again changes nothing.

    Raises RuntimeError if another one is open, and the driver's error if it cannot be reached.
    """
    if _engine is not None:
        if _engine.url != url:
            raise RuntimeError("Another database is open.")
        return _engine
    opened = _make(url)
    try:
        await opened.open()
    except BaseException:
        await opened.close()
        raise
    use(opened)
    return opened


async def close_database() -> None:
    """Close the open database, after its transactions; does nothing if none is open."""
    global _engine  # noqa: PLW0603
    if _engine is not None:
        await _engine.close()
        _engine = None


def dialect() -> Dialect:
    """Whose SQL the open database speaks."""
    return engine().dialect


def transaction() -> AbstractAsyncContextManager[Any]:
    """Begin a transaction, or join the one that is open.

    Its statements run one at a time: no gather inside. A task that is started inside shares it.
    When an inner block fails, the outer one cannot commit any more (piccolo's TransactionError).
    """
    return engine().transaction()


async def rows(sql: str, *args: Any) -> list[Row]:
    """Run a statement; all its rows."""
    present = engine()
    return await present.fetch(compile_sql(sql, args, present.dialect), args)


async def row(sql: str, *args: Any) -> Row | None:
    """Run a statement; its first row, or None."""
    found = await rows(sql, *args)
    return found[0] if found else None


async def execute(sql: str, *args: Any) -> None:
    """Run a statement for its effect."""
    await rows(sql, *args)


def after_commit(callback: Callable[[], None]) -> None:
    """Call back once the outermost transaction has committed, at once if none is open.

    Not called when it is rolled back. An error of the callback is logged, not raised.
    """
    open_transaction = engine().open_transaction()
    if open_transaction is None:
        callback()
    else:
        open_transaction.callbacks.append(callback)


async def migrate(url: str) -> list[str]:
    """Bring the schema up to date; the ids of the migrations that ran.

    Safe to call from several processes at once: one works, the others wait and find it done.
    """
    async with migrations.locked(url):
        own = _make(url)
        try:
            await own.open()
            return await migrations.run(own)
        finally:
            await own.close()


async def pending(url: str) -> list[str]:
    """The ids of the migrations that have not run on a database; changes nothing there."""
    known = list(migrations.modules())
    if url.startswith("sqlite:///") and not file_of(url).exists():
        return known
    if _engine is not None and _engine.url == url:
        done = await migrations.ran(_engine)
    else:
        own = _make(url)
        try:
            await own.open()
            done = await migrations.ran(own)
        finally:
            await own.close()
    return [name for name in known if name not in done]
