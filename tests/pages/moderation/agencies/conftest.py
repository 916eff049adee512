"""Browsers of moderators and others, on one database: what is asked of it is tested elsewhere."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import factories
import pytest
from cast import Person
from support.browsing import browse
from support.visitor import Visitor

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network

Enter = Callable[[Person | None], Awaitable[Visitor]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The address of the one database."""
    return sqlite_url


@pytest.fixture
async def enter(settings: Settings, database: db.Engine) -> AsyncIterator[Enter]:
    """Opens a browser in which somebody is signed in, or a visitor's."""
    network.forget_keys()
    app = create_app(settings)
    async with AsyncExitStack() as stack:

        async def come(who: Person | None) -> Visitor:
            client = await stack.enter_async_context(browse(app))
            if who is not None:
                await factories.sign_in(client, who)
            return Visitor(client)

        yield come
