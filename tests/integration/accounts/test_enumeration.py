"""No answer tells whether an address has an account: not by text, status, cookie or work."""

import re

import pytest

from resonanz.accounts.service import hashing
from resonanz.kernel import db

from .conftest import Browser, last_mail

FORMS = {
    "sign up": ("/de/sign-up", {"way": "link"}),
    "link": ("/de/sign-in", {"way": "link"}),
    "password": ("/de/sign-in", {"way": "password", "password": "nicht das richtige Wort"}),
    "reset": ("/de/reset", {}),
}


def plain(text: str, email: str) -> str:
    text = re.sub(r'name="_csrf" value="[^"]+"|data-passkey="[^"]+"', "", text)
    return text.replace(email, "…")


@pytest.mark.parametrize("form", FORMS)
async def test_known_and_unknown_addresses_get_the_same_answer(
    form: str, browsers: list[Browser], alex: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same status, text, cookies, number of statements and hashing work."""
    path, fields = FORMS[form]
    hashed: list[str] = []
    verify = hashing._verify

    def counted(stored: str, password: str) -> bool:
        hashed.append(stored.rsplit("$", 2)[0])
        return verify(stored, password)

    monkeypatch.setattr(hashing, "_verify", counted)
    # The day's network key is fetched once in a process.
    await browsers[0].post("/de/reset", email="otto@example.org")
    seen = []
    for browser, email in zip(browsers, (alex, "nobody@example.org"), strict=True):
        await browser.get("/de/reset")
        await browser.post("/de/sign-in", email="", way="link")
        hashed.clear()
        with db.recording() as statements:
            answer = await browser.post(path, email=email, **fields)
        shapes = [s.split(" ", 2)[0] for s in map(str, statements)]
        cookies = sorted(browser.client.cookies.keys())
        seen.append(
            (
                answer.status_code,
                answer.headers.get("location"),
                plain(answer.text, email),
                cookies,
                shapes,
                list(hashed),
            )
        )
    assert seen[0] == seen[1]


async def test_an_existing_address_that_signs_up_again_gets_a_link_to_sign_in(
    browser: Browser, alex: str
) -> None:
    await browser.post("/de/sign-up", email=alex, way="link")
    assert (await last_mail())[0] == "sign_in"


async def test_a_reset_for_an_unknown_address_offers_an_account(browser: Browser) -> None:
    await browser.post("/de/reset", email="nobody@example.org")
    assert (await last_mail())[0] == "sign_up"


async def test_too_many_attempts_are_refused_but_the_link_stays_open(
    browser: Browser, alex: str
) -> None:
    """TRUST 43: a stranger cannot lock an account out."""
    answers = [(await browser.sign_in(alex, "falsch")).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    link = await browser.post("/de/sign-in", email=alex, way="link")
    assert link.status_code == 303
    _, _, context = await last_mail()
    assert (await browser.post(f"/de/link/{context['token']}")).status_code == 303
