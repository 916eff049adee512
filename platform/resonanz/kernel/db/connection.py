"""An SQLite connection that lives in a thread of its own: one hop a statement."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from .engine import Row

T = TypeVar("T")
_Work = Callable[[sqlite3.Connection], Any]
_Item = tuple[_Work | None, asyncio.Future[Any], asyncio.AbstractEventLoop]


class Connection:
    """Calls run one after the other, in the order of the calls.

    A call that is cancelled while it waits still runs: only its result is dropped. The thread is
    a daemon, so that a process can exit without closing.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], name: str) -> None:
        self._connect = connect
        self._items: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._busy = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many calls are queued or running."""
        return self._items.qsize() + self._busy

    def call(self, work: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """Run a function on the connection; it is queued before this returns."""
        if self._closed:
            raise RuntimeError("The database is closed.")
        return self._put(work)

    def _put(self, work: _Work | None) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._items.put((work, future, loop))
        return future

    def execute(self, sql: str, args: Sequence[Any] = ()) -> asyncio.Future[list[Row]]:
        """Run one statement and fetch all its rows."""
        return self.call(lambda connection: _fetch(connection, sql, args))

    def rollback(self) -> asyncio.Future[None]:
        """Roll back if a transaction is open, whatever has become of it."""
        return self.call(_rollback)

    async def close(self) -> None:
        """Close after the calls that are queued, and wait for the end of the thread."""
        if self._closed:
            return
        self._closed = True
        await self._put(None)
        self._thread.join()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        closing = False
        while not closing:
            work, future, loop = self._items.get()
            self._busy = True
            result: Any = None
            error: BaseException | None = None
            try:
                if work is None:
                    closing = True
                    if connection is not None:
                        connection.close()
                else:
                    connection = connection or self._connect()
                    result = work(connection)
            except BaseException as caught:  # the thread must outlive every error
                error = caught
            self._busy = False
            with suppress(RuntimeError):  # the loop that asked has ended meanwhile
                loop.call_soon_threadsafe(_deliver, future, result, error)
            # Held until the next call, these would keep a whole result alive.
            del work, future, loop, result, error


def _deliver(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def _fetch(connection: sqlite3.Connection, sql: str, args: Sequence[Any]) -> list[Row]:
    cursor = connection.execute(sql, args)
    try:
        if cursor.description is None:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]
    finally:
        # An unfinished cursor would hold its snapshot for as long as the error is referenced.
        cursor.close()


def _rollback(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
