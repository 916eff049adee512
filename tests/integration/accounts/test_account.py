"""The account: sessions, proof anew, address, password, second factor, roles."""

import datetime as dt
import html
import re

import pyotp

from resonanz.accounts import service
from resonanz.accounts.domain import totp_step
from resonanz.kernel import clock, db

from .conftest import PASSWORD, Browser, code_now, last_mail


async def age_proof() -> None:
    """Let the last proof of identity be twenty minutes old."""
    await db.execute(
        "UPDATE session SET authenticated_at = {}", clock.now() - dt.timedelta(minutes=20)
    )


async def session_ids() -> list[str]:
    rows = await db.rows("SELECT public_id FROM session ORDER BY created_at")
    return [row["public_id"] for row in rows]


async def test_visitors_are_asked_to_sign_in_and_come_back(browser: Browser) -> None:
    answer = await browser.get("/de/account/email")
    assert answer.headers["location"] == "/de/sign-in?next=/de/account/email"


async def test_sessions_are_listed_and_can_be_ended(browsers: list[Browser], alex: str) -> None:
    """TRUST 39."""
    here, there = browsers
    await here.sign_in(alex)
    await there.sign_in(alex)
    page = await here.get("/de/account")
    _, other = await session_ids()
    assert page.text.count("/end") == 3
    assert "dieses Gerät" in page.text
    ended = await here.post(f"/de/account/sessions/{other}/end", page="/de/account")
    assert ended.headers["location"] == "/de/account"
    assert (await there.get("/de/account")).status_code == 303
    assert "Die Sitzung ist beendet." in (await here.get("/de/account")).text


async def test_nobody_ends_a_session_of_somebody_else(browsers: list[Browser], alex: str) -> None:
    """TRUST 42: the object is checked, and its existence is not told."""
    here, there = browsers
    await here.sign_in(alex)
    token = await service.create_link("otto@example.org", "de", "sign_in", {})
    await there.post(f"/de/link/{token}")
    first, _ = await session_ids()
    assert (await there.post(f"/de/account/sessions/{first}/end")).status_code == 404
    assert (await there.post("/de/account/sessions/unknown/end")).status_code == 404
    assert (await here.get("/de/account")).status_code == 200


async def test_all_other_sessions_end_at_once(browsers: list[Browser], alex: str) -> None:
    here, there = browsers
    await here.sign_in(alex)
    await there.sign_in(alex)
    await here.post("/de/account/sessions/end-others")
    assert (await there.get("/de/account")).status_code == 303
    assert (await here.get("/de/account")).status_code == 200


async def test_an_idle_session_ends(browser: Browser, alex: str) -> None:
    """TRUST 38."""
    await browser.sign_in(alex)
    await db.execute("UPDATE session SET seen_at = {}", clock.now() - dt.timedelta(days=14))
    assert (await browser.get("/de/account")).status_code == 303


async def test_an_old_proof_is_asked_for_anew(browser: Browser, alex: str) -> None:
    """TRUST 39: before the address, the password or a factor changes."""
    await browser.sign_in(alex)
    await age_proof()
    for path in ("/de/account/email", "/de/account/password", "/de/account/second-factor"):
        answer = await browser.get(path)
        assert answer.headers["location"] == f"/de/sign-in/again?next={path.removeprefix('/de')}"
    before = browser.session
    refused = await browser.post("/de/sign-in/again", password="falsch", next="/account/email")
    assert refused.status_code == 422
    sent = await browser.post("/de/account/email", email="neu@example.org")
    assert sent.headers["location"].startswith("/de/sign-in/again")
    proven = await browser.post("/de/sign-in/again", password=PASSWORD, next="/account/email")
    assert proven.headers["location"] == "/de/account/email"
    assert browser.session != before
    assert (await browser.get("/de/account/email")).status_code == 200


async def test_a_moderator_proves_both_factors_anew(browser: Browser, mira: str) -> None:
    """TRUST 39."""
    await browser.sign_in(mira)
    await browser.post("/de/sign-in/code", code=code_now())
    await age_proof()
    used = await browser.post("/de/sign-in/again", password=PASSWORD, code=code_now())
    assert used.status_code == 422
    fresh = await browser.post("/de/sign-in/again", password=PASSWORD, code=code_now(1))
    assert fresh.headers["location"] == "/de/moderation"


