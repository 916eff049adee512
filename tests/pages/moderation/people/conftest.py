"""Alex' public review of Olu's agency, a second agency, and browsers of everybody."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import factories
import pytest
from cast import ALEX, MIRA, OLU, OTTO, Person
from support.entering import Enter, entering

from resonanz.accounts.queries import accounts
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.moderation.service import AgencyMember, Moderator
from resonanz.web import network

RIVAL = Person("Ria", owner=True)
"""Owns another agency."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A review, its agency, and another agency."""

    review: str
    agency: AgencyRef
    other: AgencyRef


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
    """Olu owns the reviewed agency, Ria another one; Otto owns nothing."""
    agency = await factories.agency()
    other = await factories.agency("Südwind Personal")
    await factories.member(agency, OLU)
    await factories.member(other, RIVAL)
    await factories.account(OTTO)
    return Scene(await factories.published_review(agency, ALEX), agency, other)


async def acting(person: Person) -> AgencyMember:
    """Somebody as a member of an agency."""
    account = await accounts.by_id(await factories.account(person))
    assert account is not None
    return AgencyMember(account.id, account.public_id, account.email, person.language)


async def mira() -> Moderator:
    """The moderator, who needs no page here."""
    found = await accounts.by_id(await factories.account(MIRA))
    assert found is not None
    return Moderator(found.id, found.public_id)


async def disputed(scene: Scene) -> str:
    """Olu disputes the review without a reason; the case's number."""
    olu = await acting(OLU)
    receipt = await moderation.dispute(scene.review, olu, NoticeGround.NO_CONTACT, "", clock.now())
    return receipt.number


async def heard(scene: Scene) -> str:
    """A dispute whose author is asked; the case's number."""
    number = await disputed(scene)
    who = await mira()
    await moderation.claim_case(number, who, clock.now())
    assert await moderation.open_hearing(number, who, "", clock.now())
    return number


async def forward(number: str) -> None:
    """Mira passes on what the author released."""
    who = await mira()
    await moderation.claim_case(number, who, clock.now())
    await moderation.forward(number, who, "", clock.now())
