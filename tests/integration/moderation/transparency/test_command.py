"""`resonanz statements export` as an operator runs it."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from support.repository import ROOT

from resonanz.moderation.domain import Ground, Words, statement_fields, violations

from .conftest import NOW


@pytest.fixture
def filled(sqlite_url: str) -> str:
    """A database with 101 statements of reasons, the last of which breaks the schema."""
    words = Words("Eine Person ist erkennbar.", "Bewertet werden Agenturen.", "Regeln")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        for number in range(1, 103):
            fields = statement_fields(
                puid=f"puid-{number}",
                ground=Ground.PERSON,
                words=words,
                content_date=NOW.date(),
                application_date=NOW.date(),
                content_language="de",
            )
            if number == 102:
                fields["category"] = "GUESSED"
            connection.execute(
                "INSERT INTO decision (id, public_id, kind, explanation, decided_at) "
                "VALUES (?, ?, 'reject', '', ?)",
                (number, f"decision-{number}", NOW.isoformat(sep=" ")),
            )
            connection.execute(
                "INSERT INTO statement_of_reasons (puid, decision_id, language, fields, "
                "created_at) VALUES (?, ?, 'de', ?, ?)",
                (f"puid-{number}", number, json.dumps(fields), NOW.isoformat(sep=" ")),
            )
    connection.close()
    return sqlite_url


def export(url: str, tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RESONANZ_")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "resonanz", "statements", "export", *arguments],
        cwd=tmp_path,
        env=kept
        | {
            "PYTHONPATH": str(ROOT / "platform"),
            "RESONANZ_MODE": "development",
            "RESONANZ_DATA_DIR": str(tmp_path / "var"),
            "RESONANZ_DATABASE_URL": url,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_batches_of_a_hundred_a_line_and_what_is_not_valid_is_named(
    filled: str, tmp_path: Path
) -> None:
    ran = export(filled, tmp_path, "--since", "2026-11-18", "--out", "out.jsonl")
    assert ran.returncode == 1
    assert "puid-102 is not valid: category" in ran.stderr
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    batches = [json.loads(line)["statements"] for line in lines]
    assert [len(batch) for batch in batches] == [100, 1]
    assert {violations(one) for batch in batches for one in batch} == {()}


def test_nothing_to_hand_over_is_no_error(filled: str, tmp_path: Path) -> None:
    ran = export(filled, tmp_path, "--since", "2026-11-19")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "0 statements" in ran.stderr
