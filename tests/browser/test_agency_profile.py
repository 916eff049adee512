"""An agency says who it is: its words are public at once, its new name waits for a moderator."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import OLU, Walk, sign_in_moderator, sign_in_twice

pytestmark = pytest.mark.browser

SLUG = "nordlicht-personal"
DESK = f"/desk/agencies/{SLUG}"
TEXTS = {
    "de": "Wir rufen nach jedem Gespräch zurück.",
    "en": "We call back after every interview.",
    "es": "Llamamos después de cada entrevista.",
}


@contextmanager
def walk(browser: Browser, site: str, language: str, *, javascript: bool) -> Iterator[Walk]:
    with visit(browser, site, width=390, javascript=javascript) as made:
        yield Walk(made, language, axe=javascript)  # axe cannot run without


@pytest.mark.parametrize(
    ("language", "javascript", "name", "job_field", "before"),
    [
        ("de", True, "Polarlicht Personal GmbH", "healthcare", "Nordlicht Personal GmbH"),
        ("es", False, "Südlicht Personal GmbH", "hospitality", "Polarlicht Personal GmbH"),
    ],
    ids=["with-javascript", "without-javascript"],
)
def test_from_the_owners_words_to_the_public_profile(
    browser: Browser,
    site: str,
    language: str,
    javascript: bool,
    name: str,
    job_field: str,
    before: str,
) -> None:
    with ExitStack() as stack:
        olu, mira, visitor = (
            stack.enter_context(walk(browser, site, language, javascript=javascript))
            for _ in range(3)
        )
        sign_in_twice(olu, OLU, f"{DESK}/profile")
        box = olu.page.locator(f'input[value="{job_field}"]')
        box.check()
        label = box.locator("xpath=following-sibling::span").inner_text().split("\n")[0]
        for code, text in TEXTS.items():
            olu.page.locator(f"#f-text_{code}").fill(f"{text} ({language})")
        olu.page.locator("#f-name").fill(name)
        olu.page.locator('button[value="preview"]').click()
        olu.arrive(f"{DESK}/profile")
        expect(olu.page.locator("section.panel")).to_contain_text(TEXTS[language])
        olu.page.locator('button[value="publish"]').click()
        olu.arrive(f"{DESK}/profile")
        expect(olu.page.locator(".notice.is-good")).to_be_visible()

        for code, text in TEXTS.items():
            visitor.page.goto(f"{site}/{code}/agencies/{SLUG}")
            expect(visitor.page.locator("#stated")).to_contain_text(f"{text} ({language})")
        visitor.open(f"/agencies/{SLUG}")
        expect(visitor.page.locator("#stated")).to_contain_text(label.split(" KldB")[0])
        expect(visitor.page.locator("h1")).to_have_text(before)

        sign_in_moderator(mira, "mira@demo.example")
        mira.open("/moderation/profiles")
        mira.page.locator("section").first.locator("h3 a").click()
        mira.arrive(r"/moderation/profiles/[\w-]+")
        mira.page.locator('input[name="verdict"][value="approve"]').check()
        mira.page.locator(".case-decision button.button").click()
        mira.arrive("/moderation/profiles")

        visitor.open(f"/agencies/{SLUG}")
        expect(visitor.page.locator("h1")).to_have_text(name)
        expect(visitor.page.locator(".profile-head .meta")).to_contain_text(before)
        visitor.open(f"/agencies/{SLUG}/history")
        expect(visitor.page.locator("main")).to_contain_text(name)
