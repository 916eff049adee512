"""Feeds, sitemaps, embeds, pictures and structured data: what other programs read."""

import datetime as dt
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from PIL import Image
from support import seeding
from support.seeding import KEPT, PHRASE, SILENT

from resonanz.agencies.service import bump
from resonanz.kernel import clock, db
from resonanz.kernel.i18n import LANGUAGES

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "http://localhost:8000"


async def agency(count: int, name: str = "Nordlicht Personal", **others: Any) -> str:
    """An agency with so many reviews; its slug."""
    agency_id, slug = (await seeding.add_agencies(name))[name]
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            now - dt.timedelta(days=1 + number),
            lines=((KEPT, KEPT, PHRASE, SILENT)[number % 4],),
            proven=number % 3 != 0,
            **others,
        )
        for number in range(count)
    )
    return slug


async def things(client: httpx.AsyncClient, path: str) -> dict[str, dict[str, Any]]:
    """The page's structured data by type."""
    answer = await client.get(path)
    assert answer.status_code == 200
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.text, re.S)
    return {found["@type"]: found for found in map(json.loads, texts)}


async def xml(client: httpx.AsyncClient, path: str) -> ElementTree.Element:
    answer = await client.get(path)
    assert answer.status_code == 200, path
    assert answer.cookies == {}
    return ElementTree.fromstring(answer.content)


