"""From a visitor's notice to a removal, and by a complaint all the way back."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import (
    MILO,
    TEXT,
    WORK,
    Walk,
    link_for,
    publish_review,
    reviews_of,
    sign_in_moderator,
)

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"


def notify(nora: Walk, review: str) -> None:
    """Nora, without an account, says what is wrong; her receipt names the case (TRUST 12, 14)."""
    nora.open(f"/reviews/{review}")
    nora.page.locator('main a[href*="/notices/new"]').first.click()
    nora.arrive(r"/notices/new\?.*")
    nora.page.locator("main form .form-actions .button").click()
    expect(nora.page.locator(".notice.is-error")).to_be_focused()
    nora.look()
    nora.choose("ground", "insult")
    nora.page.locator('textarea[name="explanation"]').fill("Der zweite Satz setzt mich herab.")
    nora.page.locator('input[name="name"]').fill("Nora Beispiel")
    nora.page.locator('input[name="email"]').fill("nora.walk@example.org")
    nora.page.locator('input[name="good_faith"]').check()
    nora.page.locator("main form .form-actions .button").click()
    nora.arrive("/notices/[^/]+")
    expect(nora.page.locator(".notice.is-good")).to_be_visible()


def decide_case(who: Walk, number: str, verdict: str, ground: str, said: str) -> None:
    who.open(f"/moderation/cases/{number}")
    who.page.locator("form[action$='/claim'] .button").first.click()
    who.arrive(f"/moderation/cases/{number}")
    who.choose("verdict", verdict)
    if ground:
        who.page.locator('select[name="ground"]').select_option(ground)
    who.page.locator('textarea[name="explanation"]').fill(said)
    who.page.locator("form[action$='/decision'] .form-actions .button").click()
    who.arrive(WORK)
    expect(who.page.locator(".notice.is-good")).to_be_visible()


def count(nora: Walk) -> int:
    nora.open(f"/agencies/{SLUG}")
    return reviews_of(nora)


def test_a_removed_review_comes_back_by_a_complaint(browser: Browser, site: str) -> None:
    """TRUST 12 to 17: another human decides, and upheld means reinstated everywhere."""
    with ExitStack() as stack:
        alex, nora = (Walk(stack.enter_context(visit(browser, site)), "es") for _ in range(2))
        mira, milo = (
            Walk(stack.enter_context(visit(browser, site, width=1280)), "de") for _ in range(2)
        )
        review = publish_review(alex, mira, SLUG, "complaint@example.org")
        alex.axe = mira.axe = True
        before = count(nora)
        notify(nora, review)
        mira.open("/moderation")
        row = mira.page.locator("[data-queue] li", has_text="Müller")
        found = row.locator('a[href*="/moderation/cases/"]').first
        number = (found.get_attribute("href") or "").rpartition("/")[2]
        decide_case(mira, number, "remove", "insult", "Der zweite Satz setzt Menschen herab.")

        nora.open(f"/agencies/{SLUG}")
        expect(nora.page.locator("main")).not_to_contain_text(TEXT[:40])
        assert nora.page.goto(f"{site}/es/reviews/{review}").status == 404  # type: ignore[union-attr]

        alex.page.goto(link_for(alex, "complaint@example.org", 3))
        alex.arrive("/reviews/status/[^/]+")
        alex.page.locator('main a[href*="/complaints/"]').first.click()
        alex.arrive("/complaints/[^/]+")
        alex.page.locator('textarea[name="explanation"]').fill("Es mi opinión, sin insultos.")
        alex.page.locator("form[action*='/complaints/'] .button").click()
        alex.arrive("/complaints/[^/]+")

        mira.open(f"/moderation/cases/{number}")
        expect(mira.page.locator("form[action$='/claim']")).to_have_count(0)  # TRUST 16
        sign_in_moderator(milo, MILO)
        decide_case(milo, number, "uphold", "", "Sie haben recht.")

        assert count(nora) == before
        nora.open(f"/reviews/{review}")
        alex.page.reload()
        expect(alex.page.locator("main")).to_contain_text(re.compile("razón"))
