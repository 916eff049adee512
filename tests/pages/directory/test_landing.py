"""Pages of towns and job fields: only where there is something to say."""

import datetime as dt
import re

import httpx
import pytest
from support import seeding

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.domain.records import Place
from resonanz.agencies.service.imports import placed
from resonanz.directory.service import landing
from resonanz.kernel import clock, db

from .conftest import in_order, read, seen


async def hamburg(count: int, *, reviews: int = 4, coarse: bool = False) -> list[str]:
    """Agencies in Hamburg with reviews, all of them in IT; their slugs."""
    seat = placed("DE", "Hamburg", None)
    names = (f"Hafen {number} Personal" for number in range(count))
    made = await seeding.add_agencies(*names, country="DE", kind="temp", seat=seat)
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            clock.now() - dt.timedelta(days=1 + number),
            stars=[4] * 8,
            lines=(seeding.KEPT,) if number else (seeding.SILENT,),
            job_field=JobField.IT,
            coarse=coarse,
        )
        for agency_id, _ in made.values()
        for number in range(reviews)
    )
    return [slug for _, slug in made.values()]


async def test_a_town_tells_what_was_reported_there(client: httpx.AsyncClient) -> None:
    slugs = await hamburg(3)
    nowhere = Place(None, None, None, None, None)
    await seeding.add_agencies("Nirgends Personal", country="DE", kind="temp", seat=nowhere)
    page = await read(client, "/de/places/de/hamburg")
    in_order(
        seen(page),
        "Personaldienstleister in Hamburg",
        "8 von 10 nach dem Gespräch beantwortet",
        "Aus 12 Bewertungen",
        "Alle 3 Agenturen ansehen",
        "Eine Agentur könnte auch hier sein (Hamburg)",
        "Was Kandidat:innen berichten",
        "Zuletzt bewertet",
        "Berufsfelder dort IT",
    )
    assert all(f"/de/agencies/{slug}" in page for slug in slugs)
    assert '"@type":"BreadcrumbList"' in page
    assert 'hreflang="es" href="http://localhost:8000/es/places/de/hamburg"' in page
    for href in re.findall(r'href="(/de/agencies\?[^"]+)"', page):
        assert (await client.get(href.replace("&amp;", "&"))).status_code == 200


@pytest.mark.parametrize(
    ("page", "ranking"),
    [
        ("places/de/hamburg", "ranking?country=DE&amp;place=Hamburg"),
        ("fields/it", "ranking?country=DE&amp;field=it"),
    ],
)
async def test_a_page_leads_to_its_ranking(
    client: httpx.AsyncClient, page: str, ranking: str
) -> None:
    slugs = await hamburg(5)
    assert f'href="/de/{ranking}"' in await read(client, f"/de/{page}")
    ranked = await read(client, "/de/" + ranking.replace("&amp;", "&"))
    assert all(f"/de/agencies/{slug}" in ranked for slug in slugs)


async def test_a_town_with_little_to_say_leads_to_its_list(client: httpx.AsyncClient) -> None:
    await hamburg(2)
    answer = await client.get("/de/places/de/hamburg")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/de/agencies?place=Hamburg&country=DE"
    page = await read(client, "/de/places")
    assert "/de/places/de/hamburg" not in page
    assert "/de/agencies?state=DE-Hamburg" in page
    for path in ("/de/places/de/bremen", "/de/places/DE/hamburg", "/de/places/at/hamburg"):
        assert (await client.get(path)).status_code == 404, path


async def test_the_reader_s_country_comes_first(client: httpx.AsyncClient) -> None:
    await hamburg(3)
    seat = placed("ES", "Sevilla", None)
    names = [f"Giralda {number} Empleo" for number in range(3)]
    made = await seeding.add_agencies(*names, country="ES", kind="temp", seat=seat)
    await seeding.add_reviews(
        seeding.ready(agency_id, 0, clock.now() - dt.timedelta(days=1), stars=[4] * 8)
        for agency_id, _ in made.values()
    )
    in_order(seen(await read(client, "/de/places")), "Hamburg", "Sevilla")
    in_order(seen(await read(client, "/es/places")), "Sevilla", "Hamburg")


async def test_a_job_field_counts_only_reviews_that_show_it(client: httpx.AsyncClient) -> None:
    """A review without its field in public is not counted in one."""
    await hamburg(3)
    assert "3 bewertete Agenturen" in seen(await read(client, "/de/fields"))
    page = seen(await read(client, "/de/fields/it"))
    in_order(page, "Personaldienstleister für IT", "Aus 12 Bewertungen", "Zuletzt bewertet")
    assert (await client.get("/de/fields/sales")).status_code == 307
    assert (await client.get("/de/fields/astrology")).status_code == 404


async def test_coarse_reviews_are_in_no_job_field(client: httpx.AsyncClient) -> None:
    await hamburg(3, coarse=True)
    assert (await client.get("/de/fields/it")).status_code == 307
    page = seen(await read(client, "/de/places/de/hamburg"))
    assert "Halbjahr" in page
    assert "Berufsfelder dort" not in page


async def test_nothing_yet_says_what_to_do(client: httpx.AsyncClient) -> None:
    for path in ("/de/places", "/de/fields"):
        page = await read(client, path)
        assert "Noch zu wenige Bewertungen" in page
        assert '<meta name="robots" content="noindex">' in page


async def test_the_feed_and_the_sitemap_know_the_town(client: httpx.AsyncClient) -> None:
    await hamburg(3)
    feed = await client.get("/en/places/de/hamburg/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") == 12
    assert "/en/places/de/hamburg" in feed.text
    sitemap = (await client.get("/sitemaps/es-0.xml")).text
    assert "/es/places/de/hamburg" in sitemap
    assert "/es/fields/it" in sitemap
    assert "/es/fields/sales" not in sitemap


@pytest.mark.parametrize("path", ["/de/places/de/hamburg", "/de/fields/it", "/de/places"])
async def test_pages_ask_little_and_are_kept(client: httpx.AsyncClient, path: str) -> None:
    await hamburg(3)
    await read(client, "/de/agencies")
    with db.recording() as statements:
        await read(client, path)
    assert 0 < len(statements) <= 5, statements
    with db.recording() as statements:
        await read(client, path)
    assert len(statements) <= 1, "a kept page asks for the revision at most"


async def test_the_newest_reviews_are_sampled(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing, "SAMPLE", 5)
    monkeypatch.setattr("resonanz.directory.views.landing.SAMPLE", 5)
    await hamburg(3)
    assert "Aus den neuesten 5 Bewertungen" in seen(await read(client, "/de/places/de/hamburg"))
