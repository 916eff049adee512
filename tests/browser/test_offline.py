"""Without a network the site says so itself; pages fade only where motion is wanted."""

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit

pytestmark = pytest.mark.browser


def test_without_a_network_a_page_of_our_own_says_so(browser: Browser, site: str) -> None:
    with visit(browser, site, worker=True) as visitor:
        page, context = visitor.page, visitor.page.context
        visitor.open("/de/agencies")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        context.set_offline(True)
        for language, heading in (("en", "No connection"), ("es", "Sin conexión")):
            page.goto(f"{site}/{language}/guides")
            expect(page.locator("h1")).to_have_text(heading)
            font = page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")
            assert "Bricolage" in font, "in the site's looks"
        context.set_offline(False)
        page.goto(f"{site}/en/guides")
        expect(page.locator("h1")).to_have_text("Guides")
        kept = page.evaluate(
            "caches.keys().then(names => Promise.all(names.map(name => caches.open(name)"
            ".then(cache => cache.keys()))).then(all => all.flat().map(one => one.url)))"
        )
        assert len(kept) == 5, kept
        assert sum(url.endswith("/offline") for url in kept) == 3
        assert context.cookies() == []
        visitor.faults.clear()  # the browser says that it was offline


@pytest.mark.parametrize(("motion", "fades"), [("reduce", False), ("no-preference", True)])
def test_pages_fade_only_where_motion_is_wanted(
    browser: Browser, site: str, motion: str, fades: bool
) -> None:
    with visit(browser, site) as visitor:
        visitor.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        visitor.open("/de/guides")
        visitor.page.evaluate(
            "addEventListener('pageswap', (event) =>"
            " sessionStorage.setItem('fades', String(Boolean(event.viewTransition))))"
        )
        visitor.page.locator("main a").first.click()
        visitor.page.wait_for_load_state()
        expect(visitor.page.locator("h1")).to_be_visible()
        assert visitor.page.evaluate("sessionStorage.getItem('fades')") == str(fades).lower()