async def test_a_rating_is_told_only_where_a_score_is_published(client: httpx.AsyncClient) -> None:
    many, few = await agency(40), await agency(1, "Südwind Personal")
    told = await things(client, f"/de/agencies/{many}")
    row = await db.row(
        "SELECT s.score FROM agency_score s JOIN agency a ON a.id = s.agency_id WHERE a.slug = {}",
        many,
    )
    assert row
    assert told["EmploymentAgency"]["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": round(row["score"], 1),
        "reviewCount": 40,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert len(told["EmploymentAgency"]["review"]) == 20
    silent = await things(client, f"/de/agencies/{few}")
    assert "aggregateRating" not in silent["EmploymentAgency"]


async def test_structured_data_names_nobody_and_no_day(client: httpx.AsyncClient) -> None:
    """TRUST 7."""
    slug = await agency(3, coarse=True)
    told = (await things(client, f"/de/agencies/{slug}"))["EmploymentAgency"]["review"]
    assert all(one["author"]["name"].startswith("Kandidat:in · bis zum ") for one in told)
    assert all(re.fullmatch(r"\d{4}", one["datePublished"]) for one in told)


async def test_no_text_of_an_author_ends_the_script(client: httpx.AsyncClient) -> None:
    text = "Danke </script><script>alert(1)</script> & <b>gut</b>, wirklich sehr gut gemacht."
    slug = await agency(1, text=text)
    page = (await client.get(f"/de/agencies/{slug}")).text
    assert "<script>alert" not in page
    told = (await things(client, f"/de/agencies/{slug}"))["EmploymentAgency"]
    assert told["review"][0]["reviewBody"] == text


async def test_a_page_says_the_way_to_it(client: httpx.AsyncClient) -> None:
    slug = await agency(1)
    steps = (await things(client, f"/en/agencies/{slug}"))["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in steps] == [
        (1, "Agencies", f"{BASE}/en/agencies"),
        (2, "Nordlicht Personal", f"{BASE}/en/agencies/{slug}"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_feed_holds_the_newest_reviews(client: httpx.AsyncClient, language: str) -> None:
    slug = await agency(40)
    for path in (f"/{language}/feed.atom", f"/{language}/agencies/{slug}/feed.atom"):
        feed = await xml(client, path)
        assert feed.findtext(f"{ATOM}id") == BASE + path
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) in {21, 30}
        address = entries[0].findtext(f"{ATOM}id")
        assert address
        assert (await client.get(address.removeprefix(BASE))).status_code == 200
        assert all(
            re.fullmatch(r"\d{4}-\d{2}-01T00:00:00Z", entry.findtext(f"{ATOM}updated") or "")
            for entry in entries
        ), "a feed tells no finer date than the page"


async def test_an_empty_site_has_a_feed(client: httpx.AsyncClient) -> None:
    assert (await xml(client, "/de/feed.atom")).findall(f"{ATOM}entry") == []


async def test_a_removed_review_leaves_the_feed_and_the_structured_data(
    client: httpx.AsyncClient,
) -> None:
    slug = await agency(2)
    path = f"/de/agencies/{slug}/feed.atom"
    first = (await xml(client, path)).findall(f"{ATOM}entry")[0].findtext(f"{ATOM}id")
    assert first
    row = await db.row("SELECT id FROM agency WHERE slug = {}", slug)
    assert row
    async with db.transaction():
        await db.execute(
            "UPDATE review SET state = 'withdrawn' WHERE public_id = {}", first.rpartition("/")[2]
        )
        await bump(row["id"])
    entries = (await xml(client, path)).findall(f"{ATOM}entry")
    assert first not in {entry.findtext(f"{ATOM}id") for entry in entries}


async def test_sitemaps_hold_every_page_in_every_language(client: httpx.AsyncClient) -> None:
    slug = await agency(1)
    index = await xml(client, "/sitemap.xml")
    parts = [found.text or "" for found in index.iter(f"{MAP}loc")]
    assert len(parts) == 2 * len(LANGUAGES)
    addresses: dict[str, str | None] = {}
    for part in parts:
        for url in (await xml(client, part.removeprefix(BASE))).iter(f"{MAP}url"):
            addresses[url.findtext(f"{MAP}loc") or ""] = url.findtext(f"{MAP}lastmod")
    for language in LANGUAGES:
        assert f"{BASE}/{language}/guides/ask-for-feedback" in addresses
        day = addresses[f"{BASE}/{language}/agencies/{slug}"] or ""
        assert re.fullmatch(r"\d{4}-\d{2}-01", day)
    for address in addresses:
        page = await client.get(address.removeprefix(BASE))
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.text
        assert "noindex" not in page.text
    assert f"Sitemap: {BASE}/sitemap.xml" in (await client.get("/robots.txt")).text
    assert (await client.get("/sitemaps/de-2.xml")).status_code == 404
    assert (await client.get("/sitemaps/fr-1.xml")).status_code == 404


async def test_others_embed_a_profile_and_a_review(client: httpx.AsyncClient) -> None:
    slug = await agency(12)
    page = (await client.get(f"/en/agencies/{slug}")).text
    found = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert found
    told = (await client.get(found[1].removeprefix(BASE))).json()
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Nordlicht Personal")
    assert f'href="{BASE}/en/agencies/{slug}"' in told["html"]
    assert "<script" not in told["html"]
    review = re.search(r'href="(/en/reviews/(?!new)[^"/?]+)"', page)
    assert review
    told = (await client.get("/oembed", params={"url": BASE + review[1], "maxwidth": "300"})).json()
    assert told["width"] == 300
    assert "Nordlicht Personal" in told["title"]


@pytest.mark.parametrize(
    "url", ["", "https://example.org/de/agencies/x", f"{BASE}/de/agencies/x", f"{BASE}/de/account"]
)
async def test_nothing_else_is_embedded(client: httpx.AsyncClient, url: str) -> None:
    assert (await client.get("/oembed", params={"url": url})).status_code == 404
    assert (await client.get("/oembed", params={"url": url, "format": "xml"})).status_code == 501


async def test_the_picture_of_an_agency_is_drawn_by_us(client: httpx.AsyncClient) -> None:
    for count, name in ((12, "Nordlicht Personal"), (0, "Ö" * 120)):
        slug = await agency(count, name)
        page = (await client.get(f"/es/agencies/{slug}")).text
        path = f"/es/agencies/{slug}/card.png"
        assert f'<meta property="og:image" content="{BASE}{path}">' in page
        answer = await client.get(path)
        assert answer.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
        assert len(answer.content) < 100_000
