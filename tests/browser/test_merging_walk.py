"""Two moderators merge an agency that is listed twice; an old link leads on; a split undoes it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from support.browser import visit
from support.walk import MILO, MIRA, Walk, sign_in_moderator

from resonanz.cli.demo.twin import NAME, SLUG

pytestmark = pytest.mark.browser


def test_an_agency_is_merged_and_split_by_two(browser: Browser, site: str) -> None:
    with (
        visit(browser, site, width=1280) as one,
        visit(browser, site, width=390) as two,
        visit(browser, site) as three,
    ):
        mira, milo = Walk(one, "de"), Walk(two, "en")
        reader = Walk(three, "es")
        sign_in_moderator(mira, MIRA)
        sign_in_moderator(milo, MILO)

        mira.open("/moderation/duplicates")
        mira.page.locator(f'a[href*="/merges/new?gone={SLUG}"]').click()
        mira.arrive(r"/moderation/merges/new\?.*")
        mira.page.fill('textarea[name="reason"]', "Dieselbe Website, dasselbe Impressum.")
        mira.page.locator('form[action$="/merges/new"] .button').click()
        mira.arrive("/moderation/merges/[^/]+")
        path = urlsplit(mira.page.url).path.removeprefix("/de")
        expect(mira.page.locator('form[action$="/confirm"]')).to_have_count(0)

        milo.open("/moderation")
        milo.page.locator('a[href$="/moderation/merges"]').last.click()
        milo.arrive("/moderation/merges")
        milo.open(path)
        milo.page.locator('form[action$="/confirm"] .button').click()
        milo.arrive(path)
        expect(milo.page.locator(".notice")).to_be_visible()

        reader.open(f"/agencies/{SLUG}")
        reader.arrive("/agencies/isarwerk-zeitarbeit")
        expect(reader.page.locator("main")).to_contain_text(NAME)

        milo.page.fill('textarea[name="reason"]', "Two companies after all.")
        milo.page.locator('form[action$="/split"] .button').click()
        milo.arrive("/moderation/merges/[^/]+")
        mira.open(urlsplit(milo.page.url).path.removeprefix("/en"))
        mira.page.locator('form[action$="/confirm"] .button').click()
        mira.arrive("/moderation/merges/[^/]+")

    with visit(browser, site) as late:
        reader = Walk(late, "es")
        reader.open(f"/agencies/{SLUG}")
        reader.arrive(f"/agencies/{SLUG}")
        expect(reader.page.locator("h1")).to_have_text(NAME)
