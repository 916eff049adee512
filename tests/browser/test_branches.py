"""An owner gives a branch to a responder, who sees and answers what is about it and no more."""

from contextlib import ExitStack

import httpx
import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import OLU, Walk, sign_in, sign_in_twice

pytestmark = pytest.mark.browser

REA = "rea@demo.example"
DESK = "/desk/agencies/nordlicht-personal"


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_responder_of_a_branch_sees_its_inbox_alone(
    browser: Browser, site: str, javascript: bool
) -> None:
    language = "de" if javascript else "en"
    with ExitStack() as stack:
        olu, rea = (
            Walk(
                stack.enter_context(visit(browser, site, width=390, javascript=javascript)),
                language,
                axe=javascript,
            )
            for _ in range(2)
        )
        sign_in_twice(olu, OLU, f"{DESK}/members")
        person = olu.page.locator(".person", has_text=REA)
        expect(person).to_contain_text("Büro Förde")
        person.locator("summary").click()
        person.locator("select").select_option(label="Büro Alster, Hamburg")
        person.locator("form:has(select) button").click()
        olu.arrive(f"{DESK}/members")
        expect(olu.page.locator(".person", has_text=REA)).to_contain_text("Büro Alster")

        sign_in(rea, REA)
        rea.open(DESK)
        expect(rea.page.locator(".desk-name")).to_contain_text("Büro Alster, Hamburg")
        expect(rea.page.locator(".desk-menu a")).to_have_count(5)
        rea.open(f"{DESK}/reviews")
        own = {one.get_attribute("id") for one in rea.page.locator("article.review").all()}
        reply = rea.page.locator(f'a[href*="{DESK}/reviews/"][href$="/reply"]').first
        reply.click()
        rea.arrive(f"{DESK}/reviews/[^/]+/reply")
        rea.page.locator("#f-text").fill("Danke für Ihre offenen Worte, wir melden uns.")
        rea.go_on()
        rea.arrive(f"{DESK}/reviews/[^/]+/reply")

        olu.open(f"{DESK}/reviews")
        every = {one.get_attribute("id") for one in olu.page.locator("article.review").all()}
        foreign = (every - own).pop()
        assert foreign is not None
        # The browser says so in its console, which a visit takes for a fault of the page.
        cookies = {one["name"]: one["value"] for one in rea.page.context.cookies()}
        address = f"{site}/{language}{DESK}/reviews/{foreign.removeprefix('r-')}/reply"
        assert httpx.get(address, cookies=cookies).status_code == 404
