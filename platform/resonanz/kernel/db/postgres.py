"""The PostgreSQL engine: Piccolo's, with a pool and never a connection a query."""

from collections.abc import Sequence
from typing import Any, NoReturn

import asyncpg
from piccolo.engine.postgres import Atomic, PostgresEngine
from piccolo.querystring import QueryString

from .engine import Dialect, Row, record
from .transaction import Transaction

POOL_SIZE = 10
_SESSION = {"timezone": "UTC", "application_name": "resonanz", "jit": "off"}


async def _reset(connection: Any) -> None:
    """Leave a returned connection clean.

    The stock reset costs a round trip a query; nothing here changes the state of a session.
    """
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")


class PooledTransaction(Transaction):
    """A transaction on a connection of the pool."""

    engine: "PooledPostgresEngine"
    connection: Any = None
    _pool: Any = None

    async def begin(self) -> None:
        # Kept, since the engine forgets its pool as soon as it begins to close.
        self._pool = self.engine.ready_pool()
        self.connection = await self._pool.acquire()
        try:
            await self.connection.execute("BEGIN")
        except BaseException:
            await self.give_back()
            raise

    async def send_commit(self) -> None:
        await self.connection.execute("COMMIT")

    async def send_rollback(self) -> None:
        if not self.connection.is_closed() and self.connection.is_in_transaction():
            await self.connection.execute("ROLLBACK")

    async def give_back(self) -> None:
        await self._pool.release(self.connection)


class PooledPostgresEngine(PostgresEngine):
    """See the module. The pool belongs to the event loop that opened it."""

    dialect: Dialect = "postgres"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(config={"dsn": url})

    async def check_version(self) -> None:
        """Not asked: Piccolo would connect for it before there is a pool."""

    async def open(self) -> None:
        """Start the pool; raises OSError or asyncpg's errors if that fails."""
        self.pool = await asyncpg.create_pool(
            self.url, min_size=1, max_size=POOL_SIZE, server_settings=_SESSION, reset=_reset
        )

    async def close(self) -> None:
        """Wait until all connections are back, then close them."""
        if self.open_transaction() is not None:
            raise RuntimeError("The database cannot be closed inside a transaction.")
        if self.pool is not None:
            pool, self.pool = self.pool, None
            await pool.close()

    def ready_pool(self) -> Any:
        """The pool; raises RuntimeError if the database is not open."""
        if self.pool is None:
            raise RuntimeError("The database is closed.")
        return self.pool

    def open_transaction(self) -> PooledTransaction | None:
        transaction: Any = self.current_transaction.get()
        return None if transaction is None or transaction.finished else transaction

    async def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run one statement, in the open transaction if there is one."""
        record(sql)
        transaction = self.open_transaction()
        source = self.ready_pool() if transaction is None else transaction.connection
        return [dict(row) for row in await source.fetch(sql, *args)]

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Row]:
        """Run what Piccolo's query builder made."""
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return await self.fetch(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Row]:
        """Run one statement without arguments."""
        return await self.fetch(ddl)

    def transform_response_to_dicts(self, results: list[Row]) -> list[Row]:
        """Nothing to do: rows are dictionaries already."""
        return results

    def transaction(  # type: ignore[override]  # ours does not share Piccolo's flawed one
        self, allow_nested: bool = True
    ) -> PooledTransaction:
        """Begin a transaction, or join the one that this task has already begun."""
        return PooledTransaction(self, allow_nested=allow_nested)

    def atomic(self) -> Atomic:
        """Run queries together in a transaction."""
        return Atomic(self)

    async def get_new_connection(self) -> NoReturn:
        """Refused: connections come from the pool."""
        raise NotImplementedError("Batches are not available; read by keyset pages instead.")
