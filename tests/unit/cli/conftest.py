"""Commands see no settings but those of the test."""

import os

import pytest


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("RESONANZ_")]:
        monkeypatch.delenv(name)
