"""What we keep and how long: a public page from the rules that the worker runs."""

import html

import pytest
from support.visitor import Visitor

from resonanz.kernel.i18n import LANGUAGES, Language, use_language
from resonanz.privacy.service import RULES
from resonanz.privacy.views import retention_view


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_shows_every_rule(visitor: Visitor, language: Language) -> None:
    """TRUST 33, in the reader's language."""
    page = await visitor.get(f"/{language}/privacy/retention")
    assert page.status_code == 200
    text = html.unescape(page.text)
    with use_language(language):
        view = retention_view()
        for rule in RULES:
            assert str(rule.holds) in text
            assert str(rule.reason) in text
    shown = [rule for area in view.areas for rule in area.rules]
    assert len(shown) == len(RULES)
    assert all(rule.kept in text for rule in shown)
    assert "30 Tage nach" in text if language == "de" else "30 Tage" not in text


async def test_reading_it_leaves_nothing_behind(visitor: Visitor) -> None:
    """TRUST 31: no cookie; the page may be kept."""
    page = await visitor.get("/de/privacy/retention")
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"].startswith("public")
    again = await visitor.client.get(
        "/de/privacy/retention", headers={"if-none-match": page.headers["etag"]}
    )
    assert again.status_code == 304


async def test_every_page_leads_there(visitor: Visitor) -> None:
    home = await visitor.get("/de/")
    assert 'href="/de/privacy/retention"' in home.text
