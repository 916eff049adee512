"""Comparing on a phone, and callers whose address never leaves the browser."""

import re

import pytest
from playwright.sync_api import Browser, Request, expect
from support.browser import barriers, too_wide, visit

pytestmark = pytest.mark.browser

SLUG = "mueller-soehne-personal"


def test_agencies_are_added_while_one_types_and_removed_by_a_link(
    browser: Browser, site: str
) -> None:
    with visit(browser, site) as made:
        page = made.page
        made.open(f"/de/compare?agency={SLUG}")
        page.get_by_role("searchbox").press_sequentially("nordlicht")
        page.locator("#candidates").get_by_role("link", name="Nordlicht Personal").click()
        expect(page).to_have_url(f"{site}/de/compare?agency={SLUG}&agency=nordlicht-personal")
        expect(page.locator(".compare-verdict")).to_contain_text("Unterschied")
        assert barriers(page) == []
        assert too_wide(page) == []
        page.get_by_role("link", name=re.compile("Entfernen.*Müller")).click()
        expect(page).to_have_url(f"{site}/de/compare?agency=nordlicht-personal")
        assert made.context.cookies() == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sender_s_name_stays_in_the_browser(
    browser: Browser, site: str, *, javascript: bool
) -> None:
    with visit(browser, site, javascript=javascript) as made:
        page, sent = made.page, list[str]()

        def note(request: Request) -> None:
            sent.append(request.url + str(request.post_data or ""))

        page.on("request", note)
        made.open("/de/")
        page.get_by_label("1. Agentur").fill("Frau <kerstin.geheimrat@nirgends.example>")
        page.get_by_label("2. Agentur").fill("Müller & Söhne Personal")
        page.get_by_role("button", name="Wer meldet sich zurück?").click()
        expect(page.locator("main")).to_contain_text("nirgends.example: Darunter kennen wir keine")
        assert any("geheimrat" in one for one in sent) is not javascript
        assert "geheimrat" not in page.url
        if javascript:
            expect(page.get_by_role("button", name="Karte drucken")).to_be_visible()
        page.get_by_role("link", name="Diese Agentur ansehen").click()
        expect(page.locator(".compare-agency-name")).to_contain_text("Müller & Söhne")
        assert made.context.cookies() == []


def test_the_card_is_copied_and_fits_one_sheet(browser: Browser, site: str) -> None:
    with visit(browser, site) as made:
        made.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = made.page
        made.open("/de/called")
        page.get_by_role("button", name="Fragen kopieren").click()
        expect(page.get_by_role("button", name="Fragen kopiert")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert copied[2] == "1. Bis wann höre ich von Ihnen, auch wenn es eine Absage wird?"
        assert len(copied) == 7
        margin = dict.fromkeys(("top", "bottom", "left", "right"), "5mm")
        for language in ("de", "en", "es"):
            made.open(f"/{language}/called")
            for paper in ("A4", "A6"):
                made_pdf = page.pdf(format=paper, margin=margin)
                assert made_pdf.count(b"/Type /Page\n") == 1, (language, paper)
