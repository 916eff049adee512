"""`resonanz demo` of the installed wheel: a whole site by one command, from any folder."""

import os
import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resonanz.cli.demo.load import SIGN_INS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def demo(
    programs: Path, folder: Path, port: int, *options: str
) -> Iterator["subprocess.Popen[str]"]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RESONANZ_", "PYTHON"))}
    command = [str(programs / "resonanz"), "demo", "--database", "demo.db"]
    process = subprocess.Popen(
        [*command, "--port", str(port), *options],
        cwd=folder,
        env=kept | {"COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def greeting(process: "subprocess.Popen[str]") -> str:
    """What it printed, up to the line that says how to stop it."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    pytest.fail(said)


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def test_the_demo_starts_says_how_to_sign_in_and_stops(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    with demo(installed, tmp_path, port) as process:
        said = greeting(process)
        assert f"http://localhost:{port}" in said
        assert str(tmp_path / "demo.db") in said
        for person in SIGN_INS:
            assert re.search(f"{re.escape(person.email)} .*{re.escape(person.password)}", said)
        assert '"status":"ok"' in get(port, "/health/ready")
        assert "<h1" in get(port, "/de/agencies")
    assert process.returncode == 0
    assert not answers(port)

    mark = tmp_path / "mail" / "old.eml"
    mark.parent.mkdir(exist_ok=True)
    mark.write_text("Subject: old")
    with demo(installed, tmp_path, port) as process:
        assert "agencies" not in greeting(process)  # filled on the first start only
    assert mark.exists()
    with demo(installed, tmp_path, port, "--reset") as process:
        assert "agencies" in greeting(process)
    assert not mark.exists()


def test_a_port_in_use_is_said_before_anything_is_done(installed: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with demo(installed, tmp_path, other.getsockname()[1]) as process:
            said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "--port" in said
    assert list(tmp_path.iterdir()) == []
