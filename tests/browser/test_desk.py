"""An agency's desk by its people: claim, second factor, invitation, reply, pledge, badge, hook."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pyotp
import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import MIRA, PASSWORD, WORK, Walk, link_for, sign_in_moderator

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"
DESK = f"/desk/agencies/{SLUG}"
CHIEF = "chefin@mueller-personal.example"
RENA = "rena@mueller-personal.example"
REPLY = "Danke, dass Sie es so genau schildern. Seit Juni rufen wir nach jedem Gespräch an."


@contextmanager
def walk(browser: Browser, site: str) -> Iterator[Walk]:
    with visit(browser, site, width=390) as made:
        yield Walk(made, "de")


def press_link(person: Walk, email: str, number: int = 1) -> None:
    """Open the newest of so many mailed links and press its button."""
    person.page.goto(link_for(person, email, number))
    person.arrive("/link/[^/]+")
    person.page.locator("main form[method=post] .button").click()


def claim(chief: Walk) -> None:
    """From the profile to the desk, by a link to an address at the agency's domain."""
    chief.open("/sign-up")
    chief.choose("way", "link")
    chief.page.locator('input[name="email"]').fill(CHIEF)
    chief.go_on()
    chief.arrive("/sign-in/sent")
    press_link(chief, CHIEF)
    chief.arrive("/account")
    chief.open(f"/agencies/{SLUG}")
    chief.page.locator(f'a[href$="/desk/claim/{SLUG}"]').click()
    chief.arrive(f"/desk/claim/{SLUG}")
    chief.page.locator("form[action$='/mail'] input[name='email']").fill(CHIEF)
    chief.page.locator("form[action$='/mail'] .button").click()
    chief.arrive("/sign-in/sent")
    press_link(chief, CHIEF, 2)
    chief.arrive(f"/desk/claim/{SLUG}")
    expect(chief.page.locator("h1")).to_contain_text("Sie handeln für Müller")


def prove(chief: Walk, path: str) -> None:
    """Owners are asked for a password and a second factor before the desk opens (TRUST 36)."""
    page = chief.page
    chief.visit.open(f"/de{path}")
    chief.arrive(r"/account/password\?next=.*")
    for field in page.locator('main input[type="password"]').all():
        field.fill(PASSWORD)
    chief.go_on()
    chief.arrive(r"/account/second-factor\?next=.*")
    secret = "".join(page.locator("main p code").inner_text().split())
    page.locator('input[name="code"]').fill(pyotp.TOTP(secret).now())
    page.locator("form:has(input[name='offer']) .button").click()
    expect(page.locator("main li code")).to_have_count(10)
    chief.look()
    page.locator("main a.button").click()
    chief.arrive(path)


def invite(chief: Walk, rena: Walk) -> None:
    """Rena gets a mail and acts for the agency from then on."""
    chief.page.locator('input[name="email"]').fill(RENA)
    chief.page.locator('label:has(input[type="radio"][value="responder"])').click()
    chief.page.locator("form[action$='/invitations'] .button").click()
    chief.arrive(f"{DESK}/members")
    expect(chief.page.locator("main")).to_contain_text(RENA)
    press_link(rena, RENA)
    rena.arrive(f"{DESK}/members")


def reply(rena: Walk) -> str:
    """Rena answers the newest review; its id."""
    rena.open(f"{DESK}/reviews")
    rena.page.locator('main a[href$="/reply"]').first.click()
    rena.arrive(f"{DESK}/reviews/[^/]+/reply")
    rena.page.locator('textarea[name="text"]').fill(REPLY)
    rena.go_on()
    rena.arrive(f"{DESK}/reviews/[^/]+/reply")
    expect(rena.page.locator(".notice.is-good")).to_be_visible()
    return rena.visit.path.split("/")[-2]


