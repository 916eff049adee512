"""A site to write reviews on, and what a candidate fills in."""

from collections.abc import AsyncIterator

import factories
import httpx
import pytest
from support.browsing import browse
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef
from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.mail import service as mail
from resonanz.web import network
from resonanz.web.outer import OuterLayer

START = {"role": "applicant", "last_stage": "first_interview", "month": "older"}
LEDGER = {"answer": "rejection", "days": "1", "concreteness": "3", "chasers": "1"}
STARS = {
    "rating_feedback": "4",
    "rating_respect": "5",
    "rating_honesty": "3",
    "rating_availability": "na",
}


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


@pytest.fixture
async def agency(app: OuterLayer) -> AgencyRef:
    return await factories.agency()


NEW = "/de/reviews/new"


async def to_ledger(visitor: Visitor, agency: AgencyRef, **more: str) -> httpx.Response:
    """The second screen, with the first one filled in."""
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    return await visitor.follow(await visitor.fill(page, "/new", **START | more))


async def to_ratings(visitor: Visitor, agency: AgencyRef, **more: str) -> httpx.Response:
    """The third screen, with the others filled in."""
    page = await to_ledger(visitor, agency)
    return await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER | more))


async def send(visitor: Visitor, page: httpx.Response, **more: str) -> httpx.Response:
    """Fill the third screen in and send it."""
    return await visitor.fill(page, "/ratings", **STARS | {"_action": "send"} | more)


async def mailed(kind: str) -> list[dict[str, str | int]]:
    """What the mails of a kind hold, oldest first."""
    rows = await db.rows("SELECT sealed FROM outbox WHERE kind = {} ORDER BY id", kind)
    return [mail.unseal(row["sealed"])[1] for row in rows]


async def press_link(visitor: Visitor) -> httpx.Response:
    """Open the newest confirmation mail's link, press its button, and go where it leads."""
    path = f"/de/link/{(await mailed('review_confirm'))[-1]['token']}"
    answer = await visitor.fill(await visitor.get(path), path)
    return await visitor.follow(await visitor.follow(answer))
