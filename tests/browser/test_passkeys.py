"""Passkeys with a virtual authenticator: set up, signed in by, and what is there without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, CDPSession, expect
from support.browser import visit
from support.walk import MIRA, Walk, link_for, sign_in

pytestmark = pytest.mark.browser

ALEX = "alex@demo.example"
PAGE = "/account/second-factor"


@contextmanager
def with_authenticator(
    browser: Browser, site: str, *, width: int = 390
) -> Iterator[tuple[Walk, CDPSession, str]]:
    """A visit whose device keeps passkeys and knows its owner; the authenticator's id."""
    with visit(browser, site, width=width) as made:
        session = made.context.new_cdp_session(made.page)
        session.send("WebAuthn.enable")
        added = session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        yield Walk(made, "de"), session, added["authenticatorId"]


def button(walk: Walk, action: str) -> None:
    walk.page.locator(f"form[action$='{action}'] .form-actions .button").click()


def test_a_passkey_is_set_up_and_signs_in_alone_and_as_second_factor(
    browser: Browser, site: str
) -> None:
    with with_authenticator(browser, site) as (walk, session, authenticator):
        page = walk.page
        sign_in(walk, ALEX, PAGE)
        walk.arrive(PAGE)
        expect(page.locator("[data-passkey-missing]")).to_be_hidden()
        page.locator('input[name="name"]').fill("Prüfgerät")
        button(walk, "/passkeys")
        expect(page.locator("main li code")).to_have_count(10)
        walk.look()
        page.locator("main .button").click()
        walk.open(PAGE)
        expect(page.locator("main")).to_contain_text("Prüfgerät")

        walk.open("/account")
        page.locator("form[action$='/sign-out'] .button").click()
        walk.arrive("/sign-in")
        button(walk, "/sign-in/passkey")
        walk.arrive("/account")

        page.locator("form[action$='/sign-out'] .button").click()
        walk.arrive("/sign-in")
        sign_in(walk, ALEX, PAGE)
        walk.arrive("/sign-in/code.*")
        button(walk, "/sign-in/passkey")
        walk.arrive(PAGE)

        walk.open("/sign-in/again?next=" + PAGE)
        button(walk, "/sign-in/passkey")
        walk.arrive(PAGE)
        page.locator(f"main a[href*='{PAGE}/passkeys/']").click()
        walk.arrive(PAGE + "/passkeys/[^/]+")

        # Whose finger the device does not know is told kindly and can try again.
        unknown = {"authenticatorId": authenticator, "isUserVerified": False}
        session.send("WebAuthn.setUserVerified", unknown)
        walk.open("/account")
        page.locator("form[action$='/sign-out'] .button").click()
        walk.arrive("/sign-in")
        button(walk, "/sign-in/passkey")
        expect(page.locator("[data-passkey-failed]")).to_be_visible()
        walk.look()
        expect(page.locator("#f-passkey")).not_to_have_attribute("aria-busy", "true")


def test_without_javascript_the_app_is_offered(browser: Browser, site: str) -> None:
    """TRUST 54."""
    with visit(browser, site, javascript=False) as made:
        walk = Walk(made, "de", axe=False)
        walk.open("/sign-in")
        expect(made.page.locator("form[data-passkey]")).to_be_hidden()
        sign_in(walk, MIRA, PAGE)
        walk.arrive("/sign-in/code.*")
        expect(made.page.locator("form[data-passkey]")).to_have_count(0)
        walk.open("/sign-up")
        walk.choose("way", "link")
        made.page.locator('input[name="email"]').fill("ohne@example.org")
        walk.go_on()
        made.page.goto(link_for(walk, "ohne@example.org"))
        made.page.locator("main form[method=post] .button").first.click()
        walk.arrive("/account")
        walk.open(PAGE)
        expect(made.page.locator("[data-passkey-missing]")).to_contain_text("JavaScript")
        expect(made.page.locator("form[data-passkey]")).to_be_hidden()
        expect(made.page.locator('input[name="code"]')).to_be_visible()
