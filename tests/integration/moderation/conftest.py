"""Moderators Mira and Milo, candidate Alex, and reviews that wait for their check."""

import datetime as dt
import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from support.browsing import browse

from resonanz.accounts.queries import accounts
from resonanz.accounts.service import demo, sessions
from resonanz.agencies import service as agencies
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.i18n import use_language
from resonanz.kernel.settings import Settings
from resonanz.moderation.service import Moderator
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Role, Wait
from resonanz.reviews.service import Submission
from resonanz.scoring.domain.ledger import Answer, Criterion, LedgerLine, Stage
from resonanz.web import network

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
PASSWORD = "drei müde Kraniche über Husum"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TEXT = "Nach dem Zweitgespräch kam nichts mehr, und niemand ging ans Telefon."
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')

Queue = Callable[..., Awaitable[str]]


@pytest.fixture(autouse=True)
def _fresh_process(settings: Settings) -> None:
    network.forget_keys()
    settings_module.use(settings)


@pytest.fixture
async def agency(database: db.Engine) -> int:
    """A listed agency."""
    agency_id = await agencies.propose("Nordlicht Personal", "DE", "Hamburg", None, NOW)
    await agencies.accept_proposal(agency_id)
    return agency_id


async def _moderator(settings: Settings, email: str) -> Moderator:
    account_id = await demo.create_account(settings, email, PASSWORD, "de", "moderator", SECRET)
    account = await accounts.by_id(account_id)
    assert account is not None
    return Moderator(account.id, account.public_id)


@pytest.fixture
async def mira(settings: Settings, database: db.Engine) -> Moderator:
    return await _moderator(settings, "mira@example.org")


@pytest.fixture
async def milo(settings: Settings, database: db.Engine) -> Moderator:
    return await _moderator(settings, "milo@example.org")


@pytest.fixture
async def queue_review(settings: Settings, agency: int) -> Queue:
    """Hands in a review by a new candidate, ready for its check; returns its public id."""
    numbers = itertools.count(1)

    async def hand_in(
        *,
        by: int | None = None,
        email: str = "",
        at: dt.datetime = NOW,
        stars: int = 3,
        text: str = TEXT,
        language: str = "de",
        form_language: Any = "de",
        agency_id: int = agency,
    ) -> str:
        email = email or f"alex{next(numbers)}@example.org"
        if by is None:
            by = await demo.create_account(settings, email, PASSWORD, "de")
        token = await reviews.save_draft(None, {}, at)
        with use_language(form_language):
            return await reviews.submit(
                draft_token=token,
                submission=replace(SUBMISSION, text=text, language=language, ratings=rated(stars)),
                agency_id=agency_id,
                email=email,
                account_id=by,
                now=at,
            )

    return hand_in


def rated(stars: int) -> dict[Criterion, int]:
    """Four criteria with the same stars."""
    four = (Criterion.FEEDBACK, Criterion.RESPECT, Criterion.HONESTY, Criterion.AVAILABILITY)
    return dict.fromkeys(four, stars)


SUBMISSION = Submission(
    role=Role.APPLICANT,
    month="2026-10",
    last_stage=Stage.FIRST_INTERVIEW,
    job_field=None,
    remote=None,
    place=None,
    lines=(LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING),),
    ratings=rated(3),
    text=TEXT,
    coarse=False,
    wait=Wait.NONE,
    language="de",
)


@dataclass(frozen=True, slots=True)
class Browser:
    """A person's browser; forms carry the token of the page they stand on."""

    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def post(self, path: str, page: str = "/de/moderation", **fields: str) -> httpx.Response:
        token = _CSRF.search((await self.client.get(page)).text)
        assert token
        return await self.client.post(path, data={"_csrf": token[1], **fields})


Enter = Callable[[Moderator | None], Awaitable[Browser]]


@pytest.fixture
async def enter(settings: Settings, database: db.Engine) -> AsyncIterator[Enter]:
    """Opens a browser in which a moderator is signed in with both factors, or a visitor's."""
    app = create_app(settings)
    async with AsyncExitStack() as stack:

        async def come(who: Moderator | None) -> Browser:
            client = await stack.enter_async_context(browse(app))
            if who is not None:
                client.cookies.set("session", await _session(who), domain="localhost.local")
            return Browser(client)

        yield come


async def _session(who: Moderator) -> str:
    account = await accounts.by_id(who.account_id)
    assert account is not None
    now = clock.now()
    opened = await sessions.open_session(account, "a test", now)
    loaded = await sessions.load(opened.token)
    assert loaded is not None
    proven = await sessions.rotate(
        opened.token, loaded.signed_in, now, second_factor_at=now, fresh=True
    )
    return proven.token
