"""All pages in all languages and both themes, narrow and wide; the keyboard; what a page weighs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect
from support.browser import HEIGHTS, Theme, Visit, barriers, too_wide, visit
from support.walk import (
    MILO,
    OLU,
    Walk,
    sign_in,
    sign_in_moderator,
    sign_in_twice,
    write_own_review,
)

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"
FEW = "pfauenauge-recruiting-ug-haftungsbeschraenkt"
NONE = "silberdistel-personalvermittlung-e-k"

PUBLIC = (
    "/",
    "/agencies",
    "/agencies?q=muller",
    "/agencies?q=zzzzzz",
    f"/agencies/{SLUG}",
    f"/agencies/{FEW}",
    f"/agencies/{NONE}",
    f"/agencies/{SLUG}/badge",
    f"/agencies/{SLUG}/reviews",
    f"/agencies/{SLUG}/reviews?q=zzzzzz&stars=1",
    "/compare",
    f"/compare?agency={SLUG}&agency={FEW}&agency={NONE}&agency=nordlicht-personal",
    "/compare?q=muller",
    "/called",
    "/called?name=gmail.com&name=personal&name=zzzzzz",
    "/guides",
    "/guides/ask-for-feedback",
    "/guides/read-a-rejection",
    "/places",
    "/places/de/hamburg",
    "/fields",
    "/fields/it",
    "/ranking",
    "/ranking?country=AT&field=it",
    "/methodology",
    f"/methodology/{SLUG}",
    f"/methodology/{NONE}",
    "/moderation-rules",
    "/transparency",
    "/decisions",
    "/imprint",
    "/contact",
    "/privacy",
    "/terms",
    "/accessibility",
    "/open-data",
    "/numbers",
    "/offline",
    "/api",
)
FORMS = (
    "/sign-in",
    "/sign-in/sent",
    "/sign-up",
    "/reset",
    "/reviews/new",
    "/reviews/new?q=muller",
    f"/reviews/new?agency={SLUG}",
    "/reviews/new/ledger",
    "/reviews/new/ratings",
    "/reviews/new/sent",
)
OWN = (
    "/account",
    "/account/email",
    "/account/password",
    "/account/second-factor",
    "/sign-in/again",
    "/my/reviews",
    "/my/cases",
)
DESK = "/desk/agencies/nordlicht-personal"
DESK_PAGES = (
    DESK,
    f"{DESK}/reviews",
    f"{DESK}/corrections",
    f"{DESK}/late-feedback",
    f"{DESK}/profile",
    f"{DESK}/profile/history",
    f"{DESK}/pledge",
    f"{DESK}/pledge/withdraw",
    f"{DESK}/members",
    f"{DESK}/invitations",
    f"{DESK}/invitations/mailings",
    f"{DESK}/badge",
    f"{DESK}/api",
    f"{DESK}/webhooks",
    f"/desk/claim/{NONE}",
)

STAFF = ("/moderation", "/moderation/proposals", "/moderation/duplicates", "/moderation/merges")


def look(made: Visit, path: str, *, axe: bool) -> list[str]:
    """What is wrong with a page at three widths."""
    page = made.page
    page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
    response = page.goto(made.site + path)
    assert response is not None
    found = [] if response.status in {200, 404} else [f"{path}: {response.status}"]
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found += [f"{path} at {width}: {element}" for element in too_wide(page)]
        if axe and width == 390:
            found += barriers(page)
    return found


def look_at_all(made: Visit, language: str, theme: Theme, paths: tuple[str, ...]) -> None:
    """axe once a page and theme: the languages differ in words only."""
    axe = language != "en"
    found = [fault for path in paths for fault in look(made, f"/{language}{path}", axe=axe)]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def alex(browser: Browser, site: str) -> tuple[StorageState, str]:
    """The cookies of a candidate with a review that waits, and its path."""
    with visit(browser, site) as made:
        walk = Walk(made, "de", axe=False)
        sign_in(walk, "alex@demo.example")
        walk.arrive("/account")
        path = write_own_review(walk, SLUG)
        return made.context.storage_state(), path


@pytest.fixture(scope="module")
def milo(browser: Browser, site: str) -> StorageState:
    """The cookies of a moderator who signed in."""
    with visit(browser, site, width=1280) as made:
        sign_in_moderator(Walk(made, "de", axe=False), MILO)
        return made.context.storage_state()


@pytest.fixture(scope="module")
def olu(browser: Browser, site: str) -> tuple[StorageState, str]:
    """The cookies of an agency's owner who signed in, and a review whose facts can be corrected."""
    with visit(browser, site, width=1280) as made:
        walk = Walk(made, "de", axe=False)
        sign_in_twice(walk, OLU, f"{DESK}/reviews")
        link = walk.page.locator('a[href*="/corrections/reviews/"]').first.get_attribute("href")
        assert link
        return made.context.storage_state(), link.rpartition("/")[2]


