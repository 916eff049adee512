"""Signing up and in: by link, by password, with a second factor."""

import dataclasses

import pytest
from argon2 import PasswordHasher

from resonanz.accounts import service
from resonanz.accounts.service import demo, hashing, passwords
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError
from resonanz.kernel.settings import Settings

from .conftest import PASSWORD, SECRET, Browser, code_now, last_mail


async def actions() -> list[str]:
    return [r["action"] for r in await db.rows("SELECT action FROM audit_entry ORDER BY id")]


async def test_a_newcomer_signs_up_by_link(browser: Browser) -> None:
    asked = await browser.post("/de/sign-up", email="Neu@Example.org", way="link")
    assert (asked.status_code, asked.headers["location"]) == (303, "/de/sign-in/sent")
    kind, to, context = await last_mail()
    assert (kind, to) == ("sign_up", "Neu@example.org")
    assert await db.rows("SELECT id FROM account") == []
    link = f"/de/link/{context['token']}"
    shown = await browser.get(link)
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert "neu@example.org" in shown.text
    done = await browser.post(link, page=link)
    assert (done.status_code, done.headers["location"]) == (303, "/de/account")
    assert "neu@example.org" in (await browser.get("/de/account")).text


async def test_opening_a_link_changes_nothing(browser: Browser) -> None:
    """TRUST 40: mail scanners open links."""
    token = await service.create_link("neu@example.org", "de", "sign_in", {})
    for _ in range(3):
        assert (await browser.get(f"/de/link/{token}")).status_code == 200
    assert browser.session is None
    assert await db.rows("SELECT id FROM account") == []
    row = await db.row("SELECT used_at FROM mail_token")
    assert row is not None
    assert row["used_at"] is None


async def test_who_wants_a_password_chooses_it_after_the_address_is_confirmed(
    browser: Browser,
) -> None:
    """Nobody can lay a password of theirs on somebody else's address."""
    await browser.post(
        "/de/sign-up", email="neu@example.org", way="password", next="/de/my/reviews"
    )
    _, _, context = await last_mail()
    done = await browser.post(f"/de/link/{context['token']}")
    assert done.headers["location"] == "/de/account/password?next=/my/reviews"
    page = "/de/account/password?next=/my/reviews"
    short = await browser.post(
        "/de/account/password", page=page, password="kurz", next="/my/reviews"
    )
    assert short.status_code == 422
    assert "mindestens 15 Zeichen" in short.text
    assert 'value="kurz"' not in short.text
    saved = await browser.post(
        "/de/account/password", page=page, password=PASSWORD, next="/my/reviews"
    )
    assert (saved.status_code, saved.headers["location"]) == (303, "/de/my/reviews")
    assert (await browser.sign_in("neu@example.org")).status_code == 303


async def test_a_candidate_signs_in_by_password(browser: Browser, alex: str) -> None:
    done = await browser.sign_in(alex.upper(), next="/en/my/reviews")
    assert (done.status_code, done.headers["location"]) == (303, "/de/my/reviews")
    cookie = next(c for c in done.headers.get_list("set-cookie") if c.startswith("session="))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "sign_in.password" in await actions()


async def test_a_wrong_password_is_refused_and_what_was_typed_stays(
    browser: Browser, alex: str
) -> None:
    """TRUST 45: the denial is logged, without the password."""
    refused = await browser.sign_in(alex, "nicht das richtige")
    assert refused.status_code == 422
    assert f'value="{alex}"' in refused.text
    assert "nicht das richtige" not in refused.text
    assert browser.session is None
    assert await actions() == ["sign_in.refused"]


async def test_sign_in_by_link_leads_where_one_wanted(browser: Browser, alex: str) -> None:
    await browser.post("/de/sign-in", email=alex, way="link", next="/my/reviews")
    kind, to, context = await last_mail()
    assert (kind, to) == ("sign_in", alex)
    done = await browser.post(f"/de/link/{context['token']}")
    assert done.headers["location"] == "/de/my/reviews"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_signing_in_never_leads_to_another_site(
    browser: Browser, alex: str, target: str
) -> None:
    done = await browser.sign_in(alex, next=target)
    assert done.headers["location"] == "/de/account"


