"""Find or start what the tests need, run a command with it, clean up.

    environment.py --browser --postgres --redis -- COMMAND [ARGUMENT …]

The command receives BROWSER_PATH, TEST_POSTGRES_URL and TEST_REDIS_URL. What is already set is
kept; a running server is used; else a private one is started from installed programs in a folder
that is removed at the end. What cannot be had is named in a line and left out, so that its tests
are skipped; with CI=true it is an error. The standard library only.
"""

import argparse
import contextlib
import getpass
import glob
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_BROWSERS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/chrome-*/*headless*shell",
)
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
INITDB_OPTIONS = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
START_SECONDS = 30


def say(text: str) -> None:
    print(f"[tests] {text}", file=sys.stderr, flush=True)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


# --- browser ----------------------------------------------------------------------------------


def found_browser() -> str | None:
    given = os.environ.get("BROWSER_PATH")
    if given:
        return given if os.access(given, os.X_OK) else None
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    root = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    for pattern in PLAYWRIGHT_BROWSERS:
        for file in sorted(root.glob(pattern), reverse=True):
            if os.access(file, os.X_OK):
                return str(file)
    return None


def browser() -> str | None:
    """A browser's path: the one found, else the system's package, else Playwright's download."""
    if path := found_browser():
        return path
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if is_root() and shutil.which("apt-get"):
        say("no browser found; installing the package chromium …")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        if subprocess.run(install, env=environment, check=False, **quiet).returncode:
            subprocess.run(["apt-get", "update"], env=environment, check=False, **quiet)
            subprocess.run(install, env=environment, check=False, **quiet)
        if path := found_browser():
            return path
    say("no browser found; asking Playwright to download one …")
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            check=False,
            timeout=300,
            **quiet,
        )
    return found_browser()


# --- servers ----------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_trusts(port: int, user: str) -> bool:
    """Whether a server on this port lets the user in without a password."""
    body = struct.pack("!i", 196608) + b"user\0" + user.encode() + b"\0database\0postgres\0\0"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
            link.sendall(struct.pack("!i", len(body) + 4) + body)
            return link.recv(9) == b"R" + struct.pack("!ii", 8, 0)
    except OSError:
        return False


def redis_answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
            link.sendall(b"PING\r\n")
            return link.recv(7) == b"+PONG\r\n"
    except OSError:
        return False


def wait(ready: Callable[[], bool], process: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if ready():
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def running(command: list[str], ready: Callable[[], bool], **options: Any) -> Iterator[bool]:
    """A private server: started, waited for, stopped at the end."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )
    try:
        yield wait(ready, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def postgres_programs() -> Path | None:
    if path := shutil.which("initdb"):
        return Path(path).resolve().parent
    for pattern in POSTGRES_FOLDERS:
        for folder in sorted(glob.glob(pattern), reverse=True):
            if Path(folder, "initdb").exists():
                return Path(folder)
    return None


def unprivileged() -> dict[str, Any]:
    """Options that give up root's rights, which PostgreSQL refuses to run with."""
    if not is_root():
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


@contextlib.contextmanager
def postgres() -> Iterator[str | None]:
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given
        return
    for user in ("postgres", getpass.getuser()):
        if postgres_trusts(5432, user):
            yield f"postgresql://{user}@127.0.0.1:5432/postgres"
            return
    programs = postgres_programs()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="resonanz-postgres-") as folder:
        options = unprivileged()
        if options:
            os.chown(folder, options["user"], options["group"])
        data = str(Path(folder, "data"))
        made = subprocess.run(
            [str(programs / "initdb"), "-D", data, "--no-sync", *INITDB_OPTIONS],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            check=False,
            **options,
        )
        if made.returncode:
            yield None
            return
        port = free_port()
        command = [str(programs / "postgres"), "-D", data, "-p", str(port), "-k", folder]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        command += ["-c", "max_connections=200"]
        ready = lambda: postgres_trusts(port, "postgres")  # noqa: E731
        with running(command, ready, cwd=folder, **options) as started:
            say(f"started a private PostgreSQL on port {port}")
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres" if started else None


@contextlib.contextmanager
def redis() -> Iterator[str | None]:
    if given := os.environ.get("TEST_REDIS_URL"):
        yield given
        return
    if redis_answers(6379):
        yield "redis://127.0.0.1:6379/15"
        return
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        yield None
        return
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="resonanz-redis-") as folder:
        command = [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        command += ["--save", "", "--appendonly", "no"]
        with running(command, lambda: redis_answers(port)) as started:
            say(f"started a private Redis on port {port}")
            yield f"redis://127.0.0.1:{port}/15" if started else None


# --- all together -----------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description="Run a command with what the tests need.")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--redis", action="store_true")
    parser.add_argument("command", nargs="+")
    wanted = parser.parse_args()
    needed = os.environ.get("CI", "").lower() in {"true", "1"}
    environment = dict(os.environ)
    # The tests start the site many times: without bytecode each start compiles all of it again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    lacking = []
    with contextlib.ExitStack() as stack:
        for asked, name, variable, find in (
            (wanted.browser, "a browser", "BROWSER_PATH", browser),
            (wanted.postgres, "PostgreSQL", "TEST_POSTGRES_URL", postgres),
            (wanted.redis, "Redis", "TEST_REDIS_URL", redis),
        ):
            if not asked:
                continue
            value: Any = find()
            if not isinstance(value, str) and value is not None:
                value = stack.enter_context(value)
            if value:
                environment[variable] = value
                say(f"{name}: {value}")
            else:
                environment.pop(variable, None)
                lacking.append(name)
                say(
                    f"{name}: not found, "
                    + ("which CI=true forbids" if needed else "its tests are skipped")
                )
        if lacking and needed:
            return 1
        return subprocess.run(wanted.command, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
