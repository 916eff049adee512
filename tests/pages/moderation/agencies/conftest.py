"""Browsers of moderators and others, on one database: what is asked of it is tested elsewhere."""

from collections.abc import AsyncIterator

import pytest
from support.entering import Enter, entering

from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The address of the one database."""
    return sqlite_url


@pytest.fixture
async def enter(settings: Settings, database: db.Engine) -> AsyncIterator[Enter]:
    """Opens a browser in which somebody is signed in, or a visitor's."""
    network.forget_keys()
    async with entering(settings) as come:
        yield come