every_look = pytest.mark.parametrize(
    ("language", "theme"), [("de", "light"), ("en", "light"), ("es", "dark")]
)
"""Words decide what fits, a theme only what axe says: each language once, each theme at least."""


@every_look
def test_public_pages_fit_and_set_no_cookie(
    browser: Browser, site: str, language: str, theme: Theme
) -> None:
    with visit(browser, site, theme=theme) as made:
        made.open(f"/{language}/agencies/{SLUG}")
        link = f'main a[href^="/{language}/reviews/"]:not([href*="/new"])'
        review = made.page.locator(link).first.get_attribute("href")
        older = made.page.locator('a[href*="?after="]').first.get_attribute("href")
        assert review
        assert older
        more = (review.removeprefix(f"/{language}"), older.removeprefix(f"/{language}"))
        look_at_all(made, language, theme, (*PUBLIC, *more, "/nowhere"))
        assert made.context.cookies() == []


@every_look
def test_forms_fit(browser: Browser, site: str, language: str, theme: Theme) -> None:
    with visit(browser, site, theme=theme) as made:
        walk = Walk(made, language, axe=False)
        walk.open(f"/reviews/new?agency={SLUG}")
        walk.go_on()
        expect(walk.page.locator(".notice.is-error")).to_be_focused()
        look_at_all(made, language, theme, FORMS)


@every_look
def test_pages_of_people_who_signed_in_fit(
    browser: Browser,
    site: str,
    language: str,
    theme: Theme,
    alex: tuple[StorageState, str],
    milo: StorageState,
) -> None:
    state, review = alex
    with visit(browser, site, theme=theme, state=state) as made:
        look_at_all(
            made, language, theme, (*OWN, review, f"{review}/conduct", f"{review}/withdraw")
        )
    case = "/moderation/reviews/" + review.rpartition("/")[2]
    with visit(browser, site, theme=theme, state=milo) as made:
        look_at_all(made, language, theme, (*STAFF, case))


@every_look
def test_pages_of_a_desk_fit(
    browser: Browser,
    site: str,
    language: str,
    theme: Theme,
    olu: tuple[StorageState, str],
) -> None:
    """Each page in one language: they share their parts, and those are seen in all."""
    state, review = olu
    pick = f"{DESK}/corrections/reviews/{review}"
    turn = ("de", "en", "es").index(language)
    with visit(browser, site, theme=theme, state=state) as made:
        made.open(f"/{language}{pick}")
        line = made.page.locator(f'a[href*="{pick}/"]').first.get_attribute("href")
        assert line
        reply = f"{DESK}/reviews/{review}/reply"
        pages = (*DESK_PAGES, pick, line.removeprefix(f"/{language}"), reply, f"{reply}/withdraw")
        found = [
            fault for path in pages[turn::3] for fault in look(made, f"/{language}{path}", axe=True)
        ]
        assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pattern_fits(browser: Browser, site: str, theme: Theme) -> None:
    with visit(browser, site, theme=theme) as made:
        found = look(made, "/dev/patterns", axe=True)
        assert not found, "\n".join(found)


