"""What README.md tells a newcomer to type works.

A block of commands is tested if the line before it is `<!-- tested -->`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from support.repository import ROOT

BLOCK = re.compile(r"<!-- tested -->\n```sh\n(.*?)```", re.DOTALL)


def blocks() -> list[str]:
    return BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_commands_in_the_readme_run(tmp_path: Path) -> None:
    commands = blocks()
    assert commands, "README.md has no tested block"
    programs = str(Path(sys.executable).parent)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RESONANZ_")} | {
        "PATH": programs + os.pathsep + os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "platform"),
        "RESONANZ_MODE": "development",
        "RESONANZ_DATABASE_URL": f"sqlite:///{tmp_path}/resonanz.db",
        "RESONANZ_DATA_DIR": str(tmp_path),
    }
    for command in commands:
        ran = subprocess.run(
            ["sh", "-euc", command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"


def test_make_help_names_what_the_readme_promises() -> None:
    ran = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "check", "bench", "lock", "translations", "wheel", "clean"):
        assert f"make {target} " in ran.stdout
