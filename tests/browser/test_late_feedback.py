"""Feedback comes late: a responder offers it, the author chooses, the owner delivers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import OLU, Walk, link_for, publish_review, sign_in_twice

pytestmark = pytest.mark.browser

SLUG = "nordlicht-personal"
DESK = f"/desk/agencies/{SLUG}"
JOB = "Disposition, Kennziffer 4711"


@contextmanager
def walk(browser: Browser, site: str, language: str, *, javascript: bool) -> Iterator[Walk]:
    with visit(browser, site, width=390, javascript=javascript) as made:
        yield Walk(made, language, axe=javascript)  # axe cannot run without


def join(olu: Walk, rena: Walk, email: str) -> None:
    """Olu invites somebody as responder, who follows the mailed link."""
    olu.open(f"{DESK}/members")
    olu.page.locator('form[action$="/invitations"] input[name="email"]').fill(email)
    olu.page.locator('label:has(input[type="radio"][value="responder"])').click()
    olu.page.locator('form[action$="/invitations"] .button').click()
    olu.arrive(f"{DESK}/members")
    rena.page.goto(link_for(rena, email))
    rena.arrive("/link/[^/]+")
    rena.page.locator("main form[method=post] .button").click()
    rena.arrive(f"{DESK}/members")


@pytest.mark.parametrize(
    ("language", "javascript", "late"),
    [
        ("de", True, "Späte Rückmeldung: nach mehr als 30 Werktagen · konkreter Grund"),
        ("en", False, "Late feedback: after more than 30 working days"),
    ],
    ids=["with-javascript", "without-javascript"],
)
def test_from_the_responders_offer_to_the_public_ledger(
    browser: Browser, site: str, language: str, javascript: bool, late: str
) -> None:
    """Issue 4, late feedback; PRODUCT.md, What none of the others has, 5."""
    with ExitStack() as stack:
        alex, mira, olu, rena = (
            stack.enter_context(walk(browser, site, language, javascript=javascript))
            for _ in range(4)
        )
        review = publish_review(alex, mira, SLUG, f"late-{language}@example.org", concreteness="1")
        alex.axe = javascript
        alex.open(f"/reviews/{review}")
        before = alex.page.locator("article.review .review-score b").text_content()

        sign_in_twice(olu, OLU, f"{DESK}/reviews")
        join(olu, rena, f"rena-{language}@example.org")
        rena.open(f"{DESK}/reviews")
        rena.page.locator(f'a[href$="/reviews/{review}/late-feedback"]').click()
        rena.arrive(f"{DESK}/reviews/{review}/late-feedback")
        rena.page.locator('form[action$="/late-feedback"] .button').click()
        rena.arrive(f"{DESK}/late-feedback")
        expect(rena.page.locator(".notice.is-good")).to_be_visible()

        alex.open("/my/reviews")
        alex.open(f"/my/reviews/{review}")
        alex.page.locator('a[href*="/my/late-feedback/"]').click()
        alex.arrive("/my/late-feedback/[^/]+")
        alex.page.locator('input[name="job"]').fill(JOB)
        alex.page.locator('select[name="month"]').select_option(index=3)
        alex.page.locator('button[value="preview"]').click()
        alex.arrive("/my/late-feedback/[^/]+/named")
        expect(alex.page.locator("main dl.pairs")).to_contain_text(JOB)
        alex.page.locator('button[value="send"]').click()
        alex.arrive("/my/late-feedback/[^/]+")

        olu.open(f"{DESK}/late-feedback")
        expect(olu.page.locator("main article").first).to_contain_text(JOB)
        olu.page.locator(f'form[action$="/{review}/late-feedback/delivered"] .button').click()
        olu.arrive(f"{DESK}/late-feedback")

        alex.open(alex.visit.path.removeprefix(f"/{language}"))
        alex.page.locator('form[action$="/came"] .button').click()
        alex.arrive("/my/late-feedback/[^/]+/came")
        alex.choose("days", "4")
        alex.choose("concreteness", "3")
        alex.page.locator('form[action$="/came"] .button').click()
        alex.arrive("/my/late-feedback/[^/]+")
        expect(alex.page.locator(".notice.is-good")).to_be_visible()

        alex.open(f"/reviews/{review}")
        article = alex.page.locator("article.review")
        expect(article.locator(".chip.is-late")).to_contain_text(late)
        assert article.locator(".review-score b").text_content() == before
        olu.open(f"{DESK}/late-feedback")
        expect(olu.page.locator("main article").first).not_to_contain_text(JOB)
        alex.open(f"/agencies/{SLUG}")
