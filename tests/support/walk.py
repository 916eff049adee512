"""What people do on the site, by thumb: candidate, moderator, visitor.

Controls are found by what they send, so that the steps are the same in each language.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from .browser import Visit, barriers, too_wide
from .server import until

WORK = "/moderation(/(reviews|cases|proofs|replies|authorities)/[^/]+)?"
"""Where a decision leads: to what is next, or to the queue."""
MIRA = "mira@demo.example"
MILO = "milo@demo.example"
OLU = "olu@demo.example"
PASSWORD = "Zweitgespraech-am-Donnerstag-9"
TEXT = (
    "Nach dem zweiten Gespräch kam am zugesagten Tag ein Anruf, mit einem Grund, der mir half. "
    "Bei der Vorbereitung hätte ich gern mehr über das Team erfahren."
)


@dataclass
class Walk:
    """A visit that looks at every page it comes to, with axe unless told not to."""

    visit: Visit
    language: str
    axe: bool = True

    @property
    def page(self) -> Page:
        return self.visit.page

    def open(self, path: str) -> None:
        """Go to a page of the site, by its path without the language."""
        self.visit.open(path if path.startswith("/dev/") else f"/{self.language}{path}")
        self.look()

    def arrive(self, pattern: str) -> None:
        """Wait for a page by its path without the language, and look at it."""
        own = re.escape(f"{self.visit.site}/{self.language}")
        expect(self.page).to_have_url(re.compile(f"^{own}{pattern}(#.*)?$"))
        self.look()

    def look(self) -> None:
        """No page scrolls sideways; axe finds nothing."""
        found = too_wide(self.page) + (barriers(self.page) if self.axe else [])
        assert not found, "\n".join([self.page.url, *found])

    def choose(self, name: str, value: str) -> None:
        """Tap the label of a radio."""
        self.page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
        expect(self.page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()

    def go_on(self) -> None:
        """Press the form's first button."""
        self.page.locator("main form[method=post] .form-actions .button").first.click()


def write_review(walk: Walk, slug: str, email: str, concreteness: str = "4") -> None:
    """The three screens, from the profile to the last send."""
    _fill_screens(walk, slug, concreteness)
    walk.page.locator('input[name="email"]').fill(email)
    walk.page.locator('button[value="send"]').click()
    walk.arrive("/reviews/new/sent")


def write_own_review(walk: Walk, slug: str) -> str:
    """The three screens of somebody who signed in; the path of the review."""
    _fill_screens(walk, slug)
    walk.page.locator('button[value="send"]').click()
    walk.arrive("/my/reviews/[^/]+")
    return walk.visit.path.removeprefix(f"/{walk.language}")


def _fill_screens(walk: Walk, slug: str, concreteness: str = "4") -> None:
    walk.open(f"/agencies/{slug}")
    walk.page.locator(f'a[href$="/reviews/new?agency={slug}"]:visible').first.click()
    walk.arrive(rf"/reviews/new\?agency={slug}")
    walk.choose("role", "applicant")
    walk.page.locator('select[name="month"]').select_option(index=2)
    walk.choose("last_stage", "second_interview")
    walk.page.locator('select[name="job_field"]').select_option(index=1)
    walk.go_on()
    walk.arrive("/reviews/new/ledger")
    walk.choose("answer", "rejection")
    walk.choose("days", "1")
    walk.choose("concreteness", concreteness)
    walk.choose("promise", "kept")
    walk.choose("channel", "phone")
    walk.choose("earlier_first_interview", "1")
    walk.go_on()
    walk.arrive("/reviews/new/ratings")
    for criterion, stars in (("feedback", 5), ("respect", 4), ("honesty", 5), ("availability", 4)):
        walk.choose(f"rating_{criterion}", str(stars))
    walk.page.locator('textarea[name="text"]').fill(TEXT)
    walk.page.locator('button[name="_action"][value="preview"]').click()
    walk.arrive("/reviews/new/ratings")
    expect(walk.page.locator("#preview")).to_contain_text(TEXT[:40])


