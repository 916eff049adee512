"""The cast of accounts' tests, each with a browser of their own."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pyotp
import pytest
from support.browsing import browse

from resonanz.accounts import domain
from resonanz.accounts.service import demo
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.mail import service as mail
from resonanz.web import network

PASSWORD = "drei müde Kraniche über Husum"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')


class Browser:
    """A person's browser: reads pages, fills forms, follows nothing by itself."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def post(
        self, path: str, page: str = "/de/sign-in/sent", **fields: str
    ) -> httpx.Response:
        """Send a form of a page (its token is read there first)."""
        shown = await self.client.get("/de/sign-in/sent" if page == path else page)
        token = _CSRF.search(shown.text) or _CSRF.search((await self.client.get("/de/reset")).text)
        assert token
        return await self.client.post(path, data={"_csrf": token[1], **fields})

    @property
    def session(self) -> str | None:
        return self.client.cookies.get("session")

    async def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        return await self.post(
            "/de/sign-in", email=email, password=password, way="password", **more
        )


async def last_mail() -> tuple[str, str, dict[str, Any]]:
    """Kind, receiver and context of the newest mail in the outbox."""
    row = await db.row("SELECT kind, sealed FROM outbox ORDER BY id DESC LIMIT 1")
    assert row is not None
    to, context = mail.unseal(row["sealed"])
    return row["kind"], to, context


def code_now(steps: int = 0) -> str:
    """What an app with the tests' secret shows, or will show."""
    return pyotp.TOTP(SECRET).generate_otp(domain.totp_step(clock.now()) + steps)


@pytest.fixture(autouse=True)
def _no_remembered_keys() -> None:
    network.forget_keys()


@pytest.fixture
async def browsers(settings: Settings, database: db.Engine) -> AsyncIterator[list[Browser]]:
    """Two browsers on one site."""
    app = create_app(settings)
    async with AsyncExitStack() as stack:
        yield [
            Browser(await stack.enter_async_context(browse(app, address=f"192.0.2.{n}")))
            for n in (1, 2)
        ]


@pytest.fixture
def browser(browsers: list[Browser]) -> Browser:
    return browsers[0]


@pytest.fixture
async def alex(settings: Settings, database: db.Engine) -> str:
    """A candidate with a password."""
    await demo.create_account(settings, "alex@example.org", PASSWORD, "de")
    return "alex@example.org"


@pytest.fixture
async def mira(settings: Settings, database: db.Engine) -> str:
    """A moderator with password and second factor."""
    await demo.create_account(settings, "mira@example.org", PASSWORD, "de", "moderator", SECRET)
    return "mira@example.org"
