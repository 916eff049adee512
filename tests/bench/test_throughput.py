"""Requests a second of one server process on loopback, by wrk or oha where one is installed."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from support import crowd
from support.repository import PACKAGE
from support.server import free_port, until

from resonanz.kernel import db
from resonanz.kernel.settings import Settings

from .conftest import show

pytestmark = [pytest.mark.bench, pytest.mark.usefixtures("crowded")]

SECONDS = 3
CONNECTIONS = 16
PATHS = {
    "constant route": "/health/live",
    "profile, kept": f"/de/agencies/{crowd.SLUG}",
    "home, kept": "/de/",
    "search, never kept": "/de/agencies?q=nordstern",
}


def tool() -> str | None:
    return shutil.which("wrk") or shutil.which("oha")


def by_tool(program: str, address: str) -> tuple[float, str]:
    """Requests a second, and the time within which 99 of 100 were answered."""
    gzip = ("-H", "Accept-Encoding: gzip")
    if program.endswith("oha"):
        command = [program, "-z", f"{SECONDS}s", "-c", str(CONNECTIONS), "--no-tui", "-j", *gzip]
        made = json.loads(subprocess.check_output([*command, address], text=True))
        late = made["latencyPercentiles"]["p99"]
        return made["summary"]["requestsPerSec"], f"{late * 1000:.1f} ms"
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *gzip, address]
    said = subprocess.check_output(command, text=True)
    rate, late = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+(\S+)", said)
    assert rate is not None
    assert late is not None
    return float(rate[1]), late[1]


async def by_client(address: str) -> tuple[float, str]:
    """The same by a client in this process, which is the slower of the two."""
    async with httpx.AsyncClient() as client:
        loop = asyncio.get_running_loop()
        end, times = loop.time() + SECONDS, []

        async def ask() -> None:
            while loop.time() < end:
                began = loop.time()
                (await client.get(address)).raise_for_status()
                times.append(loop.time() - began)

        await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    return len(times) / SECONDS, f"{sorted(times)[len(times) * 99 // 100] * 1000:.1f} ms"


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[str]:
    """The address of one server process on the open database."""
    port = free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RESONANZ_")}
    own = {
        "PYTHONPATH": str(PACKAGE.parent),
        "RESONANZ_MODE": "development",
        "RESONANZ_DATABASE_URL": settings.database_url,
        "RESONANZ_SECRET_KEY": settings.secret_key,
        "RESONANZ_DATA_DIR": settings.data_dir,
        "RESONANZ_RATE_LIMITS": "false",
        "RESONANZ_LOG_LEVEL": "warning",
    }
    command = [sys.executable, "-P", "-m", "resonanz", "serve", "--workers", "1"]
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=folder,
            env=kept | own,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def ready() -> bool | None:
        assert process.poll() is None, log.read_text()
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health/ready").is_success or None
        except httpx.TransportError:
            return None

    try:
        until(ready, "the server is ready")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


async def test_throughput(settings: Settings, tmp_path: Path) -> None:
    program, rows = tool(), []
    with served(settings, tmp_path) as base:
        for name, path in PATHS.items():
            if program is None:
                rate, late = await by_client(base + path)
            else:
                rate, late = await asyncio.to_thread(by_tool, program, base + path)
            rows.append((name, f"{rate:,.0f}", late))
            assert rate > 0
    by = Path(program).name if program else "httpx (install wrk or oha for the real figures)"
    show(
        f"{db.dialect()}: one process, {CONNECTIONS} connections on loopback, gzip, by {by}",
        ("", "requests/s", "99 %"),
        rows,
    )
