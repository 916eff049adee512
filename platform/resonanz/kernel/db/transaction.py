"""The course of a transaction, the same on both databases."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from piccolo.engine.base import BaseTransaction, validate_savepoint_name
from piccolo.engine.exceptions import TransactionError

T = TypeVar("T")
_log = logging.getLogger(__name__)


async def settle(work: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
    """Wait until the work has ended, even when cancelled meanwhile.

    A cancellation is raised afterwards, unless the work itself fails.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    result = task.result()
    if cancelled is not None:
        raise cancelled
    return result


class OwnsTransactions(Protocol):
    """What a transaction needs of its engine."""

    current_transaction: ContextVar[Any]

    async def fetch(self, sql: str) -> Any:
        """Run a statement in the present transaction."""


class Savepoint:
    """A point within a transaction to which it can be rolled back."""

    def __init__(self, name: str, engine: OwnsTransactions) -> None:
        self.name = name
        self._engine = engine

    async def rollback_to(self) -> None:
        """Undo what was done since the savepoint; the transaction goes on."""
        await self._engine.fetch(f"ROLLBACK TO SAVEPOINT {self.name}")

    async def release(self) -> None:
        """Forget the savepoint and keep what was done since."""
        await self._engine.fetch(f"RELEASE SAVEPOINT {self.name}")


class Transaction(BaseTransaction):
    """A transaction that is rolled back on any error, cancellation included.

    An inner one joins the outer one: it commits nothing by itself, and when it fails the outer
    one can no longer commit, even if the error was caught between them.
    """

    def __init__(self, engine: OwnsTransactions, *, allow_nested: bool = True) -> None:
        self.engine = engine
        self.finished = False
        self.callbacks: list[Callable[[], None]] = []
        self._doomed = False
        self._savepoints = 0
        self._mark: Token[Any] | None = None
        parent = engine.current_transaction.get()
        self._parent: Transaction | None = None
        if parent is not None and not parent.finished:
            if not allow_nested:
                raise TransactionError("A transaction is already open.")
            self._parent = parent

    @abstractmethod
    async def begin(self) -> None:
        """Take a connection and begin; leaves nothing behind when it fails."""

    @abstractmethod
    async def send_commit(self) -> None:
        """Commit; raises if the database refuses."""

    @abstractmethod
    async def send_rollback(self) -> None:
        """Roll back whatever is open; must work after a failed commit too."""

    @abstractmethod
    async def give_back(self) -> None:
        """Return the connection."""

    async def __aenter__(self) -> Self:
        if self._parent is not None:
            return self._parent  # type: ignore[return-value]  # both are of the engine's class
        await self.begin()
        self._mark = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent is not None:
            if error is not None:
                self._parent._doomed = True
            return False
        try:
            if self.finished:
                pass
            elif error is not None:
                await self.rollback()
            elif self._doomed:
                await self.rollback()
                raise TransactionError(
                    "An inner transaction failed and its error was caught; nothing was committed."
                )
            else:
                await self.commit()
        finally:
            try:
                await self.give_back()
            finally:
                if self._mark is not None:
                    self.engine.current_transaction.reset(self._mark)
        return False

    async def commit(self) -> None:
        """Commit now; later statements of the block fail or stand alone."""
        try:
            await settle(self.send_commit())
        except asyncio.CancelledError:
            self._committed()
            raise
        except BaseException:
            await self.rollback()
            raise
        self._committed()

    async def rollback(self) -> None:
        """Roll back now."""
        self.finished = True
        await settle(self.send_rollback())

    def _committed(self) -> None:
        self.finished = True
        for callback in self.callbacks:
            try:
                callback()
            except Exception:
                # What was committed stays so: the caller must not take it for a failure.
                _log.exception("A callback after a commit failed.")

    async def savepoint(self, name: str | None = None) -> Savepoint:
        """Set a savepoint; without a name it gets one that is free."""
        self._savepoints += 1
        name = name or f"savepoint_{self._savepoints}"
        validate_savepoint_name(name)
        await self.engine.fetch(f"SAVEPOINT {name}")
        return Savepoint(name, self.engine)
