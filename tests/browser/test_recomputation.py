"""The slider: with JavaScript the answer changes in place, without it by a button."""

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit

pytestmark = pytest.mark.browser

PAGE = "/de/methodology/nordlicht-personal"


@pytest.mark.parametrize("javascript", [True, False])
def test_one_more_review_is_tried_by_the_keyboard(
    browser: Browser, site: str, javascript: bool
) -> None:
    with visit(browser, site, width=390, javascript=javascript) as made:
        page = made.page
        page.goto(site + PAGE)
        result = page.locator("#what-if-result b")
        expect(result).to_contain_text("von 1,0 mehr")
        page.get_by_label("Sterne der neuen Bewertung").press("End")
        if not javascript:
            page.get_by_role("button", name="Rechnen").click()
        expect(result).to_contain_text("von 5,0 mehr")
        assert ("stars=5" in page.url) is not javascript
