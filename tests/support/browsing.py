"""A client for an application that runs in the test's own process, and handlers to try it with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

BASE = "http://localhost:8000"


@asynccontextmanager
async def browse(app: Any, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A client without redirects; errors of the application become its 500 page."""
    transport = httpx.ASGITransport(
        app, raise_app_exceptions=False, client=(options.pop("address", "192.0.2.7"), 50000)
    )
    options.setdefault("base_url", BASE)
    async with httpx.AsyncClient(transport=transport, **options) as client:
        yield client
