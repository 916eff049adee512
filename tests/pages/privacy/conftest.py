"""A site, and a browser on it."""

from collections.abc import AsyncIterator

import pytest
from support.browsing import browse
from support.visitor import Visitor

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network
from resonanz.web.outer import OuterLayer


@pytest.fixture(autouse=True)
def _no_remembered_keys() -> None:
    network.forget_keys()


@pytest.fixture
def app(settings: Settings, database: db.Engine) -> OuterLayer:
    return create_app(settings)


@pytest.fixture
async def visitor(app: OuterLayer) -> AsyncIterator[Visitor]:
    async with browse(app) as client:
        yield Visitor(client)
