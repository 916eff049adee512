"""Who may enter a page of moderators, of admins, or one that wants a fresh proof."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest
from litestar import get
from support.browsing import browse

from resonanz.accounts import guards, service
from resonanz.accounts.service import demo
from resonanz.app import PAGES, create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings

from .conftest import PASSWORD, SECRET, Browser, code_now


@get("/try/moderator", guards=[guards.moderator])
async def for_moderators() -> str:
    return "queue"


@get("/try/admin", guards=[guards.admin])
async def for_admins() -> str:
    return "settings"


@get("/try/recent", guards=[guards.recently_authenticated])
async def for_recent() -> str:
    return "recent"


@pytest.fixture
async def browser(settings: Settings, database: db.Engine) -> AsyncIterator[Browser]:
    app = create_app(settings, pages=[*PAGES, for_moderators, for_admins, for_recent])
    async with browse(app) as client:
        yield Browser(client)


async def test_a_moderator_enters_with_both_factors_only(browser: Browser, mira: str) -> None:
    """TRUST 36, 42."""
    asked = await browser.get("/de/try/moderator")
    assert asked.headers["location"] == "/de/sign-in?next=/de/try/moderator"
    await browser.sign_in(mira)
    half = await browser.get("/de/try/moderator")
    assert half.headers["location"] == "/de/sign-in/code?next=/try/moderator"
    done = await browser.post("/de/sign-in/code", code=code_now(), next="/try/moderator")
    assert done.headers["location"] == "/de/try/moderator"
    assert (await browser.get("/de/try/moderator")).text == "queue"
    assert (await browser.get("/de/try/admin")).status_code == 403


async def test_a_candidate_is_refused_and_the_denial_is_logged(browser: Browser, alex: str) -> None:
    """TRUST 42, 45."""
    await browser.sign_in(alex)
    assert (await browser.get("/de/try/moderator")).status_code == 403
    row = await db.row("SELECT detail FROM audit_entry WHERE action = 'access.denied'")
    assert row is not None
    assert "/try/moderator" in row["detail"]


async def test_the_invited_are_led_to_password_and_second_factor(browser: Browser) -> None:
    """TRUST 36."""
    await service.grant_role("milo@example.org", "moderator")
    token = await service.create_link("milo@example.org", "de", "sign_in", {})
    await browser.post(f"/de/link/{token}")
    first = await browser.get("/de/try/moderator")
    assert first.headers["location"] == "/de/account/password?next=/try/moderator"
    await browser.post("/de/account/password", password=PASSWORD)
    then = await browser.get("/de/try/moderator")
    assert then.headers["location"] == "/de/account/second-factor?next=/try/moderator"


async def test_a_role_that_is_granted_shortens_the_session_at_once(
    browser: Browser, alex: str
) -> None:
    """TRUST 38."""
    await browser.sign_in(alex)
    await db.execute("UPDATE session SET seen_at = {}", clock.now() - dt.timedelta(hours=1))
    await service.grant_role(alex, "moderator")
    answer = await browser.get("/de/try/moderator")
    assert answer.headers["location"].startswith("/de/sign-in?next=")


async def test_an_admin_enters_both(browser: Browser, settings: Settings) -> None:
    await demo.create_account(settings, "ada@example.org", PASSWORD, "de", "admin", SECRET)
    await browser.sign_in("ada@example.org")
    await browser.post("/de/sign-in/code", code=code_now())
    assert (await browser.get("/de/try/admin")).text == "settings"
    assert (await browser.get("/de/try/moderator")).text == "queue"


async def test_a_fresh_proof_lasts_fifteen_minutes(browser: Browser, alex: str) -> None:
    """TRUST 39."""
    await browser.sign_in(alex)
    assert (await browser.get("/de/try/recent")).text == "recent"
    old = clock.now() - dt.timedelta(minutes=16)
    await db.execute("UPDATE session SET authenticated_at = {}", old)
    answer = await browser.get("/de/try/recent?page=2")
    assert answer.headers["location"] == "/de/sign-in/again?next=/try/recent%3Fpage%3D2"


async def test_a_guard_costs_one_statement(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    with db.recording() as statements:
        await browser.get("/de/try/recent")
    assert len(statements) == 1
