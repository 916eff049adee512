"""Passkeys: added, named and removed; beside the password, alone, and as a fresh proof."""

import datetime as dt
import html
import json
import re

import pytest
from support.authenticator import Authenticator

from resonanz.accounts import jobs, service
from resonanz.kernel import clock, db

from .conftest import PASSWORD, Browser, code_now, last_mail

PAGE = "/de/account/second-factor"
_OPTIONS = re.compile(r'action="([^"]+)"[^>]* data-passkey="([^"]+)"')


async def actions() -> list[str]:
    return [r["action"] for r in await db.rows("SELECT action FROM audit_entry ORDER BY id")]


async def options(browser: Browser, page: str) -> str:
    """What a page's script would hand to the browser."""
    found = _OPTIONS.search((await browser.get(page)).text)
    assert found, page
    return html.unescape(found[2])


async def add(browser: Browser, name: str = "Handy", **traits: bool) -> Authenticator:
    """Set a passkey up as a person would."""
    made = Authenticator(**traits)
    answer = made.make(await options(browser, PAGE))
    done = await browser.post(PAGE + "/passkeys", page=PAGE, answer=answer, name=name)
    assert done.status_code in {200, 303}, done.text
    return made


async def sign_in(browser: Browser, passkey: Authenticator, **more: str) -> int:
    """Sign in by a passkey alone; the status."""
    answer = passkey.sign(await options(browser, "/de/sign-in"))
    return (await browser.post("/de/sign-in/passkey", answer=answer, **more)).status_code


@pytest.fixture
async def passkey(browsers: list[Browser], alex: str) -> Authenticator:
    """Alex's passkey, set up at another browser than the test's first."""
    await browsers[1].sign_in(alex)
    return await add(browsers[1])


async def test_recovery_codes_come_with_the_first_factor_of_either_kind(
    browser: Browser, alex: str
) -> None:
    """TRUST 36, 37."""
    await browser.sign_in(alex)
    before = browser.session
    answer = Authenticator().make(await options(browser, PAGE))
    done = await browser.post(PAGE + "/passkeys", page=PAGE, answer=answer)
    assert done.status_code == 200
    assert len(re.findall(r"<code>([a-z0-9-]+)</code>", done.text)) == 10
    assert browser.session != before
    assert (await last_mail())[2] == {"change": "passkey_added"}
    second = Authenticator().make(await options(browser, PAGE))
    done = await browser.post(PAGE + "/passkeys", page=PAGE, answer=second, name="Schlüssel")
    assert done.headers["location"] == PAGE
    page = (await browser.get(PAGE)).text
    assert "Schlüssel" in page
    assert "noch 10 Ersatzcodes" in page


