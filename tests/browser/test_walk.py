"""The main job from end to end: a candidate writes, a moderator decides, a visitor reads."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, StorageState, expect
from support.browser import visit
from support.walk import (
    MILO,
    MIRA,
    TEXT,
    Walk,
    confirm,
    decide,
    link_for,
    mail_for,
    reviews_of,
    sign_in_moderator,
    take_case,
    write_review,
)

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"


@contextmanager
def walk(
    browser: Browser,
    site: str,
    language: str,
    width: int,
    *,
    javascript: bool = True,
    state: StorageState | None = None,
) -> Iterator[Walk]:
    with visit(browser, site, width=width, javascript=javascript, state=state) as made:
        yield Walk(made, language, axe=javascript)  # axe cannot run without


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


@pytest.fixture(scope="module")
def milo(browser: Browser, site: str) -> StorageState:
    """The cookies of a moderator who signed in."""
    with walk(browser, site, "de", 1280) as signing:
        sign_in_moderator(signing, MILO)
        return signing.visit.context.storage_state()


def written(author: Walk, email: str) -> str:
    """Write and confirm a review on pages that the walk above has looked at."""
    author.axe = False
    write_review(author, SLUG, email)
    path = confirm(author, email)
    author.axe = True
    return path


def test_a_returned_review_is_changed_and_sent_again(
    browser: Browser, site: str, milo: StorageState
) -> None:
    email = "returned@example.org"
    long = f"agentur.example/{'termin' * 20}"
    message = f"Bitte lassen Sie die Adresse weg, mit der Sie buchten: {long}"
    with (
        walk(browser, site, "de", 390) as alex,
        walk(browser, site, "de", 1280, state=milo) as moderator,
    ):
        review = written(alex, email)
        moderator.open("/moderation")
        take_case(moderator, review)
        decide(moderator, "return", "contact_data", message)

        assert TEXT[:30] not in mail_for(alex, email, 2), "TRUST 59"
        with walk(browser, site, "de", 390) as elsewhere:
            elsewhere.page.goto(link_for(alex, email, 2))
            elsewhere.arrive("/reviews/status/[^/]+")
            expect(elsewhere.page.locator("main")).to_contain_text(message)
        alex.open(review)
        expect(alex.page.locator("main")).to_contain_text(message)
        alex.page.locator('form[action$="/edit"] .button').click()
        alex.arrive("/reviews/new")
        alex.go_on()
        alex.arrive("/reviews/new/ledger")
        alex.go_on()
        alex.arrive("/reviews/new/ratings")
        text = alex.page.locator('textarea[name="text"]')
        expect(text).to_have_value(TEXT)
        text.fill(f"Der Grund kam am zugesagten Tag und half mir. {long}")
        alex.page.locator('button[value="send"]').click()
        alex.arrive(review)

        moderator.open("/moderation")
        take_case(moderator, review)
        expect(moderator.page.locator("main")).to_contain_text("am zugesagten Tag und half mir")
        expect(moderator.page.locator(".timeline")).to_contain_text(message)


def test_the_author_of_a_rejected_review_reads_why(
    browser: Browser, site: str, milo: StorageState
) -> None:
    email = "rejected@example.org"
    explanation = "Der Text nennt drei Mal einen anderen Arbeitgeber und keine Agentur."
    with (
        walk(browser, site, "en", 390) as alex,
        walk(browser, site, "en", 1280, state=milo) as moderator,
    ):
        review = written(alex, email)
        moderator.open("/moderation")
        take_case(moderator, review)
        moderator.choose("verdict", "reject")
        moderator.page.locator("form[action$='/decision'] .form-actions .button").click()
        moderator.look()
        expect(moderator.page.locator(".notice.is-error")).to_be_visible()
        decide(moderator, "reject", "off_topic", explanation)

        assert TEXT[:30] not in mail_for(alex, email, 2), "TRUST 59"
        alex.open(review)
        expect(alex.page.locator("main")).to_contain_text(explanation)
        expect(alex.page.locator('form[action$="/edit"]')).to_have_count(0)
        public_id = review.rpartition("/")[2]
        assert alex.page.request.get(f"{site}/en/reviews/{public_id}").status == 404
