"""A small site without a database."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from support.browsing import browse
from support.small_site import HANDLERS

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web.outer import OuterLayer


@pytest.fixture
def app(settings: Settings) -> OuterLayer:
    return create_app(settings, pages=HANDLERS, revisions=None)


@pytest.fixture
async def client(app: Callable[..., object]) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(app) as client:
        yield client
