"""A site with wiring, an agency, and its owner Olu."""

import datetime as dt
from dataclasses import dataclass

import factories
import pytest
from cast import OLU, Person

from resonanz import wiring
from resonanz.accounts.queries import accounts
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
"""A Wednesday."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody's account."""

    id: int
    public_id: str


@pytest.fixture(autouse=True)
def _installed(settings: Settings) -> None:
    settings_module.use(settings)
    wiring.register()


@pytest.fixture
async def agency(database: db.Engine) -> AgencyRef:
    return await factories.agency()


@pytest.fixture
async def olu(agency: AgencyRef) -> Known:
    await factories.member(agency, OLU)
    return await known(OLU)


async def known(person: Person) -> Known:
    found = await accounts.by_id(await factories.account(person))
    assert found is not None
    return Known(found.id, found.public_id)
