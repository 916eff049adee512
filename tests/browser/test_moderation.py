"""A moderator's evening: the queue on a phone, plain cases by keyboard, copies, own words."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect
from support.browser import HEIGHTS, too_wide, visit
from support.documents import png
from support.walk import MIRA, WORK, Walk, confirm, sign_in_moderator, write_review

pytestmark = pytest.mark.browser

TEAM = (
    "/moderation/batch",
    "/moderation/notices/new",
    "/moderation/authorities",
    "/moderation/misuse",
    "/moderation/interests",
    "/moderation/signals",
)
REVIEW = '[data-queue] a[href*="/moderation/reviews/"]'


@pytest.fixture(scope="module")
def mira(browser: Browser, site: str) -> StorageState:
    """The cookies of a moderator who signed in."""
    with visit(browser, site) as made:
        sign_in_moderator(Walk(made, "de", axe=False), MIRA)
        return made.context.storage_state()


@contextmanager
def walk(
    browser: Browser, site: str, mira: StorageState, language: str, width: int
) -> Iterator[Walk]:
    with visit(browser, site, width=width, state=mira) as made:
        yield Walk(made, language)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


def test_the_queue_on_a_phone_is_cards_and_leads_to_the_next_case(
    browser: Browser, site: str, mira: StorageState
) -> None:
    with walk(browser, site, mira, "es", 390) as moderator:
        page = moderator.page
        moderator.open("/moderation")
        header = page.locator(".site-header")
        expect(header.locator('a[href$="/reviews/new"], a[href$="/agencies"]')).to_have_count(0)
        cards = page.locator(".queue-item").all()
        assert len(cards) > 10
        boxes = [card.bounding_box() for card in cards[:5]]
        assert all(box and box["width"] > 300 for box in boxes)
        page.locator('form[action$="/moderation/next"] .button').click()
        moderator.arrive(f"{WORK}(?<!/moderation)")
        page.locator('[formaction$="/release"], form[action$="/release"] button').first.click()
        moderator.arrive("/moderation")
        expect(page.locator(".notice")).to_be_visible()


def test_a_plain_case_takes_two_keys_and_no_page_beyond_its_own(
    browser: Browser, site: str, mira: StorageState
) -> None:
    with walk(browser, site, mira, "de", 1280) as moderator:
        page = moderator.page
        moderator.open("/moderation")
        order = page.locator("[data-queue] a").evaluate_all("all => all.map((one) => one.href)")
        at = next(n for n, href in enumerate(order) if "/moderation/reviews/" in href)
        for _ in range(at + 1):
            page.keyboard.press("j")
        page.keyboard.press("Enter")
        moderator.arrive("/moderation/reviews/[^/]+")
        tab_to(page, 'form[action$="/claim"] .button')
        page.keyboard.press("Enter")
        moderator.arrive("/moderation/reviews/[^/]+")

        case = urlsplit(page.url).path
        tab_to(page, 'input[name="verdict"][value="approve"]')
        loads: list[str] = []
        page.on(
            "request",
            lambda sent: loads.append(sent.method) if sent.is_navigation_request() else None,
        )
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        moderator.arrive(WORK)
        expect(page.locator(".notice.is-good")).to_be_visible()
        assert urlsplit(page.url).path != case
        assert loads == ["POST", "GET"], "the decision, and what is next"


def test_copies_are_ticked_asked_about_and_rejected_together(
    browser: Browser, site: str, mira: StorageState
) -> None:
    """TRUST 9, 15: people tick; nothing happens before they said so twice."""
    with walk(browser, site, mira, "en", 390) as moderator:
        page = moderator.page
        moderator.open("/moderation/spam")
        expect(page.locator('input[name="review"]:checked')).to_have_count(0)
        page.locator("main form .form-actions .button").click()
        expect(page.locator(".notice.is-error")).to_be_visible()
        moderator.look()
        copies = page.locator('label:has(input[name="review"])')
        found = copies.count()
        assert found >= 2
        for number in range(2):
            copies.nth(number).click()
        page.locator('select[name="ground"]').select_option("no_contact")
        page.locator('select[name="block"]').select_option("reject.copies")
        page.locator("main form .form-actions .button").click()
        moderator.arrive("/moderation/spam/?")
        expect(page.locator('input[name="review"]:checked')).to_have_count(2)
        page.locator('button[name="sure"]').click()
        moderator.arrive("/moderation/spam/?")
        expect(page.locator(".notice.is-good")).to_be_visible()
        expect(copies).to_have_count(found - 2)


def test_the_team_s_own_words_come_into_a_message(
    browser: Browser, site: str, mira: StorageState
) -> None:
    """In the reader's language, with everything that was typed before them."""
    with walk(browser, site, mira, "de", 390) as moderator:
        page = moderator.page
        moderator.open("/moderation/text-blocks")
        page.locator('main a[href$="/text-blocks/new"]').click()
        moderator.arrive("/moderation/text-blocks/new")
        page.locator('input[name="title"]').fill("Bitte kürzer")
        page.locator('select[name="purpose"]').select_option("return")
        page.locator("main form .form-actions .button").click()
        expect(page.locator(".notice.is-error")).to_be_visible()
        expect(page.locator('input[name="title"]')).to_have_value("Bitte kürzer")
        moderator.look()
        for language, words in (("de", "Bitte kürzer."), ("en", "Shorter."), ("es", "Más breve.")):
            page.locator(f'textarea[name="text_{language}"]').fill(words)
        page.locator("main form .form-actions .button").click()
        moderator.arrive("/moderation/text-blocks.*")

        moderator.open("/moderation")
        page.locator(REVIEW).last.click()
        page.locator('form[action$="/claim"] .button').click()
        moderator.arrive("/moderation/reviews/[^/]+")
        page.locator('textarea[name="explanation"]').fill("Danke.")
        page.locator('select[name="block"]').select_option(label="Bitte kürzer")
        page.locator("[data-insert]").click()
        expect(page.locator('textarea[name="explanation"]')).to_have_value(
            "Danke.\n\nBitte kürzer."
        )
        page.locator('[formaction$="/release"]').click()
        moderator.arrive("/moderation")


