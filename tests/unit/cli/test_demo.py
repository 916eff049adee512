"""`resonanz demo`: kept apart from real sites."""

import sqlite3
from pathlib import Path

import pytest
import rich_click as click

from resonanz.cli.demo_site import default_database, demo_environment, remove
from resonanz.kernel.settings import from_environment


def test_nothing_of_a_real_sites_settings_gets_into_the_demo(tmp_path: Path) -> None:
    real = {
        "RESONANZ_MODE": "production",
        "RESONANZ_SMTP_URL": "smtps://user:password@mail.example.org",
        "RESONANZ_DATABASE_URL_FILE": "/run/secrets/database_url",
        "RESONANZ_REDIS_URL": "redis://example.org",
        "RESONANZ_RATE_LIMITS": "off",
        "PATH": "/usr/bin",
    }
    environment = demo_environment(real, tmp_path / "demo.db", 8123)
    settings = from_environment(environment)
    assert settings.mode == "demo"
    assert settings.base_url == "http://localhost:8123"
    assert settings.database_url == f"sqlite:///{tmp_path}/demo.db"
    assert (settings.smtp_url, settings.redis_url) == ("", "")
    assert settings.rate_limits is False
    assert environment["PATH"] == "/usr/bin"


def test_the_database_lies_in_the_users_folder_for_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/var/data")
    assert default_database() == Path("/var/data/resonanz/demo.db")


@pytest.mark.parametrize("content", [b"my novel", b"SQLite format 3\0 but broken"])
def test_reset_leaves_files_alone_that_are_no_database_of_ours(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "novel.db"
    file.write_bytes(content)
    with pytest.raises(click.ClickException, match="left alone"):
        remove(file)
    assert file.read_bytes() == content


def test_reset_removes_the_database_and_its_mails(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    link = sqlite3.connect(file)
    link.execute("CREATE TABLE site_revision (id)")
    link.close()
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "one.eml").write_text("Subject: code")
    (tmp_path / "notes.txt").write_text("kept")
    remove(file)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mail", "notes.txt"]
