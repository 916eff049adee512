"""An agency with a code, its owner signed in, and a clock that the tests set."""

import datetime as dt

import factories
import pytest
from cast import OLU

from resonanz import wiring
from resonanz.accounts import service as accounts
from resonanz.accounts.service import SignedIn, sessions
from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
"""A Wednesday."""


@pytest.fixture(autouse=True)
def _installed(settings: Settings) -> None:
    settings_module.use(settings)
    wiring.register()


@pytest.fixture
async def agency(database: db.Engine) -> AgencyRef:
    """An agency that invites its candidates."""
    made = await factories.agency()
    await invites.begin(made, "olu", NOW)
    return made


@pytest.fixture
async def olu(agency: AgencyRef) -> SignedIn:
    """Its owner."""
    await factories.member(agency, OLU)
    link = await accounts.create_link(OLU.email, "de", "sign_in", {})
    loaded = await sessions.load((await accounts.confirm(link)).session.token)
    assert loaded is not None
    return loaded.signed_in
