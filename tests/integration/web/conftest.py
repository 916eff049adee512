"""A small site on each kind of database."""

from collections.abc import AsyncIterator

import httpx
import pytest
from support.browsing import browse
from support.small_site import HANDLERS

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network


@pytest.fixture(autouse=True)
def _no_remembered_keys() -> None:
    network.forget_keys()


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(create_app(settings, pages=HANDLERS)) as client:
        yield client
