"""Filtering the list as people do: on a phone, by keyboard, back again, and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Visit, barriers, too_wide, visit

pytestmark = pytest.mark.browser


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def found(page: Page) -> str:
    return page.locator("#count").inner_text()


def good(made: Visit) -> None:
    assert barriers(made.page) == []
    assert too_wide(made.page) == []


def test_filters_on_a_phone_swap_the_list_and_the_back_button_undoes_them(
    browser: Browser, site: str
) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open("/de/agencies")
        everybody = found(page)
        page.get_by_label("Ort oder PLZ").fill("20095")
        page.get_by_label("Umkreis").select_option("100")
        expect(page.locator("#count")).not_to_have_text(everybody)
        near = found(page)
        assert asked(page) == {"place": ["20095"], "radius": ["100"]}

        page.locator(".filters > summary").click()
        page.get_by_label("Gesamtwert", exact=True).select_option("3.5")
        expect(page.get_by_role("link", name="ab 3,5 von 5 entfernen")).to_be_visible()
        assert asked(page)["score"] == ["3.5"]
        good(made)
        box = page.get_by_role("checkbox", name="Personalvermittlung")
        number = page.locator(".filter", has=box).locator(".filter-count").inner_text().split()[0]
        box.check()
        expect(page.get_by_role("link", name="Personalvermittlung entfernen")).to_be_visible()
        assert found(page).split()[0].replace("Eine", "1") == number
        expect(box).to_be_focused()
        assert page.locator(".agency-row").count() == int(number)

        page.go_back()
        expect(page.get_by_role("link", name="Personalvermittlung entfernen")).to_have_count(0)
        expect(page.get_by_label("Ort oder PLZ")).to_have_value("20095")
        assert asked(page) == {"place": ["20095"], "radius": ["100"], "score": ["3.5"]}
        page.get_by_role("link", name="ab 3,5 von 5 entfernen").click()
        expect(page.locator("#count")).to_have_text(near)
        page.get_by_role("link", name="100 km um 20095 entfernen").click()
        expect(page.locator("#count")).to_have_text(everybody)


def test_a_desk_has_its_filters_beside_the_list(browser: Browser, site: str) -> None:
    with visit(browser, site, width=1280, theme="dark") as made:
        page = made.page
        made.open("/en/agencies?kind=temp")
        expect(page.get_by_role("checkbox", name="Temporary")).to_be_checked()
        page.get_by_label("Name or domain").fill("personal")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Sorted by")).to_be_visible()
        page.wait_for_url("**q=personal**")
        assert asked(page) == {"q": ["personal"], "kind": ["temp"]}
        page.get_by_label("Town or postcode").fill("Atlantis")
        page.keyboard.press("Enter")
        expect(page.locator("#results .notice")).to_contain_text(
            "We do not know “Atlantis”", timeout=20_000
        )
        expect(page.get_by_label("Town or postcode")).to_have_value("Atlantis")
        good(made)


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    with visit(browser, site, javascript=False) as made:
        page = made.page
        made.open("/es/agencies")
        page.get_by_label("Ciudad o código postal").fill("Sevilla")
        page.locator(".filters > summary").click()
        page.get_by_label("Puntuación global").select_option("3")
        page.get_by_role("button", name="Aplicar filtros").click()
        assert asked(page)["place"] == ["Sevilla"]
        assert asked(page)["score"] == ["3"]
        page.get_by_role("link", name="Quitar todos los filtros").click()
        assert asked(page) == {}


def test_a_ranking_is_swapped_with_its_heading_and_its_choices(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open("/de/ranking")
        page.evaluate("window.same = true")
        page.get_by_label("Land", exact=True).focus()
        page.get_by_label("Land", exact=True).select_option("AT")
        expect(page.get_by_role("heading", level=1)).to_have_text("Rangliste: Österreich")
        expect(page.get_by_label("Land", exact=True)).to_be_focused()
        expect(page.get_by_label("Bundesland")).to_contain_text("Tirol")
        page.get_by_label("Ort oder PLZ").fill("Wien")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Rangliste: 25 km um Wien")
        assert asked(page) == {"country": ["AT"], "place": ["Wien"]}
        assert page.evaluate("window.same") is True
        good(made)
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rangliste: Österreich")