def approve(mira: Walk) -> None:
    """Mira reads the reply beside the review and lets it through."""
    mira.axe = False
    sign_in_moderator(mira, MIRA)
    mira.axe = True
    waiting = mira.page.locator(".queue-item", has_text="Müller")
    waiting.locator('a[href*="/moderation/replies/"]').click()
    mira.arrive("/moderation/replies/[^/]+")
    mira.page.locator("form[action$='/claim'] .button").first.click()
    mira.arrive("/moderation/replies/[^/]+")
    expect(mira.page.locator("main")).to_contain_text(REPLY)
    mira.choose("verdict", "approve")
    mira.page.locator("form[action$='/decision'] .form-actions .button").click()
    mira.arrive(WORK)
    expect(mira.page.locator(".notice.is-good")).to_be_visible()


def pledge(chief: Walk) -> None:
    """The owner says how fast the agency answers, after seeing what that means."""
    chief.open(f"{DESK}/pledge")
    chief.choose("days", "3")
    chief.go_on()
    chief.arrive(f"{DESK}/pledge")
    chief.go_on()
    chief.arrive(f"{DESK}/pledge")
    expect(chief.page.locator("main")).to_contain_text("Antwort in 3 Werktagen")


def check_badge(chief: Walk, visitor: Walk) -> None:
    """The code for the agency's site, and the page on which anybody checks the badge."""
    chief.open(f"{DESK}/badge")
    snippet = chief.page.locator("#f-snippet").input_value()
    address = re.search(r'href="([^"]+/badge)"', snippet)
    assert address
    assert "<script" not in snippet
    visitor.page.goto(address[1])
    visitor.arrive(f"/agencies/{SLUG}/badge")
    expect(visitor.page.locator("main img")).to_be_visible()
    expect(visitor.page.locator("main .lead")).to_contain_text("Heute gilt")


def test_from_the_claim_to_the_badge_by_owner_and_responder(browser: Browser, site: str) -> None:
    """TRUST 21, 22, 36, 42."""
    with ExitStack() as stack:
        chief, rena, mira, visitor = (stack.enter_context(walk(browser, site)) for _ in range(4))
        claim(chief)
        prove(chief, f"{DESK}/members")
        invite(chief, rena)
        review = reply(rena)
        approve(mira)
        visitor.open(f"/reviews/{review}")
        expect(visitor.page.locator("main")).to_contain_text(REPLY)
        expect(visitor.page.locator("main")).not_to_contain_text("rena")
        pledge(chief)
        visitor.open(f"/agencies/{SLUG}")
        expect(visitor.page.locator("main")).to_contain_text("von der Agentur verwaltet")
        expect(visitor.page.locator("main")).to_contain_text("Antwort in 3 Werktagen")
        check_badge(chief, visitor)
        tell_a_program(chief)
        not_hers(rena)


def tell_a_program(chief: Walk) -> None:
    """The owner adds a webhook, sees its secret once, and tries it out."""
    chief.open(f"{DESK}/webhooks")
    chief.page.locator('input[name="url"]').fill("https://programm.example/resonanz")
    chief.page.locator("main form .form-actions .button").click()
    chief.arrive(f"{DESK}/webhooks")
    expect(chief.page.locator("main code.secret")).to_contain_text("whsec_")
    chief.page.locator("form[action$='/test'] .button").click()
    chief.arrive(f"{DESK}/webhooks/[^/]+")
    expect(chief.page.locator("main .person")).to_contain_text("Probe")
    expect(chief.page.locator("main")).not_to_contain_text("whsec_")


def not_hers(rena: Walk) -> None:
    """What is the owners' is neither in a responder's menu nor behind its address."""
    rena.open(DESK)
    expect(rena.page.locator('.desk-menu a[href$="/reviews"]')).to_be_visible()
    for path in ("/pledge", "/api"):
        expect(rena.page.locator(f'.desk-menu a[href$="{path}"]')).to_have_count(0)
    rena.open(f"{DESK}/members")
    expect(rena.page.locator("form[action$='/invitations']")).to_have_count(0)
    expect(rena.page.locator("form[action$='/role']")).to_have_count(0)
    for path in ("/pledge", "/api", "/webhooks", "/invitations/mailings"):
        answer = rena.page.goto(f"{rena.visit.site}/de{DESK}{path}")
        assert answer is not None
        assert answer.status == 403, path
    rena.look()
