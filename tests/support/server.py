"""A demo site with its worker, in processes of its own, as `resonanz demo` starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest

from .repository import PACKAGE

T = TypeVar("T")

START_SECONDS = 90
STOP_SECONDS = 30


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(found: Callable[[], T | None], what: str, seconds: float = 20) -> T:
    """What is found as soon as there is something; fails after so many seconds."""
    end = time.monotonic() + seconds
    pause = Event()
    while time.monotonic() < end:
        result = found()
        if result is not None:
            return result
        pause.wait(0.1)
    pytest.fail(f"not within {seconds} s: {what}")


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """The address of a freshly filled demo site without rate limits; stopped at the end."""
    port = free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RESONANZ_")}
    log = folder / "demo.log"
    program = [sys.executable, "-P", "-m", "resonanz"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*program, "demo", "--database", str(folder / "demo.db"), "--port", str(port)],
            cwd=folder,
            env=kept | {"PYTHONPATH": str(PACKAGE.parent), "RESONANZ_RATE_LIMITS": "false"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: _ready(process, port, log), "the demo site is ready", START_SECONDS)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ready(process: "subprocess.Popen[bytes]", port: int, log: Path) -> bool | None:
    if process.poll() is not None:
        pytest.fail(f"the demo ended with {process.returncode}: {log.read_text()}")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return None
