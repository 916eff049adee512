"""Commands run as an operator runs them: a process of their own."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from support.repository import ROOT, tracked_files

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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the files under version control, without a network."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked_files():
        if path.relative_to(ROOT).parts[0] != "tests":
            copy = source / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source / "dist")],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with the wheel, which sees this one's other packages."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"
