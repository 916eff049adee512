"""The ranking's page: one scale, honest about few, an address for every state (TRUST 24)."""

import datetime as dt
import json
import re
from typing import Any

import httpx
import pytest
from support import seeding

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.service.imports import placed
from resonanz.directory import service
from resonanz.directory.domain import last_day, quarter_before
from resonanz.kernel import clock, db
from resonanz.kernel.i18n import LANGUAGES

from .conftest import in_order, read, seen

_RANK = re.compile(r'<td><b>(\d+)</b>(.*?)</td>\s*<th scope="row">', re.S)
_SCOPE = re.compile(r"möglich: </span>([0-9–]+)<")
_ROW = re.compile(r'<th scope="row">\s*<div class="rank-cells">.*?/agencies/([a-z0-9-]+)"', re.S)
BASE = "http://localhost:8000"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database: the statements are tried on both elsewhere."""
    return sqlite_url


async def some_agencies() -> list[str]:
    """Six ranked agencies in Hamburg, the best first, one in Wien, one that just missed a rank."""
    hamburg, vienna = placed("DE", "Hamburg", None), placed("AT", "Wien", None)
    made = await seeding.add_agencies(*(f"Elbe {n} Personal" for n in range(6)), seat=hamburg)
    made |= await seeding.add_agencies("Fast Personal", seat=hamburg, kind="temp")
    made |= await seeding.add_agencies("Donau Personal", country="AT", seat=vienna)
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            n,
            now - dt.timedelta(days=10 + n + (0 if name.startswith("Elbe") else 200)),
            stars=[(5, 4, 3, 2, 1, 1, 4, 4)[place]] * 8,
            lines=(seeding.KEPT,),
            job_field=JobField.IT,
            proven=True,
        )
        for place, (name, (agency_id, _)) in enumerate(made.items())
        for n in range(2 if name.startswith("Fast") else 6 + place)
    )
    return [slug for name, (_, slug) in made.items() if name.startswith("Elbe")]


def things(page: str) -> dict[str, dict[str, Any]]:
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {found["@type"]: found for found in map(json.loads, texts)}


async def test_the_own_country_is_ranked_with_bars_and_ranges(client: httpx.AsyncClient) -> None:
    slugs = await some_agencies()
    page = await read(client, "/de/ranking")
    assert _ROW.findall(page) == slugs
    assert page.count('class="rank-interval"') == 6
    text = seen(page)
    in_order(text, "Rangliste: Deutschland", "90 % Wahrscheinlichkeit", "praktisch gleichauf")
    in_order(text, "6 Agenturen mit Rang, Stand", "1", "Elbe 0 Personal", "zählen wie", "volle")
    in_order(text, "Knapp ohne Rang", "Fast Personal", "2 Bewertungen", "es fehlt mindestens eine")
    in_order(text, "Wonach gereiht wird", "Feedbackverhalten", "Geld", "zählen nicht")
    assert "Donau" not in text
    assert "Donau" in seen(await read(client, "/de/ranking?country=AT"))
    assert 'href="/de/methodology"' in page
    assert f'rel="canonical" href="{BASE}/de/ranking?country=DE"' in page
    assert "noindex" not in page


async def test_few_say_so_and_lead_to_the_wider_slice(client: httpx.AsyncClient) -> None:
    """No thin pages: they are not indexed and in no sitemap."""
    await some_agencies()
    for query, wider in (
        ("country=AT&field=it", "/de/ranking?country=AT"),
        ("state=DE-BY", "/de/ranking?country=DE"),
        ("country=DE&kind=search", "/de/ranking?country=DE"),
    ):
        page = await read(client, f"/de/ranking?{query}")
        assert "Rangliste." in seen(page) or "noch keine Agentur einen Rang" in seen(page)
        assert f'<a class="chip" href="{wider}">' in page
        assert 'content="noindex"' in page
    maps = (await client.get("/sitemaps/de-0.xml")).text
    listed = re.findall(r"/de/ranking\?([^<]+)<", maps)
    assert "country=DE" in listed
    assert "country=DE&amp;field=it" in listed
    assert not any("AT" in one or "search" in one for one in listed)
    for one in listed:
        assert "noindex" not in await read(client, f"/de/ranking?{one.replace('&amp;', '&')}")


@pytest.mark.parametrize(
    ("query", "heading", "count"),
    [
        ("place=Hamburg", "25 km um Hamburg", 6),
        ("place=Pinneberg&kind=placement", "25 km um Pinneberg, Personalvermittlung", 6),
        ("place=Kiel", "25 km um Kiel", 0),
        ("country=DE&field=it", "Deutschland, IT", 6),
        ("place=Nirgendwo", "25 km um Nirgendwo", 6),
    ],
)
async def test_a_slice_has_its_words_and_one_address(
    client: httpx.AsyncClient, query: str, heading: str, count: int
) -> None:
    await some_agencies()
    answer = await client.get(f"/de/ranking?state=&{query}&quarter=&from=")
    page = answer.text
    assert f"Rangliste: {heading}" in seen(page)
    assert len(_ROW.findall(page)) == count
    pushed = answer.headers["hx-push-url"]
    assert (await client.get(pushed)).headers["hx-push-url"] == pushed
    assert ("nicht bekannt, oder mehrere" in seen(page)) is ("Nirgendwo" in query)


async def test_a_quarter_can_be_chosen_and_ranks_have_a_history(
    client: httpx.AsyncClient,
) -> None:
    slugs = await some_agencies()
    quarter = quarter_before(quarter_before(clock.today()))
    await service.freeze(quarter_before(clock.today()), clock.now())
    name = f"{quarter.year}-{(quarter.month + 2) // 3}"
    assert (await client.get(f"/de/ranking?quarter={name}")).status_code == 404
    await db.execute("UPDATE rated_review SET published_on = {}", quarter)
    await service.freeze(quarter, clock.now())
    page = await read(client, f"/de/ranking?quarter={name}")
    assert sorted(_ROW.findall(page)) == sorted(slugs)
    assert f"{last_day(quarter).year}" in seen(page)
    assert "Knapp ohne Rang" not in page
    assert 'content="noindex"' in page
    today = await read(client, "/de/ranking?country=DE")
    assert re.search(r'class="rank-line"[^>]*aria-label="Q\d \d\d: Rang 1, .*heute: Rang 1"', today)
    assert "Ränge am Ende jedes Quartals als Tabelle" in today


async def test_machines_read_the_order_and_the_way(client: httpx.AsyncClient) -> None:
    slugs = await some_agencies()
    told = things(await read(client, "/de/ranking?country=DE&field=it"))
    items = told["ItemList"]["itemListElement"]
    assert [one["position"] for one in items] == [1, 2, 3, 4, 5, 6]
    assert items[0]["url"] == f"{BASE}/de/agencies/{slugs[0]}"
    way = told["BreadcrumbList"]["itemListElement"]
    assert [one["name"] for one in way] == ["Rangliste", "Deutschland", "Deutschland, IT"]


async def test_pages_of_fifty_and_what_is_behind_them(client: httpx.AsyncClient) -> None:
    made = await seeding.add_agencies(*(f"Isar {n:02}" for n in range(52)))
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, n, now - dt.timedelta(days=n), proven=True)
        for agency_id, _ in made.values()
        for n in range(4)
    )
    first = await read(client, "/de/ranking")
    second = await read(client, "/de/ranking?country=DE&from=51")
    assert 'href="/de/ranking?country=DE&amp;from=51" rel="next"' in first
    assert "Rang 51 bis 52 von 52" in seen(second)
    found = _ROW.findall(first) + _ROW.findall(second)
    assert sorted(found) == sorted(slug for _, slug in made.values())
    assert (await client.get("/de/ranking?country=DE&from=53")).status_code == 404


async def test_what_cannot_be_understood_is_said(client: httpx.AsyncClient) -> None:
    page = await read(client, "/de/ranking?kind=x&quarter=gestern")
    assert "„x“ gibt es hier nicht" in seen(page)
    assert "„gestern“ gibt es hier nicht" in seen(page)
    assert 'content="noindex"' in page


async def test_a_ranking_takes_few_statements(client: httpx.AsyncClient) -> None:
    """However many agencies and quarters there are."""
    await some_agencies()
    for quarter in (dt.date(2026, 1, 1), quarter_before(clock.today())):
        await service.freeze(quarter, clock.now())
    await read(client, "/de/ranking?country=AT")
    with db.recording() as statements:
        await read(client, "/de/ranking?country=DE&field=it")
    asked = [one for one in statements if "site_revision" not in one]
    assert len(asked) <= 3, asked


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_site_has_a_ranking_to_come(
    client: httpx.AsyncClient, language: str
) -> None:
    page = await read(client, f"/{language}/ranking")
    assert 'content="noindex"' in page
    assert "<table" not in page


async def test_a_profile_says_its_rank_with_the_range_of_the_ranking(
    client: httpx.AsyncClient,
) -> None:
    """SCORING 6: the rank with the range that the interval allows."""
    slugs = await some_agencies()
    page = await read(client, "/de/ranking")
    for slug, (rank, more) in zip(slugs, _RANK.findall(page), strict=True):
        scope = _SCOPE.search(more)
        profile = await read(client, f"/de/agencies/{slug}")
        said = f"Deutschland: Rang {scope[1] if scope else rank} von 6"
        assert f'<a href="/de/ranking?country=DE">{said}</a>' in profile
    missed = next(slug for slug in re.findall(r"agencies/(fast-[a-z0-9-]+)", page))
    assert ": Rang " not in await read(client, f"/de/agencies/{missed}")


async def test_a_profile_in_a_country_with_few_ranks_says_none(client: httpx.AsyncClient) -> None:
    await some_agencies()
    page = await read(client, "/de/ranking?country=AT")
    slug = next(iter(re.findall(r"/de/agencies/(donau-[a-z0-9-]+)", page)))
    assert ": Rang " not in await read(client, f"/de/agencies/{slug}")
