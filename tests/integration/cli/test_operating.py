"""What an operator does with a new site: migrate, look after it, stop it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


def test_a_new_database_is_migrated_once(resonanz: Run, postgresql_url: str) -> None:
    first = resonanz("migrate")
    assert first.returncode == 0, first.stderr
    assert "m0001" in first.stdout
    assert resonanz("migrate").stdout == "Up to date.\n"
    assert resonanz("migrate", RESONANZ_DATABASE_URL=postgresql_url).stdout == "Up to date.\n"


def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(resonanz: Run) -> None:
    ill = resonanz("doctor", RESONANZ_REDIS_URL="redis://127.0.0.1:1/0")
    assert ill.returncode == 1
    assert "Run `resonanz migrate`" in ill.stdout
    assert "RESONANZ_REDIS_URL" in ill.stdout
    resonanz("migrate")
    well = resonanz("doctor")
    assert well.returncode == 0, well.stdout
    assert "production would refuse to start without RESONANZ_OPERATOR_NAME" in well.stdout
    assert "→" not in well.stdout


def test_production_refuses_unfilled_legal_pages_and_the_doctor_names_each(resonanz: Run) -> None:
    production = {
        "RESONANZ_MODE": "production",
        "RESONANZ_SECRET_KEY": "0123456789" * 4,
        "RESONANZ_BASE_URL": "https://resonanz.example",
        "RESONANZ_SMTP_URL": "smtp://mail.example:587",
        "RESONANZ_MAIL_FROM": "noreply@resonanz.example",
        "RESONANZ_CONTACT_EMAIL": "contact@resonanz.example",
        "RESONANZ_OPERATOR_NAME": "Resonanz Betrieb GmbH",
    }
    for command in ("serve", "worker", "doctor"):
        ran = resonanz(command, **production)
        assert ran.returncode != 0
        said = ran.stdout + ran.stderr
        assert "RESONANZ_PRIVACY_AUTHORITY" in said
        assert "RESONANZ_OPERATOR_ADDRESS" in said
        assert "RESONANZ_OPERATOR_NAME" not in said


def test_a_version_of_the_terms_that_is_not_there_is_not_announced(resonanz: Run) -> None:
    resonanz("migrate")
    ran = resonanz("terms", "announce", "2")
    assert ran.returncode == 1
    assert "no version 2" in ran.stderr


def test_the_doctor_checks_the_folder_and_the_mail_server(resonanz: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ill = resonanz(
        "doctor",
        RESONANZ_DATA_DIR=str(tmp_path / "file" / "var"),
        RESONANZ_SMTP_URL="smtp://127.0.0.1:1",
    )
    assert "RESONANZ_DATA_DIR" in ill.stdout
    assert "RESONANZ_SMTP_URL" in ill.stdout
    unsent = resonanz("doctor", RESONANZ_DATA_DIR=str(tmp_path / "file" / "var"))
    assert "RESONANZ_SMTP_URL" not in unsent.stdout


def test_the_doctor_tells_a_file_that_is_no_database(resonanz: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database\n" * 100)
    ill = resonanz("doctor", RESONANZ_DATABASE_URL=f"sqlite:///{tmp_path / 'notes.txt'}")
    assert ill.returncode == 1
    assert "is an SQLite database" in ill.stdout


def test_a_database_that_is_away_is_said_without_its_password(resonanz: Run) -> None:
    url = "postgresql://user:geheim@127.0.0.1:1/resonanz"
    for command in (["migrate"], ["doctor"], ["worker", "--once"], ["audit", "verify"]):
        ran = resonanz(*command, RESONANZ_DATABASE_URL=url)
        assert ran.returncode == 1
        assert "RESONANZ_DATABASE_URL" in ran.stdout + ran.stderr
        assert "geheim" not in ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", [["worker", "--once"], ["serve"], ["audit", "verify"]])
def test_nothing_starts_on_a_database_that_lacks_migrations(
    resonanz: Run, command: list[str]
) -> None:
    ran = resonanz(*command)
    assert ran.returncode == 1
    assert "resonanz migrate" in ran.stderr


def test_an_invited_moderator_gets_a_mail_and_the_log_holds(resonanz: Run, tmp_path: Path) -> None:
    resonanz("migrate")
    added = resonanz("moderators", "add", "mira@example.org", "--language", "en")
    assert added.returncode == 0, added.stderr
    worker = resonanz("worker", "--once")
    assert worker.returncode == 0, worker.stderr
    (mail,) = (tmp_path / "var" / "mail").glob("*.eml")
    assert "mira@example.org" in mail.read_text()
    verified = resonanz("audit", "verify")
    assert verified.returncode == 0
    assert "1 entries are sealed and unchanged; 0 wait." in verified.stdout
    assert resonanz("moderators", "remove", "mira@example.org").returncode == 0
    assert resonanz("moderators", "remove", "otto@example.org").returncode == 1
    assert resonanz("moderators", "add", "no address").returncode == 2


def test_the_worker_ends_in_order_when_asked(
    resonanz: Run, site_environment: dict[str, str], tmp_path: Path
) -> None:
    resonanz("migrate")
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "resonanz", "worker"],
        cwd=tmp_path,
        env=site_environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stderr is not None
    assert "worker started" in worker.stderr.readline()
    worker.send_signal(signal.SIGTERM)
    _, log = worker.communicate(timeout=30)
    assert "worker stopped" in log
    assert worker.returncode == 0
