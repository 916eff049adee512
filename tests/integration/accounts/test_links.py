"""Mailed links: once, for a while, for one purpose (TRUST 5, 40)."""

import asyncio
import datetime as dt

import pytest

from resonanz.accounts import jobs, service
from resonanz.accounts.service import AddressConfirmed, LinkInvalidError, links
from resonanz.kernel import clock, db, events

from .conftest import Browser

pytestmark = pytest.mark.usefixtures("database")


async def test_a_link_works_once() -> None:
    token = await service.create_link("alex@example.org", "de", "sign_in", {})
    await service.confirm(token)
    with pytest.raises(LinkInvalidError):
        await service.confirm(token)


async def test_of_two_at_the_same_moment_one_wins() -> None:
    token = await service.create_link("alex@example.org", "de", "sign_in", {})
    answers = await asyncio.gather(
        *(service.confirm(token) for _ in range(6)), return_exceptions=True
    )
    assert sum(not isinstance(one, Exception) for one in answers) == 1
    assert all(isinstance(one, service.Confirmed | LinkInvalidError) for one in answers)
    assert len(await db.rows("SELECT 1 AS one FROM session")) == 1


async def test_a_link_ends(browser: Browser) -> None:
    """Used up and too old look alike, and a new one is offered."""
    token = await service.create_link(
        "alex@example.org", "de", "sign_in", {}, dt.timedelta(seconds=-1)
    )
    shown = await browser.get(f"/de/link/{token}")
    assert shown.status_code == 410
    assert "Neuen Link schicken" in shown.text
    assert (await browser.post(f"/de/link/{token}")).status_code == 410
    assert (await browser.get("/de/link/unknown")).status_code == 410


async def test_creating_a_link_is_one_statement_and_keeps_no_secret() -> None:
    with db.recording() as statements:
        token = await service.create_link("Alex@Example.org", "de", "review", {"review": "r1"})
    assert len(statements) == 1
    row = await db.row("SELECT token_hash, email FROM mail_token")
    assert row is not None
    assert token not in row["token_hash"]
    assert row["email"] == "alex@example.org"


async def test_using_a_link_tells_the_subjects_above_in_the_same_transaction() -> None:
    """TRUST 5: only then a review enters the queue."""
    heard: list[AddressConfirmed] = []

    async def listen(event: AddressConfirmed) -> None:
        heard.append(event)

    async def fail(event: AddressConfirmed) -> None:
        raise RuntimeError(event.purpose)

    events.on(AddressConfirmed, listen)
    try:
        token = await service.create_link(
            "alex@example.org", "en", "review", {"review": "r1", "next": "/my/reviews/r1"}
        )
        done = await service.confirm(token)
        (event,) = heard
        assert (event.email, event.language, event.payload["review"]) == (
            "alex@example.org",
            "en",
            "r1",
        )
        assert event.account_id == done.account_id
        assert done.next == "/my/reviews/r1"
        events.on(AddressConfirmed, fail)
        again = await service.create_link("olu@example.org", "en", "review", {})
        with pytest.raises(RuntimeError):
            await service.confirm(again)
        assert (await links.look_at(again)).purpose == "review"
        assert await db.row("SELECT id FROM account WHERE email = 'olu@example.org'") is None
    finally:
        events._handlers[AddressConfirmed].remove(listen)
        if fail in events._handlers[AddressConfirmed]:
            events._handlers[AddressConfirmed].remove(fail)


async def test_the_button_page_words_the_purpose(browser: Browser) -> None:
    for purpose, words in (("review", "prüfen Ihre Bewertung"), ("other", "Fast geschafft")):
        token = await service.create_link("alex@example.org", "de", purpose, {})
        assert words in (await browser.get(f"/de/link/{token}")).text


async def test_a_link_for_a_new_password_does_not_sign_in(browser: Browser) -> None:
    token = await service.create_link("alex@example.org", "de", "reset", {})
    assert (await browser.get(f"/de/link/{token}")).headers["location"] == f"/de/reset/{token}"
    assert (await browser.post(f"/de/link/{token}")).status_code == 410
    assert (await links.look_at(token)).purpose == "reset"


async def test_links_and_sessions_that_are_over_are_deleted() -> None:
    """TRUST 33."""
    token = await service.create_link("alex@example.org", "de", "sign_in", {})
    await service.confirm(token)
    await jobs.forget_expired()
    assert len(await db.rows("SELECT 1 AS one FROM mail_token")) == 1
    assert len(await db.rows("SELECT 1 AS one FROM session")) == 1
    past = clock.now() - dt.timedelta(days=2)
    await db.execute("UPDATE mail_token SET expires_at = {}", past)
    await db.execute("UPDATE session SET expires_at = {}", past)
    await jobs.forget_expired()
    assert await db.rows("SELECT 1 AS one FROM mail_token") == []
    assert await db.rows("SELECT 1 AS one FROM session") == []
