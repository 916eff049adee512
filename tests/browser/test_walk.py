"""The main job from end to end: a candidate writes, a moderator decides, a visitor reads."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import (
    TEXT,
    Walk,
    confirm,
    decide,
    mail_for,
    reviews_of,
    sign_in_moderator,
    take_case,
    write_review,
)

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"
MIRA = "mira@demo.example"
MILO = "milo@demo.example"


@contextmanager
def walk(
    browser: Browser, site: str, language: str, width: int, *, javascript: bool = True
) -> Iterator[Walk]:
    with visit(browser, site, width=width, javascript=javascript) as made:
        yield Walk(made, language, javascript)


@pytest.mark.parametrize(
    ("language", "width", "javascript", "moderator"),
    [("de", 390, True, MIRA), ("en", 1280, True, MIRA), ("es", 390, False, MILO)],
    ids=["phone", "desk", "without-javascript"],
)
def test_from_the_first_screen_to_the_profile(
    browser: Browser, site: str, language: str, width: int, javascript: bool, moderator: str
) -> None:
    email = f"walk-{language}@example.org"
    with ExitStack() as stack:
        alex, mira, visitor = (
            stack.enter_context(walk(browser, site, language, width, javascript=javascript))
            for _ in range(3)
        )
        visitor.open(f"/agencies/{SLUG}")
        before = reviews_of(visitor)

        write_review(alex, SLUG, email)
        review = confirm(alex, email)

        visitor.open(f"/agencies/{SLUG}")
        assert reviews_of(visitor) == before

        sign_in_moderator(mira, moderator)
        take_case(mira, review)
        decide(mira, "approve")

        alex.open(review)
        public_id = review.rpartition("/")[2]
        expect(alex.page.locator(f'main a[href$="#r-{public_id}"]')).to_be_visible()

        visitor.open(f"/agencies/{SLUG}")
        assert reviews_of(visitor) == before + 1
        shown = visitor.page.locator(f"#r-{public_id}")
        expect(shown).to_contain_text(TEXT[:60])
        shown.locator(f'a[href$="/reviews/{public_id}"]').click()
        visitor.arrive(f"/reviews/{public_id}")
        expect(visitor.page.locator("main")).to_contain_text(TEXT[:60])
        assert visitor.visit.context.cookies() == []
