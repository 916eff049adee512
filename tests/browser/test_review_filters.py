"""Choosing among an agency's reviews as people do: by thumb, by word, back again, by plain form."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import Visit, barriers, too_wide, visit

pytestmark = pytest.mark.browser

PROFILE = "/de/agencies/nordlicht-personal"
REVIEWS = f"{PROFILE}/reviews"


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def found(page: Page) -> int:
    """How many the page says it found; as many stand there, or a first page of them."""
    number = int(page.locator("#count").inner_text().split()[0])
    assert shown(page) in {number, 20}
    return number


def shown(page: Page) -> int:
    return page.locator("#results article").count()


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(f"^{name} \\d"))


def number_at(page: Page, name: str) -> int:
    """The number beside a filter."""
    return int(
        page.locator(".filter", has=box(page, name))
        .locator(".filter-count")
        .inner_text()
        .split()[0]
    )


def chip(page: Page, name: str) -> Locator:
    chips = page.get_by_role("list", name="Gewählte Filter")
    return chips.get_by_role("link", name=f"{name} entfernen")


def take(page: Page, name: str) -> int:
    """Choose a filter by thumb; the number that stood beside it, which is what it finds."""
    number = number_at(page, name)
    page.locator(".filter", has=box(page, name)).click()
    expect(chip(page, name)).to_be_visible()
    assert found(page) == number_at(page, name) == number
    expect(box(page, name)).to_be_checked()
    expect(box(page, name)).to_be_focused()
    return number


def unfold(page: Page) -> None:
    """Open the filters, which a phone folds away on every new page."""
    page.locator(".filters > summary").click()


def good(made: Visit) -> None:
    assert barriers(made.page) == []
    assert too_wide(made.page) == []


def test_filters_on_a_phone_swap_the_reviews_and_chips_undo_them(
    browser: Browser, site: str
) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open(PROFILE)
        page.get_by_role("link", name="Filtern und durchsuchen").click()
        expect(page).to_have_url(site + REVIEWS)
        everything = found(page)
        good(made)
        page.evaluate("window.same = true")

        unfold(page)
        four = take(page, "4 Sterne")
        assert asked(page) == {"stars": ["4"]}
        both = take(page, "Angebot")
        assert asked(page) == {"stars": ["4"], "stage": ["offer"]}
        assert 0 < both < four < everything
        assert page.evaluate("window.same") is True
        good(made)

        chosen = page.locator("#results article").all_text_contents()
        page.reload()
        assert page.locator("#results article").all_text_contents() == chosen
        unfold(page)
        expect(box(page, "4 Sterne")).to_be_checked()
        expect(box(page, "Angebot")).to_be_checked()
        assert page.evaluate("window.same") is None

        chip(page, "4 Sterne").click()
        expect(chip(page, "4 Sterne")).to_have_count(0)
        assert asked(page) == {"stage": ["offer"]}
        assert both < found(page) < everything
        page.go_back()
        expect(chip(page, "4 Sterne")).to_be_visible()
        assert found(page) == both
        unfold(page)
        expect(box(page, "4 Sterne")).to_be_checked()
        page.get_by_role("link", name="Alle Filter entfernen").click()
        expect(page).to_have_url(site + REVIEWS)
        assert found(page) == everything


def test_a_word_is_marked_and_the_back_button_takes_it_away(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open(REVIEWS)
        everything = found(page)
        page.evaluate("window.same = true")
        field = page.get_by_label("In den Bewertungen suchen")
        field.fill("absage")
        page.keyboard.press("Enter")
        expect(chip(page, "„absage“")).to_be_visible()
        assert asked(page) == {"q": ["absage"]}
        assert page.evaluate("window.same") is True
        assert 0 < found(page) < everything
        marks = page.locator("#results mark").all_text_contents()
        assert set(map(str.casefold, marks)) == {"absage"}
        assert len(marks) >= shown(page)
        good(made)

        unfold(page)
        take(page, "Kontakt belegt")
        assert asked(page) == {"q": ["absage"], "proven": ["1"]}
        page.go_back()
        expect(chip(page, "Kontakt belegt")).to_have_count(0)
        expect(field).to_have_value("absage")
        page.go_back()
        expect(page.locator("#results mark")).to_have_count(0)
        expect(field).to_have_value("")
        assert found(page) == everything


def test_where_nothing_fits_one_reads_what_to_take_away(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open(f"{REVIEWS}?stage=offer")
        of_stage = found(page)
        page.get_by_label("In den Bewertungen suchen").fill("Zeppelin")
        page.get_by_role("button", name="Suchen").click()
        empty = page.locator("#results .empty-state")
        expect(empty.get_by_role("heading")).to_have_text("Dazu passt keine Bewertung")
        expect(empty).to_contain_text("Nehmen Sie etwas weg:")
        assert found(page) == 0
        expect(page.get_by_role("link", name="Angebot entfernen")).to_have_count(1)
        good(made)
        empty.get_by_role("link", name="„Zeppelin“ entfernen").click()
        expect(page).to_have_url(f"{site}{REVIEWS}?stage=offer")
        assert found(page) == of_stage


def test_a_folded_filter_stays_open_while_one_chooses_in_it(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open(REVIEWS)
        unfold(page)
        page.locator(".filter-more > summary").click()
        take(page, "IT")
        page.locator(".filter", has=box(page, "IT")).click()
        expect(chip(page, "IT")).to_have_count(0)
        expect(box(page, "IT")).to_be_focused()
        take(page, "Angebot")
        expect(box(page, "IT")).to_be_visible()


def test_the_plain_form_chooses_too(browser: Browser, site: str) -> None:
    with visit(browser, site, width=1280, theme="dark", javascript=False) as made:
        page = made.page
        made.open(REVIEWS)
        everything = found(page)
        four = number_at(page, "4 Sterne")
        box(page, "4 Sterne").check()
        page.get_by_role("button", name="Filter anwenden").click()
        expect(page).to_have_url(re.compile(r"[?&]stars=4(&|$)"))
        assert asked(page) == {"stars": ["4"]}
        assert found(page) == number_at(page, "4 Sterne") == four < everything
        page.get_by_label("In den Bewertungen suchen").fill("Absage")
        page.get_by_role("button", name="Suchen").click()
        assert asked(page) == {"q": ["Absage"], "stars": ["4"]}
        assert page.locator("#results mark").count() >= found(page) > 0
        chip(page, "„Absage“").click()
        assert asked(page) == {"stars": ["4"]}
        assert found(page) == four
