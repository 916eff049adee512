"""Piccolo's two modules, and what Table classes may say."""

import subprocess
import sys

import pytest
from piccolo.table import Table

from resonanz.kernel.paths import PACKAGE
from resonanz.piccolo_app import APP_CONFIG, SUBJECTS


def test_app_names_every_subject_that_has_tables() -> None:
    found = {path.parent.name for path in PACKAGE.glob("*/tables.py")}
    found |= {path.parent.parent.name for path in PACKAGE.glob("*/tables/__init__.py")}
    assert found == set(SUBJECTS)


@pytest.mark.parametrize("table", APP_CONFIG.table_classes, ids=lambda table: table.__name__)
def test_constraints_and_indexes_are_in_sql_only(table: type[Table]) -> None:
    for column in table._meta.columns:
        assert not column._meta.unique, column
        assert not column._meta.index, column
    assert not table._meta.foreign_key_columns


def test_piccolos_own_command_line_finds_the_engine_and_the_app() -> None:
    code = (
        "from piccolo.conf.apps import Finder;"
        "finder = Finder();"
        "print(finder.get_engine().path, finder.get_app_config('resonanz').app_name)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env={
            "PYTHONPATH": str(PACKAGE.parent),
            "PICCOLO_CONF": "resonanz.piccolo_conf",
            "RESONANZ_DATABASE_URL": "sqlite:////nowhere/site.db",
        },
    )
    assert found.stdout.split() == ["/nowhere/site.db", "resonanz"]
