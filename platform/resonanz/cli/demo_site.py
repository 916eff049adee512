"""`resonanz demo`: a throw-away site with invented agencies, and its worker."""

import dataclasses
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

import rich_click as click
from click.exceptions import Exit
from rich.table import Table

from resonanz.kernel import db
from resonanz.kernel.settings import PREFIX, Settings, from_environment

from .console import Report, err, out, progress
from .site import opened, prepare, run

KEPT = {PREFIX + name for name in ("RATE_LIMITS", "RATE_LIMIT_FACTOR", "LOG_LEVEL", "WORKERS")}
START_SECONDS = 60.0
STOP_SECONDS = 25.0
SQLITE_MAGIC = b"SQLite format 3\0"


def default_database() -> Path:
    """Where the demo keeps its database unless told: the user's folder for data."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "resonanz" / "demo.db"


@click.command()
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The SQLite file; by default ~/.local/share/resonanz/demo.db.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Delete the demo's database and mails, start afresh.")
def demo(database: Path | None, port: int, reset: bool) -> None:
    """Start a demo site with its worker; print its address and sign-ins. Ctrl-C stops both.

    The first start fills the database with invented agencies and reviews. No mail leaves the
    machine: all of them are shown at /dev/mail.
    """
    file = (database or default_database()).absolute()
    _require_free(port)
    environment = demo_environment(os.environ, file, port)
    settings = from_environment(environment)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if reset:
            remove(file)
        _fill(file, settings)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}") from None
    status = _serve(environment, port, file)
    if status:
        raise Exit(status)


def demo_environment(environ: Mapping[str, str], file: Path, port: int) -> dict[str, str]:
    """The environment of the demo's processes: nothing of a real site's settings gets in."""
    kept = {k: v for k, v in environ.items() if not k.startswith(PREFIX) or k in KEPT}
    return (
        {PREFIX + "LOG_LEVEL": "warning"}
        | kept
        | {
            PREFIX + "MODE": "demo",
            PREFIX + "DATABASE_URL": f"sqlite:///{file}",
            PREFIX + "DATA_DIR": str(file.parent),
            PREFIX + "BASE_URL": f"http://localhost:{port}",
            PREFIX + "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }
    )


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}); name another with --port "
                "(or PORT=… make run)."
            ) from None


def remove(file: Path) -> None:
    """Delete a demo's database, mails and exports; ClickException if the file is something else."""
    if file.exists():
        if not _is_ours(file):
            raise click.ClickException(f"{file} is no database of Resonanz; it was left alone.")
        for mail in (file.parent / "mail").glob("*.eml"):
            mail.unlink()
        shutil.rmtree(file.parent / "open-data", ignore_errors=True)
    _delete(file)


def _delete(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".migrate.lock"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _is_ours(file: Path) -> bool:
    with file.open("rb") as start:
        if start.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
            return file.stat().st_size == 0
    try:
        link = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            known = "SELECT 1 FROM sqlite_master WHERE name = 'site_revision'"
            return link.execute(known).fetchone() is not None
        finally:
            link.close()
    except sqlite3.Error:
        return False


def _fill(file: Path, settings: Settings) -> None:
    """Migrate; a new database is filled beside its place, so that half a demo is never kept."""
    prepare(settings)
    if file.exists() and file.stat().st_size:
        run(db.migrate(settings.database_url))
        return
    partial = file.with_name(file.name + ".partial")
    _delete(partial)
    url = f"sqlite:///{partial}"
    run(db.migrate(url))
    with progress() as report:
        run(_load(dataclasses.replace(settings, database_url=url), report))
    # A reader that closes last leaves the write-ahead log; it must be in the file that moves.
    link = sqlite3.connect(partial)
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()
    partial.replace(file)
    _delete(partial)


async def _load(settings: Settings, report: Report) -> None:
    from .demo.load import load

    async with opened(settings):
        await load(report)


def _greet(port: int, file: Path) -> None:
    from .demo.load import SIGN_INS

    table = Table("Sign in as", "E-mail", "Password")
    for person in SIGN_INS:
        table.add_row(person.role, person.email, person.password)
    out.print(f"\n[bold]Resonanz runs on http://localhost:{port}[/]")
    out.print(table)
    out.print("Second-factor codes and all mails: ", end="")
    out.print(f"http://localhost:{port}/dev/mail")
    out.print(f"Database: {file} (start afresh with --reset). Ctrl-C stops the site.\n")


def _serve(environment: dict[str, str], port: int, file: Path) -> int:
    """Run site and worker until a signal or the end of one of them; the exit status."""
    command = [sys.executable, "-P", "-m", "resonanz"]
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    # Own process groups: Ctrl-C in a terminal reaches this process alone, which stops both.
    children = [
        subprocess.Popen(  # noqa: S603 - our own program
            [*command, *arguments], env=environment, start_new_session=True
        )
        for arguments in (["serve", "--port", str(port)], ["worker"])
    ]
    try:
        ready = False
        end = time.monotonic() + START_SECONDS
        while not asked and all(child.poll() is None for child in children):
            if not ready and (ready := _answers(port)):
                _greet(port, file)
            if not ready and time.monotonic() > end:
                err.print("error: the site did not start in time.")
                break
            time.sleep(0.1)
    finally:
        _stop(children)
    return 0 if asked else 1


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()
    end = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
