"""Alex' public review of Olu's agency, for which Rena answers; Fay's agency; browsers of all."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import factories
import pytest
from cast import ALEX, FAY, OLU, RENA
from support.entering import Enter, entering

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network


@dataclass(frozen=True, slots=True)
class Scene:
    """A review, its agency, and Fay's agency; `desk` is the address of the first one's desk."""

    review: str
    agency: AgencyRef
    other: AgencyRef

    @property
    def desk(self) -> str:
        return f"/de/desk/agencies/{self.agency.slug}"


@pytest.fixture(autouse=True)
def _no_remembered_keys() -> None:
    network.forget_keys()


@pytest.fixture
async def enter(settings: Settings, database: db.Engine) -> AsyncIterator[Enter]:
    """Opens a browser in which somebody is signed in, or a visitor's."""
    async with entering(settings) as come:
        yield come


@pytest.fixture
async def scene(enter: Enter) -> Scene:
    agency = await factories.agency()
    other = await factories.agency("Südwind Personal")
    await factories.member(agency, OLU)
    await factories.member(agency, RENA, "responder")
    await factories.member(other, FAY)
    return Scene(await factories.published_review(agency, ALEX), agency, other)


@pytest.fixture
async def agency(enter: Enter) -> AgencyRef:
    """An agency of Olu's alone, without a review."""
    made = await factories.agency()
    await factories.member(made, OLU)
    return made
