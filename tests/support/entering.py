"""Browsers of several people at one site of the test's own process."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import factories
from cast import Person

from resonanz.app import create_app
from resonanz.kernel.settings import Settings

from .browsing import browse
from .visitor import Visitor

Enter = Callable[[Person | None], Awaitable[Visitor]]


@asynccontextmanager
async def entering(settings: Settings) -> AsyncIterator[Enter]:
    """Opens a browser in which somebody is signed in, or a visitor's (None)."""
    app = create_app(settings)
    async with AsyncExitStack() as stack:

        async def come(who: Person | None) -> Visitor:
            client = await stack.enter_async_context(browse(app))
            if who is not None:
                await factories.sign_in(client, who)
            return Visitor(client)

        yield come