def test_a_first_visit_of_a_profile_is_light(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        session = made.context.new_cdp_session(made.page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        made.open(f"/de/agencies/{SLUG}")
        made.page.wait_for_load_state("networkidle")
        print(f"first visit of a profile: {len(sizes)} requests, {sum(sizes) / 1000:.1f} kB")
        assert len(sizes) == len(made.requests) <= 12
        assert sum(sizes) <= 120_000


@pytest.mark.parametrize("width", [390, 1280])
def test_an_anchor_far_down_a_profile_is_where_one_arrives(
    browser: Browser, site: str, width: int
) -> None:
    """Though what lies above has not been laid out yet."""
    with visit(browser, site, width=width) as made:
        for anchor in ("trend", "all-reviews", "similar"):
            made.page.goto("about:blank")
            made.open(f"/de/agencies/{SLUG}#{anchor}")
            box = made.page.locator(f"#{anchor}").bounding_box()
            assert box is not None
            assert abs(box["y"]) < 2, anchor


def test_a_profile_prints_its_tables_and_no_menus(browser: Browser, site: str) -> None:
    with visit(browser, site, width=1280) as made:
        made.open(f"/de/agencies/{SLUG}")
        page = made.page
        assert not page.locator("#trend table").is_visible()
        page.emulate_media(media="print")
        for table in ("#trend table", "#pace table"):
            box = page.locator(table).first.bounding_box()
            assert box is not None
            assert box["height"] > 50
        for hidden in ("header nav", ".profile-actions", ".pagination", ".review-more", "summary"):
            expect(page.locator(hidden).first).not_to_be_visible()
        permalink = page.locator('.review-actions > [href*="/reviews/"]').first
        after = permalink.evaluate("link => getComputedStyle(link, '::after').content")
        assert after.startswith('": ')
        assert len(page.pdf()) > 10_000


# --- search ------------------------------------------------------------------------------------


def search(page: Page, words: str) -> None:
    page.locator("#f-q").fill(words)
    page.keyboard.press("Enter")


def test_search_swaps_the_results_and_keeps_the_page(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open("/de/agencies")
        page.evaluate("window.same = true")
        search(page, "muller")
        expect(page.locator("#results")).to_contain_text("Müller & Söhne")
        expect(page).to_have_url(f"{site}/de/agencies?q=muller")
        assert page.evaluate("window.same") is True
        expect(page.locator("#f-q")).to_be_focused()
        assert barriers(page) == []
        page.go_back()
        expect(page).to_have_url(f"{site}/de/agencies")
        expect(page.locator("#results li").nth(15)).to_be_visible()
        assert made.context.cookies() == []


def test_search_works_without_javascript(browser: Browser, site: str) -> None:
    with visit(browser, site, javascript=False) as made:
        made.open("/de/agencies")
        search(made.page, "mueller")
        expect(made.page).to_have_url(re.compile(r"/de/agencies\?q=mueller(&|$)"))
        expect(made.page.locator("#results")).to_contain_text("Müller & Söhne")


# --- keyboard ----------------------------------------------------------------------------------

_FOCUS = """() => {
    const element = document.activeElement;
    const seen = [element, element.parentElement, element.closest("label, li, summary")];
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const at = document.elementFromPoint(x, box.top + Math.min(box.height / 2, 20));
    const label = element.closest("label");
    return {
        name: element.outerHTML.slice(0, 140),
        body: element === document.body,
        marked: seen.some((one) => {
            const style = one && getComputedStyle(one);
            return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }),
        inView: box.bottom > 0 && box.top < innerHeight,
        covered: !at || !(element.contains(at) || at.contains(element) || label?.contains(at)),
    };
}"""


def stops(page: Page) -> Iterator[dict[str, str | bool]]:
    """Each element that Tab leads to, once round the page."""
    first = ""
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop["body"] or stop["name"] == first:
            return
        first = first or stop["name"]
        yield stop


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [f"/de/agencies/{SLUG}", f"/de/reviews/new?agency={SLUG}"])
def test_focus_is_always_seen(browser: Browser, site: str, path: str, width: int) -> None:
    with visit(browser, site, width=width) as made:
        made.open(path)
        seen = list(stops(made.page))
        assert len(seen) > 10
        assert [stop for stop in seen if not stop["marked"] or not stop["inView"]] == []
        assert [stop["name"] for stop in seen if stop["covered"]] == [], "WCAG 2.4.11"


def test_the_first_key_leads_to_the_content(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        made.open(f"/de/agencies/{SLUG}")
        made.page.keyboard.press("Tab")
        expect(made.page.locator(".skip-link")).to_be_focused()
        expect(made.page.locator(".skip-link")).to_be_in_viewport(ratio=1)
        made.page.keyboard.press("Enter")
        expect(made.page.locator("#main")).to_be_focused()


def go_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


def pick(page: Page, name: str, value: str) -> None:
    """Choose a radio as people do by keyboard: Tab to its group, Space, arrows."""
    go_to(page, f'input[type="radio"][name="{name}"]')
    page.keyboard.press("Space")
    wanted = page.locator(f'input[name="{name}"][value="{value}"]')
    for _ in range(8):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"arrows do not lead to {name}={value}")


def test_a_review_can_be_written_by_keyboard_alone(browser: Browser, site: str) -> None:
    with visit(browser, site, width=1280) as made:
        page = made.page
        made.open(f"/de/reviews/new?agency={SLUG}")
        pick(page, "role", "freelancer")
        go_to(page, 'select[name="month"]')
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        pick(page, "last_stage", "application")
        go_to(page, "main form[data-guard] .button")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/reviews/new/ledger$"))
        pick(page, "answer", "nothing")
        pick(page, "chasers", "2")
        go_to(page, "main form[data-guard] .button")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/reviews/new/ratings$"))
        for criterion in ("feedback", "respect", "honesty", "availability"):
            pick(page, f"rating_{criterion}", "2")
        go_to(page, 'input[name="email"]')
        page.keyboard.type("keys@example.org")
        go_to(page, 'button[value="send"]')
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/reviews/new/sent$"))
