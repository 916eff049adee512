"""A fact is corrected by two people: the agency proposes, the author agrees, the score follows."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Locator, expect
from support.browser import visit
from support.walk import OLU, Walk, publish_review, sign_in_twice

pytestmark = pytest.mark.browser

SLUG = "nordlicht-personal"
DESK = f"/desk/agencies/{SLUG}"


@contextmanager
def walk(browser: Browser, site: str, language: str, *, javascript: bool) -> Iterator[Walk]:
    with visit(browser, site, width=390, javascript=javascript) as made:
        yield Walk(made, language, axe=javascript)  # axe cannot run without


def propose(olu: Walk, review: str) -> None:
    """Olu picks the last line, says that it took longer, looks at it and sends it."""
    olu.page.locator(f'a[href$="/corrections/reviews/{review}"]').click()
    olu.arrive(f"{DESK}/corrections/reviews/{review}")
    olu.page.locator(f'a[href$="/{review}/second_interview"]').click()
    olu.arrive(f"{DESK}/corrections/reviews/{review}/second_interview")
    olu.choose("days", "4")
    olu.page.locator('button[value="preview"]').click()
    olu.arrive(f"{DESK}/corrections/reviews/{review}/second_interview")
    expect(olu.page.locator("main table b")).to_have_count(2)
    olu.page.locator('button[value="send"]').click()
    olu.arrive(f"{DESK}/corrections")
    expect(olu.page.locator(".notice.is-good")).to_be_visible()


def public(person: Walk, review: str) -> tuple[Locator, str]:
    """The review as everybody reads it, and its value."""
    person.open(f"/reviews/{review}")
    article = person.page.locator("article.review")
    return article, article.locator(".review-score b").text_content() or ""


@pytest.mark.parametrize(
    ("language", "javascript", "mark", "corrected"),
    [
        ("de", True, "von der Agentur bestritten", "eine Angabe berichtigt"),
        ("en", False, "disputed by the agency", "one fact corrected"),
    ],
    ids=["with-javascript", "without-javascript"],
)
def test_from_the_agencys_proposal_to_the_corrected_score(
    browser: Browser, site: str, language: str, javascript: bool, mark: str, corrected: str
) -> None:
    """PRODUCT.md, What none of the others has, 5."""
    with ExitStack() as stack:
        alex, mira, olu = (
            stack.enter_context(walk(browser, site, language, javascript=javascript))
            for _ in range(3)
        )
        review = publish_review(alex, mira, SLUG, f"correction-{language}@example.org")
        alex.axe = javascript
        before, value = public(alex, review)
        expect(before).not_to_contain_text(mark)

        sign_in_twice(olu, OLU, f"{DESK}/reviews")
        propose(olu, review)
        marked, unchanged = public(alex, review)
        expect(marked.locator(".chip.is-disputed")).to_contain_text(mark)
        assert unchanged == value

        alex.open("/my/cases")
        alex.page.locator('form[action$="/agree"] .button').click()
        alex.arrive(f"/my/reviews/{review}")
        expect(alex.page.locator(".notice.is-good")).to_be_visible()
        after, lower = public(alex, review)
        expect(after).to_contain_text(corrected)
        expect(after).not_to_contain_text(mark)
        assert lower < value
        olu.open(f"{DESK}/corrections")
        expect(olu.page.locator("main article").first.locator("header b")).to_have_count(0)