async def test_who_is_signed_in_is_not_asked_again(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    assert (await browser.get("/de/sign-in")).headers["location"] == "/de/account"
    onward = await browser.get("/de/sign-in?next=/de/my/reviews")
    assert onward.headers["location"] == "/de/my/reviews"


async def test_a_moderator_needs_the_code_and_lands_on_the_queue(
    browser: Browser, mira: str
) -> None:
    """TRUST 36."""
    half = await browser.sign_in(mira)
    assert half.headers["location"] == "/de/sign-in/code"
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in/code")
    wrong = await browser.post("/de/sign-in/code", code="000000")
    assert wrong.status_code == 422
    done = await browser.post("/de/sign-in/code", code=code_now())
    assert (done.status_code, done.headers["location"]) == (303, "/de/moderation")
    assert (await browser.get("/de/account")).status_code == 200
    assert "sign_in.code_refused" in await actions()


async def test_a_code_works_once(browsers: list[Browser], mira: str) -> None:
    """TRUST 37."""
    code = code_now()
    for browser, status in zip(browsers, (303, 422), strict=True):
        await browser.sign_in(mira)
        assert (await browser.post("/de/sign-in/code", code=code)).status_code == status


async def test_a_link_by_mail_does_not_bypass_the_second_factor(
    browser: Browser, mira: str
) -> None:
    """TRUST 37."""
    await browser.post("/de/sign-in", email=mira, way="link")
    _, _, context = await last_mail()
    done = await browser.post(f"/de/link/{context['token']}")
    assert done.headers["location"] == "/de/sign-in/code"
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in/code")


async def test_the_session_s_secret_changes_at_each_step(browser: Browser, mira: str) -> None:
    """TRUST 38: nobody can plant a session, and each proof gives a new secret."""
    browser.client.cookies.set("session", "chosen-by-an-attacker", domain="localhost.local")
    await browser.sign_in(mira)
    first = browser.session
    await browser.post("/de/sign-in/code", code=code_now())
    second = browser.session
    assert len({first, second, "chosen-by-an-attacker"}) == 3
    hashes = [r["id_hash"] for r in await db.rows("SELECT id_hash FROM session")]
    assert len(hashes) == 1
    assert second not in hashes
    browser.client.cookies.clear()
    browser.client.cookies.set("session", first or "", domain="localhost.local")
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in")


async def test_signing_in_again_ends_the_browser_s_earlier_session(
    browser: Browser, alex: str
) -> None:
    await browser.sign_in(alex)
    await browser.sign_in(alex)
    assert len(await db.rows("SELECT 1 AS one FROM session")) == 1


async def test_signing_out_ends_the_session_in_the_database_too(
    browser: Browser, alex: str
) -> None:
    await browser.sign_in(alex)
    secret = browser.session
    assert (await browser.get("/de/sign-out")).status_code == 405
    await browser.post("/de/sign-out")
    assert not browser.session
    browser.client.cookies.set("session", secret or "", domain="localhost.local")
    assert (await browser.get("/de/account")).status_code == 303


async def test_a_weak_hash_is_replaced_at_sign_in(browser: Browser, alex: str) -> None:
    """TRUST 35."""
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    await db.execute("UPDATE account SET password_hash = {}", weak)
    assert (await browser.sign_in(alex)).status_code == 303
    row = await db.row("SELECT password_hash FROM account")
    assert row is not None
    assert not hashing.is_outdated(row["password_hash"])


async def test_a_suspended_account_cannot_sign_in(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    await db.execute("UPDATE account SET suspended_at = created_at")
    assert (await browser.get("/de/account")).status_code == 303
    assert (await browser.sign_in(alex)).status_code == 422
    token = await service.create_link(alex, "de", "sign_in", {})
    assert (await browser.post(f"/de/link/{token}")).status_code == 410


async def test_a_visitor_s_cookie_costs_one_statement_and_none_costs_nothing(
    browser: Browser, alex: str
) -> None:
    await browser.sign_in(alex)
    with db.recording() as statements:
        await browser.get("/de/sign-in")
    assert len(statements) == 1
    browser.client.cookies.clear()
    with db.recording() as statements:
        await browser.get("/de/sign-in")
    assert not statements


async def test_the_demo_shows_codes_that_work_and_production_does_not(
    browser: Browser, mira: str, settings: Settings
) -> None:
    for _ in range(2):
        (shown,) = await demo.current_codes(settings, [mira, "nobody@example.org"])
        await browser.sign_in(mira)
        done = await browser.post("/de/sign-in/code", code=shown.code)
        assert done.status_code == 303
        browser.client.cookies.delete("session")
    production = dataclasses.replace(settings, mode="production")
    with pytest.raises(ForbiddenError):
        await demo.current_codes(production, [mira])
    with pytest.raises(ForbiddenError):
        await demo.create_account(production, mira, PASSWORD, "de", None, SECRET)


async def test_an_account_without_a_password_is_refused_by_password(browser: Browser) -> None:
    await service.ensure_account("link@example.org", "de")
    with pytest.raises(passwords.SignInRefusedError):
        await passwords.sign_in("link@example.org", "", "")
    assert (await browser.sign_in("link@example.org")).status_code == 422
