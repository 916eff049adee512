"""A site whose clock the tests set, and one agency."""

import datetime as dt

import factories
import pytest

from resonanz import wiring
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
"""A Wednesday."""


@pytest.fixture(autouse=True)
def _installed(settings: Settings) -> None:
    settings_module.use(settings)
    wiring.register()


@pytest.fixture
async def agency(database: db.Engine) -> AgencyRef:
    return await factories.agency()
