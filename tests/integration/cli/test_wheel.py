"""The wheel holds all that the site needs and runs from any folder."""

import os
import subprocess
import zipfile
from pathlib import Path

from support.repository import ROOT, tracked_files

FOLDERS = ("templates", "static", "migrations")
AS_OF = '{"type": "as_of", "date": "2026-10-31"}\n'
REVIEW = '{"type": "review", "agency": "N", "date": "2026-10-01", "ratings": {"feedback": 4}}\n'


def test_the_wheel_holds_code_texts_templates_and_migrations(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"resonanz/_data/{path.relative_to(ROOT).as_posix()}"
        for path in tracked_files()
        if path.relative_to(ROOT).parts[0] in FOLDERS
    } | {
        path.relative_to(ROOT / "platform").as_posix()
        for path in tracked_files()
        if path.is_relative_to(ROOT / "platform")
    }
    assert wanted - inside == set()


def test_the_installed_wheel_works_in_any_folder(installed: Path, tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RESONANZ_", "PYTHON"))}
    environment = kept | {"RESONANZ_MODE": "development"}

    def run(*arguments: str, text: str = "") -> str:
        ran = subprocess.run(
            [installed / "resonanz", *arguments],
            cwd=tmp_path,
            env=environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    where = subprocess.run(
        [installed / "python", "-c", "import resonanz; print(resonanz.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.startswith(str(installed.parent))
    assert "demo" in run("--help")
    assert "m0001" in run("migrate")
    assert '"rank": 1' in run("scores", "compute", text=AS_OF + REVIEW)
    assert f"complete, in {installed.parent}" in run("doctor")
    run("worker", "--once")
