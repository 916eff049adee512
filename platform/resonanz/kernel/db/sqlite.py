"""The pooled SQLite engine: one writer, several readers, WAL.

Piccolo's own engine opens a connection, a thread and a PRAGMA for each query, and loses most
concurrent writes. Here one writing connection stands behind a lock that asyncio tasks queue for,
so that they never meet SQLITE_BUSY among themselves; reads outside a transaction go to read-only
connections and see what is committed. Other processes may write the same file: the busy timeout
makes them take turns.

The writer uses synchronous=FULL: with NORMAL a loss of power can undo transactions that were
already acknowledged. FULL costs one fsync a commit, about 1 ms on the machine it was measured on
(1,200 commits a second instead of 64,000), and hardly any CPU.
"""

import asyncio
import datetime as dt
import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from piccolo.engine.sqlite import Atomic, SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from .connection import Connection
from .engine import Dialect, Row, record
from .transaction import Transaction, settle

READERS = 4
BUSY_TIMEOUT = 15.0
"""Seconds to wait for another process that is writing."""

_PREFIX = "sqlite:///"
_COMMON = ("foreign_keys=ON", "cache_size=-16000", "temp_store=MEMORY")
_WRITER = ("journal_mode=WAL", "synchronous=FULL", *_COMMON)
_READER = (*_COMMON, "query_only=ON")
_READS = re.compile(r"\s*(SELECT|VALUES|EXPLAIN)\b", re.IGNORECASE)
_READS_WITH = re.compile(r"\s*WITH\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

# Piccolo's converters decode twice, and integers pass through Decimal; INTEGER columns hold
# integers only, by affinity. They are called for every value of every row.
sqlite3.register_converter("INTEGER", int)
sqlite3.register_converter("BOOLEAN", b"1".__eq__)
sqlite3.register_converter("DATE", lambda value: dt.date.fromisoformat(value.decode()))
sqlite3.register_converter(
    "TIMESTAMPTZ", lambda value: dt.datetime.fromisoformat(value.decode()).replace(tzinfo=dt.UTC)
)


def file_of(url: str) -> Path:
    """The file that an sqlite:/// address names; raises ValueError for a database in memory."""
    name = url.removeprefix(_PREFIX)
    if name in {"", ":memory:"}:
        raise ValueError("The database must be a file: its connections share nothing else.")
    return Path(name)


@lru_cache(maxsize=1024)
def _only_reads(sql: str) -> bool:
    if _READS.match(sql):
        return True
    return bool(_READS_WITH.match(sql)) and not _WRITES.search(sql)


class PooledTransaction(Transaction):
    """A transaction on the writer, which it has to itself."""

    engine: "PooledSQLiteEngine"

    def __init__(
        self,
        engine: "PooledSQLiteEngine",
        transaction_type: TransactionType,
        allow_nested: bool,
    ) -> None:
        super().__init__(engine, allow_nested=allow_nested)
        self._type = transaction_type
        self._lock: asyncio.Lock | None = None

    async def begin(self) -> None:
        lock = self.engine.write_lock()
        await lock.acquire()
        try:
            await self.engine.writer.execute(f"BEGIN {self._type.value}")
        except BaseException:
            # Cancelled while it waits, BEGIN runs all the same. The rollback is queued behind
            # it and before anything that the next owner of the lock will do.
            self.engine.writer.rollback()
            lock.release()
            raise
        self._lock = lock

    async def send_commit(self) -> None:
        await self.engine.writer.execute("COMMIT")

    async def send_rollback(self) -> None:
        await self.engine.writer.rollback()

    async def give_back(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class PooledSQLiteEngine(SQLiteEngine):
    """See the module. Made for one event loop at a time; loops may follow each other."""

    dialect: Dialect = "sqlite"

    def __init__(self, url: str, readers: int = READERS) -> None:
        self.url = url
        self.file = file_of(url)
        super().__init__(path=str(self.file))
        self.writer = Connection(lambda: self._connect(_WRITER), "sqlite-writer")
        self.readers = [
            Connection(lambda: self._connect(_READER), f"sqlite-reader-{number}")
            for number in range(readers)
        ]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = asyncio.Lock()

    async def check_version(self) -> None:
        """The library is the one that Python was built with; there is nothing to ask."""

    def _connect(self, pragmas: Sequence[str]) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.file,
            timeout=BUSY_TIMEOUT,
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
            check_same_thread=False,
            cached_statements=512,
        )
        try:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    async def open(self) -> None:
        """Create the file if it is new; raises sqlite3.Error or OSError if that fails."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        await self.writer.execute("SELECT 1")

    async def close(self) -> None:
        """Wait for the open transaction and for queued calls; the writer goes last and cleans up.

        Raises RuntimeError inside a transaction, which it would wait for without end.
        """
        if self.open_transaction() is not None:
            raise RuntimeError("The database cannot be closed inside a transaction.")
        async with self.write_lock():
            await settle(self._close_all())

    async def _close_all(self) -> None:
        for connection in (*self.readers, self.writer):
            await connection.close()

    def write_lock(self) -> asyncio.Lock:
        """The lock of the running loop that goes with the writer.

        Raises RuntimeError while a task of another loop is writing.
        """
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            if self._loop is not None and self._lock.locked():
                if not self._loop.is_closed():
                    raise RuntimeError("Another event loop is writing to this database.")
                self.writer.rollback()
            self._loop, self._lock = loop, asyncio.Lock()
        return self._lock

    def open_transaction(self) -> PooledTransaction | None:
        transaction: Any = self.current_transaction.get()
        # A task that outlives the transaction it was started in still has it in its context.
        return None if transaction is None or transaction.finished else transaction

    async def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run one statement: in the open transaction, on a reader, or alone on the writer."""
        record(sql)
        if self.open_transaction() is not None:
            return await self.writer.execute(sql, args)
        if _only_reads(sql):
            reader = min(self.readers, key=lambda connection: connection.waiting)
            return await reader.execute(sql, args)
        async with self.write_lock():
            return await self.writer.execute(sql, args)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> list[Row]:
        """Run what Piccolo's query builder made."""
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return await self.fetch(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> list[Row]:
        """Run one statement without arguments."""
        return await self.fetch(ddl)

    def transaction(  # type: ignore[override]  # ours does not share Piccolo's flawed one
        self,
        transaction_type: TransactionType = TransactionType.immediate,
        allow_nested: bool = True,
    ) -> PooledTransaction:
        """Begin a transaction, IMMEDIATE by default: an upgrade from reading would fail."""
        return PooledTransaction(self, transaction_type, allow_nested)

    def atomic(self, transaction_type: TransactionType = TransactionType.immediate) -> Atomic:
        """Run queries together in a transaction."""
        return Atomic(self, transaction_type)

    async def get_connection(self) -> NoReturn:
        """Refused: batches need a connection of their own, and this engine gives none away."""
        raise NotImplementedError("Batches are not available; read by keyset pages instead.")