async def test_a_passkey_signs_in_alone_and_proves_both_factors(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """TRUST 36: the device verified its owner."""
    answer = passkey.sign(await options(browser, "/de/sign-in"))
    done = await browser.post("/de/sign-in/passkey", answer=answer, next="/my/reviews")
    assert (done.status_code, done.headers["location"]) == (303, "/de/my/reviews")
    assert (await browser.get("/de/account")).status_code == 200
    assert (await browser.get(PAGE)).status_code == 200
    assert "sign_in.passkey" in await actions()
    row = await db.row("SELECT sign_count, last_used_at, transports FROM passkey")
    assert row is not None
    assert (row["sign_count"], row["transports"]) == (1, "internal")
    assert row["last_used_at"] is not None


async def test_the_password_alone_is_not_enough_beside_a_passkey(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    half = await browser.sign_in(alex)
    assert half.headers["location"] == "/de/sign-in/code"
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in/code")
    asked = json.loads(await options(browser, "/de/sign-in/code"))
    assert len(asked["allowCredentials"]) == 1
    assert asked["userVerification"] == "required"
    answer = passkey.sign(json.dumps(asked))
    before = browser.session
    done = await browser.post("/de/sign-in/passkey", answer=answer)
    assert done.headers["location"] == "/de/account"
    assert browser.session != before
    assert len(await db.rows("SELECT 1 AS one FROM session")) == 2


async def test_neither_a_link_nor_a_reset_bypasses_a_passkey(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """TRUST 37."""
    token = await service.create_link(alex, "de", "sign_in", {})
    done = await browser.post(f"/de/link/{token}")
    assert done.headers["location"] == "/de/sign-in/code"
    await browser.post("/de/reset", email=alex)
    _, _, context = await last_mail()
    done = await browser.post(
        f"/de/reset/{context['token']}", password="vier wache Dohlen in Bremen"
    )
    assert done.headers["location"] == "/de/sign-in/code"
    assert (await browser.get("/de/account")).headers["location"].startswith("/de/sign-in/code")
    assert await db.rows("SELECT 1 AS one FROM passkey")


async def test_a_recovery_code_replaces_a_lost_passkey(browsers: list[Browser], alex: str) -> None:
    """TRUST 37."""
    here, there = browsers
    await here.sign_in(alex)
    answer = Authenticator().make(await options(here, PAGE))
    done = await here.post(PAGE + "/passkeys", page=PAGE, answer=answer)
    codes = re.findall(r"<code>([a-z0-9-]+)</code>", done.text)
    await there.sign_in(alex)
    assert "Code aus Ihrer App" not in (await there.get("/de/sign-in/code")).text
    refused = await there.post("/de/sign-in/code", code="123456")
    assert refused.status_code == 422
    assert (await there.post("/de/sign-in/code", code=codes[0])).status_code == 303


async def test_an_answer_counts_once(
    browsers: list[Browser], alex: str, passkey: Authenticator
) -> None:
    """A challenge is single-use, also for passkeys that count nothing."""
    here, there = browsers
    synced = await add(there, counts=False)
    for one in (passkey, synced):
        answer = one.sign(await options(here, "/de/sign-in"))
        assert (await here.post("/de/sign-in/passkey", answer=answer)).status_code == 303
        await here.post("/de/sign-out")
        assert (await here.post("/de/sign-in/passkey", answer=answer)).status_code == 422
    stored = await db.rows("SELECT challenge_hash FROM used_challenge")
    assert {len(row["challenge_hash"]) for row in stored} == {64}


async def test_a_challenge_is_over_after_ten_minutes(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    asked = await options(browser, "/de/sign-in")
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        late = await browser.post("/de/sign-in/passkey", answer=passkey.sign(asked))
    assert late.status_code == 422
    assert "gilt hier nicht" in late.text


async def test_a_count_that_does_not_rise_is_refused_and_logged(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """TRUST 45: somebody may have copied the passkey."""
    for _ in range(2):
        assert await sign_in(browser, passkey) == 303
        await browser.post("/de/sign-out")
    passkey.count = 0
    assert await sign_in(browser, passkey) == 422
    row = await db.row(
        "SELECT object_id, detail FROM audit_entry WHERE action = 'sign_in.passkey_count_regressed'"
    )
    assert row is not None
    assert json.loads(row["detail"]) == {"after": 1, "before": 2}
    assert await sign_in(browser, passkey) == 422
    assert await sign_in(browser, passkey) == 303


@pytest.mark.parametrize(
    "fault", ["unverified", "elsewhere", "other site", "other key", "other person"]
)
async def test_what_is_not_the_owners_own_act_is_refused_alike(
    browser: Browser, alex: str, passkey: Authenticator, fault: str
) -> None:
    """The answer never tells whether the passkey is known; the denial is logged (TRUST 45)."""
    if fault == "unverified":
        passkey.verifies = False
    elif fault == "elsewhere":
        passkey.origin = "http://localhost.evil.example"
    elif fault == "other site":
        passkey.host = "evil.example"
    elif fault == "other key":
        passkey.key = Authenticator().key
    elif fault == "other person":
        passkey.handle = b"somebody else"
    assert await sign_in(browser, passkey) == 422
    stranger = Authenticator(host="localhost", handle=b"nobody")
    assert await sign_in(browser, stranger) == 422
    assert not browser.session
    assert (await actions())[-2:] == ["sign_in.passkey_refused"] * 2


@pytest.mark.parametrize("answer", ["", "{}", "null", '{"response": {"clientDataJSON": "e30"}}'])
async def test_nonsense_is_refused(browser: Browser, answer: str) -> None:
    assert (await browser.post("/de/sign-in/passkey", answer=answer)).status_code == 422


async def test_a_challenge_for_one_account_is_not_answered_by_another(
    browsers: list[Browser], alex: str, mira: str
) -> None:
    here, there = browsers
    await there.sign_in(mira)
    await there.post("/de/sign-in/code", code=code_now())
    miras = await add(there, "Mira")
    await here.sign_in(alex)
    await add(here, "Alex")
    await here.post("/de/sign-out")
    await here.sign_in(alex)
    asked = await options(here, "/de/sign-in/code")
    refused = await here.post("/de/sign-in/passkey", answer=miras.sign(asked))
    assert refused.status_code == 422
    assert (await here.get("/de/account")).headers["location"].startswith("/de/sign-in/code")
    await here.get("/de/sign-in/code")
    theirs = Authenticator().make(await options(there, PAGE))
    await here.post("/de/sign-out")
    token = await service.create_link("otto@example.org", "de", "sign_in", {})
    await here.post(f"/de/link/{token}")
    stolen = await here.post(PAGE + "/passkeys", page=PAGE, answer=theirs)
    assert stolen.status_code == 422


async def test_the_sign_in_page_is_the_same_for_everybody_and_asks_nobody(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """No list of passkeys by which an account could be told; without a statement."""
    with db.recording() as statements:
        asked = json.loads(await options(browser, "/de/sign-in"))
    assert not statements
    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"


async def test_a_suspended_account_cannot_sign_in_by_passkey(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    await db.execute("UPDATE account SET suspended_at = created_at")
    assert await sign_in(browser, passkey) == 422


async def test_a_passkey_is_a_fresh_proof(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """TRUST 39."""
    await sign_in(browser, passkey)
    await db.execute(
        "UPDATE session SET authenticated_at = {}", clock.now() - dt.timedelta(minutes=20)
    )
    assert (await browser.get(PAGE)).headers["location"].startswith("/de/sign-in/again")
    asked = await options(browser, "/de/sign-in/again")
    done = await browser.post(
        "/de/sign-in/passkey", answer=passkey.sign(asked), next="/account/second-factor"
    )
    assert done.headers["location"] == PAGE
    assert (await browser.get(PAGE)).status_code == 200


async def test_without_the_passkey_password_and_recovery_code_prove_anew(
    browser: Browser, alex: str
) -> None:
    """TRUST 39: every factor the account has."""
    await browser.sign_in(alex)
    answer = Authenticator().make(await options(browser, PAGE))
    done = await browser.post(PAGE + "/passkeys", page=PAGE, answer=answer)
    codes = re.findall(r"<code>([a-z0-9-]+)</code>", done.text)
    alone = await browser.post("/de/sign-in/again", password=PASSWORD)
    assert alone.status_code == 422
    both = await browser.post("/de/sign-in/again", password=PASSWORD, code=codes[3])
    assert both.headers["location"] == "/de/account"


async def test_a_passkey_is_named_and_removed_by_its_owner_alone(
    browsers: list[Browser], alex: str
) -> None:
    """TRUST 39, 42."""
    here, there = browsers
    await here.sign_in(alex)
    await add(here, "")
    row = await db.row("SELECT public_id, name FROM passkey")
    assert row is not None
    assert row["name"] == "Passkey"
    own = f"{PAGE}/passkeys/{row['public_id']}"
    assert (await here.post(own + "/name", page=own, name="")).status_code == 422
    assert (await here.post(own + "/name", page=own, name="Laptop")).status_code == 303
    assert "Laptop" in (await here.get(own)).text
    token = await service.create_link("otto@example.org", "de", "sign_in", {})
    await there.post(f"/de/link/{token}")
    assert (await there.get(own)).status_code == 404
    for act in ("/name", "/remove"):
        assert (await there.post(own + act, name="x")).status_code == 404
    refused = await here.post(own + "/remove", page=own, password="falsch")
    assert refused.status_code == 422
    done = await here.post(own + "/remove", page=own, password=PASSWORD)
    assert done.headers["location"] == PAGE
    assert (await last_mail())[2] == {"change": "passkey_removed"}
    assert await db.rows("SELECT 1 AS one FROM recovery_code") == []
    assert (await here.sign_in(alex)).headers["location"] == "/de/account"


async def test_the_last_factor_of_who_needs_one_stays(browser: Browser, mira: str) -> None:
    """TRUST 36: either kind can go while the other is there, the last cannot."""
    await browser.sign_in(mira)
    await browser.post("/de/sign-in/code", code=code_now())
    await add(browser)
    gone = await browser.post(PAGE + "/remove", page=PAGE)
    assert gone.status_code == 303
    row = await db.row("SELECT public_id FROM passkey")
    assert row is not None
    own = f"{PAGE}/passkeys/{row['public_id']}"
    assert own + "/remove" not in (await browser.get(own)).text
    refused = await browser.post(own + "/remove", page=own, password=PASSWORD)
    assert refused.status_code == 403
    assert await db.rows("SELECT 1 AS one FROM passkey")


async def test_a_moderator_works_with_a_passkey_alone(browser: Browser) -> None:
    """TRUST 36: a passkey is both factors, so it needs no password beside it."""
    await service.grant_role("milo@example.org", "moderator", "de")
    _, _, context = await last_mail()
    await browser.post(f"/de/link/{context['token']}")
    asked = await browser.get("/de/moderation")
    assert asked.headers["location"].startswith("/de/account/password")
    passkey = await add(browser)
    assert (await browser.get("/de/moderation")).status_code == 200
    await browser.post("/de/sign-out")
    answer = passkey.sign(await options(browser, "/de/sign-in"))
    done = await browser.post("/de/sign-in/passkey", answer=answer)
    assert done.headers["location"] == "/de/moderation"
    assert (await browser.get("/de/moderation")).status_code == 200


async def test_there_is_an_end_to_how_many(browser: Browser, alex: str) -> None:
    await browser.sign_in(alex)
    await add(browser)
    for number in range(19):
        await db.execute(
            "INSERT INTO passkey (public_id, account_id, credential_id, public_key, sign_count,"
            " name, transports, created_at) SELECT {}, account_id, {}, public_key, 0, 'x', '',"
            " created_at FROM passkey WHERE name = 'Handy'",
            str(number),
            str(number).encode(),
        )
    answer = Authenticator().make(await options(browser, PAGE))
    done = await browser.post(PAGE + "/passkeys", page=PAGE, answer=answer)
    assert done.status_code == 409


async def test_answered_challenges_are_forgotten(
    browser: Browser, alex: str, passkey: Authenticator
) -> None:
    """TRUST 33."""
    await sign_in(browser, passkey)
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        await jobs.forget_expired()
    assert await db.rows("SELECT 1 AS one FROM used_challenge") == []
