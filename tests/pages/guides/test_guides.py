"""Guides as a reader finds them: the answer first, then where to go on."""

import pytest
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings

TITLES = {
    "de": "So bitten Sie um Rückmeldung, dass eine kommt",
    "en": "How to ask for feedback so that it comes",
    "es": "Cómo pedir una respuesta para que llegue",
}


@pytest.mark.parametrize("language", TITLES)
async def test_a_guide_is_found_and_leads_on(
    settings: Settings, database: db.Engine, language: str
) -> None:
    async with browse(create_app(settings)) as client:
        index = await client.get(f"/{language}/guides")
        assert f'href="/{language}/guides/ask-for-feedback"' in index.text
        page = await client.get(f"/{language}/guides/ask-for-feedback")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert f"<h1>{TITLES[language]}</h1>" in page.text
    body = page.text.index('<div class="prose">')
    assert page.text.index("guide-answer") < body
    assert f'href="/{language}/guides/read-a-rejection"' in page.text[body:]
    for other in TITLES:
        assert f'hreflang="{other}"' in page.text


async def test_the_shared_address_names_nobody_and_tracks_nothing(
    settings: Settings, database: db.Engine
) -> None:
    """TRUST 31."""
    async with browse(create_app(settings)) as client:
        page = (await client.get("/de/guides/stay-in-touch")).text
    start = page.index('href="mailto:?')
    mail = page[start : page.index('"', start + 6)]
    assert "guides%2Fstay-in-touch" in mail
    assert "%3F" not in mail


async def test_an_unknown_guide_is_not_found(settings: Settings, database: db.Engine) -> None:
    async with browse(create_app(settings)) as client:
        assert (await client.get("/de/guides/none")).status_code == 404
