"""What the two database engines have in common."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from functools import lru_cache
from string import Formatter
from typing import Any, Literal, Protocol

from .transaction import Transaction

Dialect = Literal["sqlite", "postgres"]
Row = dict[str, Any]

_recordings: list[list[str]] = []


class Engine(Protocol):
    """A Piccolo engine that keeps its connections open between queries."""

    @property
    def url(self) -> str:
        """The address it was made from."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL it speaks."""

    async def open(self) -> None:
        """Connect; raises the driver's error if the database cannot be reached."""

    async def close(self) -> None:
        """Wait for open transactions, then disconnect."""

    def transaction(self) -> AbstractAsyncContextManager[Any]:
        """Begin a transaction, or join the one that this task has already begun."""

    def open_transaction(self) -> Transaction | None:
        """The transaction that this task is in."""

    async def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run one statement written in the engine's own placeholders."""

    async def run_ddl(self, ddl: str) -> Any:
        """Run one statement without arguments."""


def record(sql: str) -> None:
    """Show a statement to everybody who is recording."""
    for statements in _recordings:
        statements.append(sql)


@contextmanager
def recording() -> Iterator[list[str]]:
    """Collect every statement of the process but BEGIN, COMMIT and ROLLBACK."""
    statements: list[str] = []
    _recordings.append(statements)
    try:
        yield statements
    finally:
        _recordings[:] = [other for other in _recordings if other is not statements]


@lru_cache(maxsize=1024)
def compile_template(sql: str, dialect: Dialect) -> tuple[str, int]:
    """Turn `{}` into the dialect's placeholders; also their number.

    Doubled braces stand for themselves. Raises ValueError for named or numbered fields.
    """
    parts: list[str] = []
    count = 0
    for literal, name, spec, conversion in Formatter().parse(sql):
        parts.append(literal)
        if name is None:
            continue
        if name or spec or conversion:
            raise ValueError(f"Only empty braces mark an argument, not {{{name}}}: {sql}")
        count += 1
        parts.append("?" if dialect == "sqlite" else f"${count}")
    return "".join(parts), count


def compile_sql(sql: str, args: Sequence[Any], dialect: Dialect) -> str:
    """The statement with the dialect's placeholders; raises ValueError if the count differs."""
    compiled, count = compile_template(sql, dialect)
    if count != len(args):
        raise ValueError(f"{count} placeholders, but {len(args)} arguments: {sql}")
    return compiled
