"""`resonanz doctor`: what is wrong with this installation, and how to mend it."""

import os
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import redis.asyncio
import redis.exceptions
import rich_click as click
from click.exceptions import Exit

from resonanz.kernel import db, operator
from resonanz.kernel.errors import SettingsError
from resonanz.kernel.paths import data_dir
from resonanz.kernel.settings import PREFIX, Settings, from_environment
from resonanz.mail import transport

from .console import out
from .site import DATABASE_ERRORS, run, unreachable


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, what was found, how to mend it ("" if all is well)."""

    name: str
    found: str
    mend: str = ""


@click.command()
def doctor() -> None:
    """Check settings, database, Redis, mail and folders; say how to mend what is wrong.

    Exit status 1 if anything is.
    """
    findings = run(examine())
    for finding in findings:
        mark = "[red]✗[/]" if finding.mend else "[green]✓[/]"
        out.print(f"{mark} {finding.name}: ", end="")
        out.print(finding.found, markup=False)
        if finding.mend:
            out.print(f"  → {finding.mend}", markup=False)
    if any(finding.mend for finding in findings):
        raise Exit(1)


async def examine() -> list[Finding]:
    """Run all checks; with wrong settings the others cannot be made."""
    installation = _installation()
    try:
        settings = from_environment()
    except SettingsError as error:
        mend = "Set it as said; `resonanz settings` lists all settings."
        return [installation, Finding("settings", str(error), mend)]
    checks: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (_database, _redis, _mail)
    return [
        installation,
        Finding("settings", f"fine, mode {settings.mode}"),
        _legal(settings),
        _folder(settings),
        *[await check(settings) for check in checks],
    ]


def _installation() -> Finding:
    try:
        folders = [data_dir(name) for name in ("templates", "static", "migrations")]
    except FileNotFoundError as error:
        return Finding("installation", str(error), "Install the wheel again.")
    return Finding("installation", f"complete, in {folders[0].parent}")


def _legal(settings: Settings) -> Finding:
    """In production the settings themselves refuse; elsewhere it is good to know."""
    lacking = ", ".join(PREFIX + name.upper() for name in operator.unfilled(settings))
    if not lacking:
        return Finding("legal pages", "filled")
    return Finding("legal pages", f"production would refuse to start without {lacking}")


def _folder(settings: Settings) -> Finding:
    folder = Path(settings.data_dir).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding(
            "folder",
            f"{folder} cannot be written ({error.strerror})",
            _right_to_write(),
        )
    return Finding("folder", f"{folder} can be written")


def _right_to_write() -> str:
    user = str(os.geteuid()) if hasattr(os, "geteuid") else "of this process"
    return f"Give the user {user} the right to write there, or set RESONANZ_DATA_DIR."


async def _database(settings: Settings) -> Finding:
    sqlite = settings.database_url.startswith("sqlite:")
    try:
        pending = await db.pending(settings.database_url)
    except DATABASE_ERRORS as error:
        mend = (
            "Check that the file is an SQLite database, and its and its folder's rights."
            if sqlite
            else "Check that PostgreSQL runs and that host, user, password and database are right."
        )
        return Finding("database", unreachable(error), mend)
    if pending:
        return Finding(
            "database", f"lacks {len(pending)} migrations", "Run `resonanz migrate`, then restart."
        )
    return Finding("database", f"{'SQLite' if sqlite else 'PostgreSQL'}, up to date")


async def _redis(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding("redis", "not used; rate limits are counted in the database")
    try:
        async with _client(settings.redis_url) as client:
            await client.ping()
    except (redis.exceptions.RedisError, OSError, ValueError) as error:
        return Finding(
            "redis",
            f"RESONANZ_REDIS_URL: no answer ({type(error).__name__})",
            "Check that Redis runs and the address is right, or leave the setting empty.",
        )
    return Finding("redis", "answers")


def _client(url: str) -> redis.asyncio.Redis:
    client: redis.asyncio.Redis = redis.asyncio.Redis.from_url(
        url, socket_timeout=5, socket_connect_timeout=5
    )
    return client


async def _mail(settings: Settings) -> Finding:
    wrong = await transport.check(settings)
    if wrong:
        sending = "Check RESONANZ_SMTP_URL and RESONANZ_MAIL_FROM."
        return Finding("mail", wrong, sending if settings.smtp_url else _right_to_write())
    if not settings.smtp_url:
        return Finding("mail", f"written to {transport.mail_folder(settings)}, not sent")
    return Finding("mail", "the server answers")
