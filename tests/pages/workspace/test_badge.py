"""The desk's page about the badge: what is copied works as it stands."""

import html
import re

import factories
from cast import OLU
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings


async def test_the_snippet_shows_the_badge_without_scripts(
    settings: Settings, database: db.Engine
) -> None:
    async with browse(create_app(settings)) as client:
        agency = await factories.agency("Müller & Söhne")
        await factories.member(agency, OLU)
        await factories.sign_in(client, OLU)
        page = await client.get(f"/de/desk/agencies/{agency.slug}/badge?size=l&theme=dark&lang=es")
        area = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.S)
        assert area
        snippet = html.unescape(area[1])
        assert re.fullmatch(r'<a href="[^"<>]+"><img [^<>]+></a>', snippet)
        image = re.search(r'src="([^"]+)"', snippet)
        link = re.search(r'href="([^"]+)"', snippet)
        assert image
        assert link
        assert html.unescape(image[1]).startswith(f"{settings.base_url}/es/agencies/")
        for address in (image[1], link[1]):
            path = html.unescape(address).removeprefix(settings.base_url)
            assert (await client.get(path)).status_code == 200
