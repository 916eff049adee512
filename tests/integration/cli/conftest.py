"""Commands run as an operator runs them: a process of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.repository import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def site_environment(tmp_path: Path) -> dict[str, str]:
    """An environment with no settings but a development site's in the test's folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RESONANZ_")}
    return kept | {
        "PYTHONPATH": str(ROOT / "platform"),
        "RESONANZ_MODE": "development",
        "RESONANZ_DATA_DIR": str(tmp_path / "var"),
        "RESONANZ_DATABASE_URL": f"sqlite:///{tmp_path}/site.db",
        "COLUMNS": "200",
    }


@pytest.fixture
def resonanz(site_environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `resonanz` with arguments in the test's folder; settings as keywords."""

    def run(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-P", "-m", "resonanz", *arguments],
            cwd=tmp_path,
            env=site_environment | settings,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
