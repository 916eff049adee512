"""A site whose pages other programs read, on each kind of database."""

from collections.abc import AsyncIterator

import httpx
import pytest
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(create_app(settings)) as client:
        yield client