def test_every_page_of_the_team_fits(browser: Browser, site: str, mira: StorageState) -> None:
    """One language a page, in turn: words decide what fits, and each page has axe once."""
    with walk(browser, site, mira, "de", 390) as moderator:
        page = moderator.page
        moderator.open("/moderation")
        found = page.locator("[data-queue] a").evaluate_all(
            "all => all.map((one) => one.pathname.slice(3))"
        )
        one_each = {path.split("/")[2]: path for path in found}
        assert {"authorities", "cases", "replies"} <= set(one_each)
        for path, language in zip((*TEAM, *one_each.values()), cycle(("de", "en", "es"))):
            moderator.language = language
            page.set_viewport_size({"width": 390, "height": HEIGHTS[390]})
            moderator.open(path)
            page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
            assert too_wide(page) == []


def test_a_voluntary_proof_is_seen_judged_and_destroyed(
    browser: Browser, site: str, mira: StorageState, tmp_path: Path
) -> None:
    """TRUST 3: "contact proven" is what a moderator who saw a document recorded."""
    document = tmp_path / "einladung.png"
    document.write_bytes(png())
    with ExitStack() as stack:
        alex = Walk(stack.enter_context(visit(browser, site)), "en", axe=False)
        moderator = stack.enter_context(walk(browser, site, mira, "de", 1280))
        write_review(alex, "mueller-soehne-personal", "proof@example.org")
        review = confirm(alex, "proof@example.org")
        alex.axe = True
        alex.open(f"{review}/proof")
        alex.page.locator('input[name="files"]').set_input_files(document)
        alex.page.locator('form[action*="/proof/files"] .button').click()
        expect(alex.page.locator(".sheets img")).to_be_visible()
        alex.look()
        alex.page.locator('form[action$="/proof/send"] .button').click()
        expect(alex.page.locator(".notice.is-good").first).to_be_visible()
        alex.look()

        moderator.open("/moderation/proofs")
        moderator.page.locator('[data-queue] a[href*="/moderation/proofs/"]').first.click()
        moderator.arrive("/moderation/proofs/[^/]+")
        expect(moderator.page.locator(".sheets")).to_have_count(0)
        moderator.page.locator('form[action$="/claim"] .button').click()
        moderator.arrive("/moderation/proofs/[^/]+")
        expect(moderator.page.locator(".sheets img")).to_be_visible()
        moderator.page.locator('form[action$="/decision"] .form-actions .button').click()
        expect(moderator.page.locator(".notice.is-error")).to_be_visible()
        moderator.look()
        moderator.page.locator("#f-finding").check()
        moderator.page.locator('form[action$="/decision"] .form-actions .button').click()
        moderator.arrive("/moderation/proofs")
        expect(moderator.page.locator(".notice.is-good")).to_be_visible()

        alex.open(f"{review}/proof")
        expect(alex.page.locator("main")).to_contain_text("destroyed")
        expect(alex.page.locator(".sheets")).to_have_count(0)