async def test_without_a_password_a_new_link_proves_who_is_there(browser: Browser) -> None:
    token = await service.create_link("link@example.org", "de", "sign_in", {})
    await browser.post(f"/de/link/{token}")
    await age_proof()
    sent = await browser.post("/de/sign-in/again", next="/account/email")
    assert sent.headers["location"] == "/de/sign-in/sent"
    _, _, context = await last_mail()
    done = await browser.post(f"/de/link/{context['token']}")
    assert done.headers["location"] == "/de/account/email"
    assert (await browser.get("/de/account/email")).status_code == 200


async def test_a_new_address_counts_once_it_is_confirmed(
    browsers: list[Browser], alex: str
) -> None:
    here, there = browsers
    await here.sign_in(alex)
    await here.post("/de/account/email", email="neu@example.org")
    kind, to, context = await last_mail()
    assert (kind, to) == ("email_change", "neu@example.org")
    assert alex in (await here.get("/de/account")).text
    await there.post(f"/de/link/{context['token']}")
    assert "neu@example.org" in (await there.get("/de/account")).text
    kind, to, context = await last_mail()
    assert (kind, to, context) == ("account_changed", alex, {"change": "email"})
    assert (await here.get("/de/account")).status_code == 303


async def test_an_address_that_is_taken_is_not_given_away(
    browser: Browser, alex: str, mira: str
) -> None:
    await browser.sign_in(alex)
    answer = await browser.post("/de/account/email", email=mira)
    assert answer.headers["location"] == "/de/account"
    kind, to, _ = await last_mail()
    assert (kind, to) == ("sign_in", mira)


async def test_a_new_password_ends_all_other_sessions(browsers: list[Browser], alex: str) -> None:
    here, there = browsers
    await here.sign_in(alex)
    await there.sign_in(alex)
    await here.post("/de/account/password", password="vier wache Dohlen in Bremen")
    assert (await there.get("/de/account")).status_code == 303
    assert (await there.sign_in(alex)).status_code == 422
    assert (await last_mail())[2] == {"change": "password"}


