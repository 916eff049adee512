"""A site with wiring, and people who leave traces in every table."""

import pytest

from resonanz import wiring
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.web import network


@pytest.fixture(autouse=True)
def _installed(settings: Settings) -> None:
    network.forget_keys()
    settings_module.use(settings)
    wiring.register()