def confirm(walk: Walk, email: str) -> str:
    """Follow the mailed link and press its button; the path of the author's page."""
    walk.visit.page.goto(link_for(walk, email))
    walk.arrive("/link/[^/]+")
    walk.page.locator("main form[method=post] .button").click()
    walk.arrive("/my/reviews/[^/]+")
    return walk.visit.path.removeprefix(f"/{walk.language}")


def mail_for(walk: Walk, email: str, number: int = 1) -> str:
    """Wait for so many mails to an address and open the newest; what it says."""
    found = until(_nth_mail(walk, email, number), f"mail {number} to {email}")
    found.click()
    body = walk.page.locator("#mail")
    expect(body).to_be_visible()
    return body.inner_text()


def link_for(walk: Walk, email: str, number: int = 1) -> str:
    """The address in the newest of so many mails to somebody."""
    mail_for(walk, email, number)
    address = walk.page.locator(f'#mail a[href^="{walk.visit.site}/"]').first.get_attribute("href")
    assert address
    return address


def _nth_mail(walk: Walk, email: str, number: int) -> Callable[[], Locator | None]:
    def look() -> Locator | None:
        walk.visit.open("/dev/mail")
        mails = walk.page.locator("#mails li", has_text=email)
        return mails.first.locator("a") if mails.count() >= number else None

    return look


def sign_in(walk: Walk, email: str, path: str = "/account") -> None:
    """Ask for a page, be asked to sign in, do so by password."""
    walk.open(path)
    walk.arrive(r"/sign-in\?next=.*")
    walk.page.locator('input[name="email"]').fill(email)
    walk.page.locator('input[name="password"]').fill(PASSWORD)
    walk.go_on()


def sign_in_moderator(walk: Walk, email: str) -> None:
    """Password, then the code that is shown at /dev/mail, then the queue."""
    sign_in_twice(walk, email, "/moderation")


def sign_in_twice(walk: Walk, email: str, path: str) -> None:
    """Ask for a page that needs password and code; the code is shown at /dev/mail."""
    sign_in(walk, email, path)
    walk.arrive(r"/sign-in/code(\?next=.*)?")
    form = walk.visit.path
    walk.open("/dev/mail")
    code = walk.page.locator(f'[data-code="{email}"]').inner_text()
    walk.visit.open(form)
    walk.page.locator('input[name="code"]').fill(code)
    walk.go_on()
    walk.arrive(path)


def take_case(walk: Walk, review_path: str) -> None:
    """Find a review in the queue and take it over."""
    public_id = review_path.rpartition("/")[2]
    walk.page.locator(f'[data-queue] a[href$="/moderation/reviews/{public_id}"]').click()
    walk.arrive(f"/moderation/reviews/{public_id}")
    walk.page.locator("form[action$='/claim'] .button").click()
    walk.arrive(f"/moderation/reviews/{public_id}")


def decide(walk: Walk, verdict: str, ground: str = "", explanation: str = "") -> None:
    """Decide the case that is open; the next one follows."""
    walk.choose("verdict", verdict)
    if ground:
        walk.page.locator('select[name="ground"]').select_option(ground)
    if explanation:
        walk.page.locator('textarea[name="explanation"]').fill(explanation)
    walk.page.locator("form[action$='/decision'] .form-actions .button").click()
    walk.arrive(WORK)
    expect(walk.page.locator(".notice.is-good")).to_be_visible()


def publish_review(author: Walk, mira: Walk, slug: str, email: str, concreteness: str = "4") -> str:
    """Somebody writes and Mira approves, on pages that another walk looks at; the review's id.

    `concreteness` is that of the rejection that the review tells of.
    """
    for person in (author, mira):
        person.axe = False
    write_review(author, slug, email, concreteness)
    path = confirm(author, email)
    sign_in_moderator(mira, MIRA)
    take_case(mira, path)
    decide(mira, "approve")
    return path.rpartition("/")[2]


def reviews_of(walk: Walk) -> int:
    """How many reviews the open profile says it has."""
    words = walk.page.locator(".profile-score .meta").inner_text()
    found = re.match(r"\d+", words.replace(".", "").replace(",", ""))
    assert found, words
    return int(found[0])
