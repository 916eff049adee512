"""Every setting is documented, and a wrong one is named."""

import dataclasses

import pytest
from click.testing import CliRunner

from resonanz.cli.main import main, resonanz
from resonanz.kernel.settings import PREFIX, Settings

FIELDS = dataclasses.fields(Settings)


@pytest.mark.parametrize("item", FIELDS, ids=lambda item: item.name)
def test_every_setting_is_listed_with_what_it_does(item: "dataclasses.Field[object]") -> None:
    listed = CliRunner().invoke(resonanz, ["settings"]).output
    assert PREFIX + item.name.upper() in listed
    assert item.metadata["help"] in listed
    assert item.metadata["help"].endswith(".")


def test_the_list_says_what_is_set_but_never_shows_a_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RESONANZ_SECRET_KEY", "open-sesame-open-sesame-open-sesame")
    listed = CliRunner().invoke(resonanz, ["settings"]).output
    assert "RESONANZ_SECRET_KEY or RESONANZ_SECRET_KEY_FILE (set)" in listed
    assert "open-sesame" not in listed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RESONANZ_MODE", "holiday"),
        ("RESONANZ_WORKERS", "many"),
        ("RESONANZ_DATABASE_URL", "mysql://localhost/resonanz"),
        ("RESONANZ_UNKNOWN", "1"),
    ],
)
@pytest.mark.parametrize("command", ["migrate", "serve", "worker"])
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv("RESONANZ_MODE", "development")
    monkeypatch.setenv(name, value)
    assert main([command]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert name in lines[0]


def test_production_refuses_to_start_without_a_secret_key(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["migrate"]) == 2
    assert "RESONANZ_SECRET_KEY" in capsys.readouterr().err
