"""A whole dispute by three people: "no contact", an answer, a rejoinder, a decision."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.documents import png
from support.walk import OLU, WORK, Walk, publish_review, sign_in_twice

pytestmark = pytest.mark.browser

SLUG = "nordlicht-personal"
ACCOUNT = "Frau N. rief mich am 3. Mai an, die Nummer steht noch in meiner Liste."
RELEASED = "Am 3. Mai gab es ein Telefonat, am 9. Mai eine Absage."


@contextmanager
def walk(browser: Browser, site: str, language: str, *, javascript: bool) -> Iterator[Walk]:
    with visit(browser, site, width=390, javascript=javascript) as made:
        yield Walk(made, language, axe=javascript)  # axe cannot run without


def step(mira: Walk, number: str, verdict: str) -> None:
    """Mira takes the case over and carries a step out."""
    mira.open(f"/moderation/cases/{number}")
    mira.page.locator("form[action$='/claim'] .button").first.click()
    mira.arrive(f"/moderation/cases/{number}")
    mira.choose("verdict", verdict)
    mira.page.locator("form[action$='/decision'] .form-actions .button").click()
    mira.arrive(WORK)
    expect(mira.page.locator(".notice.is-good")).to_be_visible()


def answer(alex: Walk, number: str, document: Path | None = None) -> None:
    """Alex finds the case, looks at what the agency will see, and sends the answer."""
    alex.open("/my/cases")
    alex.page.locator(f'a[href$="/my/cases/{number}"]').click()
    alex.arrive(f"/my/cases/{number}")
    if document:
        alex.page.locator('input[name="files"]').set_input_files(document)
        alex.page.locator("form[action*='/files'] .button").click()
        alex.arrive(f"/my/cases/{number}")
        blacken(alex, number)
    alex.page.locator('textarea[name="account"]').fill(ACCOUNT)
    alex.page.locator('textarea[name="released"]').fill(RELEASED)
    alex.page.locator('button[value="preview"]').click()
    alex.arrive(f"/my/cases/{number}/answer")
    expect(alex.page.locator("#preview")).to_contain_text(RELEASED)
    expect(alex.page.locator("#preview")).not_to_contain_text(ACCOUNT)
    if document:
        expect(alex.page.locator("#preview .sheets img")).to_have_count(1)
    alex.page.locator('button[value="send"]').click()
    alex.arrive(f"/my/cases/{number}")
    expect(alex.page.locator(".notice.is-good")).to_be_visible()


def blacken(alex: Walk, number: str) -> None:
    """Alex burns two fields of the page in, and ticks that the agency may see the rest (step 4)."""
    expect(alex.page.locator(".sheets img")).to_be_visible()
    alex.page.locator(".sheets a").click()
    alex.arrive("/my/evidence/[^/]+/pages/1")
    for at in (0, 5):
        alex.page.locator('input[name="cell"]').nth(at).check()
    alex.page.locator('input[name="released"]').check()
    alex.page.locator("#save .button").first.click()
    alex.arrive(f"/my/cases/{number}")
    expect(alex.page.locator(".sheets .chip")).to_have_count(2)


def rejoin(olu: Walk, number: str, verdict: str) -> None:
    """Olu reads what was released, and leaves it at that or not."""
    olu.open(f"/desk/cases/{number}")
    expect(olu.page.locator("main")).to_contain_text(RELEASED)
    expect(olu.page.locator("main")).not_to_contain_text(ACCOUNT)
    if verdict == "concede":
        expect(olu.page.locator(".sheets img")).to_have_count(1)
    olu.choose("verdict", verdict)
    olu.page.locator("form[action$='/rejoinder'] .button").click()
    olu.arrive(f"/desk/cases/{number}")
    expect(olu.page.locator(".notice.is-good")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "javascript", "verdict", "kept"),
    [("de", True, "concede", "bleibt online"), ("en", False, "deny", "stays online")],
    ids=["conceded", "denied-without-javascript"],
)
def test_from_no_contact_to_the_decision(
    browser: Browser,
    site: str,
    tmp_path: Path,
    language: str,
    javascript: bool,
    verdict: str,
    kept: str,
) -> None:
    """TRUST 13; TRUST.md, State machines, steps 1 to 7."""
    document = tmp_path / "einladung.png"
    document.write_bytes(png())
    with ExitStack() as stack:
        alex, mira, olu = (
            stack.enter_context(walk(browser, site, language, javascript=javascript))
            for _ in range(3)
        )
        review = publish_review(alex, mira, SLUG, f"dispute-{language}@example.org")
        alex.axe = mira.axe = javascript
        sign_in_twice(olu, OLU, f"/desk/agencies/{SLUG}/reviews")
        olu.page.locator(f'a[href$="/desk/reviews/{review}/dispute"]').click()
        olu.arrive(f"/desk/reviews/{review}/dispute")
        olu.page.locator('form:has(input[type="hidden"][name="ground"]) .button').click()
        olu.arrive("/desk/cases/[^/]+")
        number = re.split("[/#?]", olu.visit.path)[-1]

        step(mira, number, "open_hearing")
        answer(alex, number, document)
        step(mira, number, "forward")
        rejoin(olu, number, verdict)
        if verdict == "deny":
            answer(alex, number)
        step(mira, number, "keep")

        for person, path in ((alex, f"/my/cases/{number}"), (olu, f"/desk/cases/{number}")):
            person.open(path)
            expect(person.page.locator("main .lead")).to_contain_text(kept)
        olu.page.locator('main a[href*="/notices/"]').click()
        olu.arrive("/notices/[^/]+")
        expect(olu.page.locator("form[action*='/complaints/']")).to_be_visible()
