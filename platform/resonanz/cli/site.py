"""A command's way to the site: its settings, its keys, its database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg
import rich_click as click

from resonanz import wiring
from resonanz.kernel import crypto, db
from resonanz.kernel.settings import Settings, from_environment, use

from .console import log_to_stderr

T = TypeVar("T")
DATABASE_ERRORS = (OSError, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's asynchronous part."""
    return asyncio.run(work)


def prepare(settings: Settings) -> None:
    """What every process of the site does first: its log, settings, keys, wiring."""
    log_to_stderr(settings.log_level)
    use(settings)
    wiring.register()
    crypto.use_secret_key(settings.secret_key)


@asynccontextmanager
async def opened(settings: Settings | None = None) -> AsyncIterator[Settings]:
    """The settings, with the database open and up to date.

    Raises ClickException, with a way to mend it, if the database cannot be used.
    """
    settings = settings or from_environment()
    prepare(settings)
    await require_migrated(settings)
    await db.open_database(settings.database_url)
    try:
        yield settings
    finally:
        await db.close_database()


async def require_migrated(settings: Settings) -> None:
    """Raise ClickException if the database cannot be reached or lacks migrations."""
    try:
        pending = await db.pending(settings.database_url)
    except DATABASE_ERRORS as error:
        raise click.ClickException(unreachable(error)) from None
    if pending:
        raise click.ClickException(
            f"The database lacks {len(pending)} migrations; run `resonanz migrate`."
        )


def unreachable(error: Exception) -> str:
    """What to say when the database does not answer; never its address, which holds secrets."""
    return f"RESONANZ_DATABASE_URL: the database cannot be reached ({type(error).__name__})."