async def test_a_password_can_be_given_up(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    await browser.post("/de/account/password/remove")
    assert (await browser.sign_in(alex)).status_code == 422


async def test_a_reset_changes_the_password_once(browsers: list[Browser], alex: str) -> None:
    here, there = browsers
    await there.sign_in(alex)
    await here.post("/de/reset", email=alex)
    kind, _, context = await last_mail()
    assert kind == "reset"
    path = f"/de/reset/{context['token']}"
    assert (await here.get(path)).status_code == 200
    weak = await here.post(path, password="passwordpassword")
    assert weak.status_code == 422
    done = await here.post(path, password="vier wache Dohlen in Bremen")
    assert done.headers["location"] == "/de/account"
    assert (await here.get("/de/account")).text.count("Ihr neues Passwort gilt.") == 1
    assert (await there.get("/de/account")).status_code == 303
    assert (await here.post(path, password="fünf satte Elstern im Harz")).status_code == 410
    assert (await here.get(path)).status_code == 410


async def test_a_reset_does_not_bypass_the_second_factor(browser: Browser, mira: str) -> None:
    """TRUST 37."""
    await browser.post("/de/reset", email=mira)
    _, _, context = await last_mail()
    done = await browser.post(
        f"/de/reset/{context['token']}", password="vier wache Dohlen in Bremen"
    )
    assert done.headers["location"] == "/de/sign-in/code"
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in/code")
    row = await db.row("SELECT totp_sealed FROM account")
    assert row is not None
    assert row["totp_sealed"] is not None


async def enrol(browser: Browser) -> list[str]:
    """Set the second factor up as a person would; the recovery codes."""
    page = await browser.get("/de/account/second-factor")
    assert "<svg" in page.text
    assert "style=" not in page.text
    offer = re.search(r'name="offer" value="([^"]+)"', page.text)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert offer
    assert secret
    code = pyotp.TOTP(secret[1].replace(" ", "")).generate_otp(totp_step(clock.now()))
    wrong = await browser.post("/de/account/second-factor", offer=offer[1], code="000000")
    assert wrong.status_code == 422
    assert secret[1] in wrong.text
    done = await browser.post("/de/account/second-factor", offer=offer[1], code=code)
    assert done.status_code == 200
    return [html.unescape(one) for one in re.findall(r"<code>([a-z0-9-]+)</code>", done.text)]


async def test_an_invited_moderator_sets_password_and_second_factor_first(
    browser: Browser,
) -> None:
    """TRUST 36: until then no page of moderators opens."""
    assert await service.grant_role("milo@example.org", "moderator", "de")
    assert not await service.grant_role("milo@example.org", "moderator", "de")
    kind, to, context = await last_mail()
    assert (kind, to) == ("invitation", "milo@example.org")
    done = await browser.post(f"/de/link/{context['token']}")
    assert done.headers["location"] == "/de/moderation"
    await browser.post("/de/account/password", password=PASSWORD)
    before = browser.session
    codes = await enrol(browser)
    assert len(codes) == 10
    assert browser.session != before
    rows = await db.rows("SELECT action FROM audit_entry ORDER BY id")
    assert [r["action"] for r in rows] == [
        "role.granted",
        "role.granted",
        "sign_in.link",
        "account.password_set",
        "account.second_factor_set",
    ]
    removed = await browser.post("/de/account/second-factor/remove", password=PASSWORD)
    assert removed.status_code == 403
    assert (await browser.post("/de/account/password/remove")).status_code == 403


async def test_a_recovery_code_works_once_and_is_kept_hashed(
    browsers: list[Browser], alex: str
) -> None:
    """TRUST 37."""
    here, there = browsers
    await here.sign_in(alex)
    codes = await enrol(here)
    stored = {r["code_hash"] for r in await db.rows("SELECT code_hash FROM recovery_code")}
    assert not stored & set(codes)
    await there.sign_in(alex)
    assert (await there.post("/de/sign-in/code", code=codes[0].upper())).status_code == 303
    assert (await last_mail())[2] == {"change": "recovery_code_used"}
    assert "noch 9 Ersatzcodes" in (await there.get("/de/account/second-factor")).text
    await there.sign_in(alex)
    assert (await there.post("/de/sign-in/code", code=codes[0])).status_code == 422


async def test_a_candidate_may_remove_the_second_factor(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    await enrol(browser)
    wrong = await browser.post("/de/account/second-factor/remove", password="falsch")
    assert wrong.status_code == 422
    done = await browser.post("/de/account/second-factor/remove", password=PASSWORD)
    assert done.headers["location"] == "/de/account"
    assert (await browser.sign_in(alex)).headers["location"] == "/de/account"


async def test_an_offer_made_to_somebody_else_is_not_taken(
    browsers: list[Browser], alex: str
) -> None:
    here, there = browsers
    await here.sign_in(alex)
    token = await service.create_link("otto@example.org", "de", "sign_in", {})
    await there.post(f"/de/link/{token}")
    page = await there.get("/de/account/second-factor")
    offer = re.search(r'name="offer" value="([^"]+)"', page.text)
    assert offer
    for sealed in (offer[1], "00", "kein hex"):
        answer = await here.post("/de/account/second-factor", offer=sealed, code="123456")
        assert answer.status_code == 422


async def test_the_language_of_mails_is_chosen(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    await browser.post("/de/account/language", language="es")
    row = await db.row("SELECT language FROM account")
    assert row is not None
    assert row["language"] == "es"
    await browser.post("/de/account/language", language="xx")
    assert (await browser.get("/de/account")).status_code == 200


async def test_a_role_can_be_taken_away(browser: Browser, mira: str) -> None:
    assert await service.revoke_role(mira, "moderator")
    assert not await service.revoke_role("nobody@example.org", "moderator")
    await browser.sign_in(mira)
    done = await browser.post("/de/sign-in/code", code=code_now())
    assert done.headers["location"] == "/de/account"


async def test_pages_of_accounts_are_never_stored(browser: Browser, alex: str) -> None:
    """TRUST 46."""
    await browser.sign_in(alex)
    for path in ("/de/account", "/de/account/email", "/en/account/password", "/es/reset"):
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
