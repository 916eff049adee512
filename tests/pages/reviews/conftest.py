"""A site to write reviews on, and what a candidate fills in."""

from collections.abc import AsyncIterator

import factories
import pytest
from support.browsing import browse
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef
from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
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
