"""The page of the public interface: an answer below the form, or as it is without scripts."""

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit

pytestmark = pytest.mark.browser


def test_an_answer_and_an_error_stand_below_the_form(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        made.page.goto(f"{made.site}/en/api")
        one = made.page.locator("#readScore")
        one.get_by_role("button", name="Ask").click()
        expect(one.locator("#readScore-out")).to_contain_text('"formula_version"')
        one.get_by_label("slug").fill("nobody-at-all")
        one.get_by_role("button", name="Ask").click()
        expect(one.locator("#readScore-out")).to_contain_text('"status":404')
        assert made.page.url.endswith("/en/api")
        assert len(made.faults) == 2, made.faults  # the browser and htmx say that a 404 came
        made.faults.clear()


def test_without_scripts_the_form_opens_the_answer(browser: Browser, site: str) -> None:
    with visit(browser, site, javascript=False) as made:
        made.page.goto(f"{made.site}/de/api")
        made.page.locator("#listPlaces").get_by_role("button", name="Fragen").click()
        made.page.wait_for_url("**/api/v1/places?q=Wien")
        expect(made.page.locator("body")).to_contain_text('"Wien"')
