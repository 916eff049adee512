"""Home, list and search: every agency once, the own country first, alive from the first day."""

import datetime as dt
import re
from random import Random

import httpx
import pytest
from support import seeding

from resonanz.kernel import clock

from .conftest import in_order, next_page, read, seen

_ROW = re.compile(r'<li class="agency-row">.*?<a href="/\w\w/agencies/([a-z0-9-]+)">', re.S)


async def whole_list(client: httpx.AsyncClient, language: str) -> list[str]:
    """The slugs on all pages of the list, in their order."""
    found: list[str] = []
    path = f"/{language}/agencies"
    while path:
        page = await read(client, path)
        found += _ROW.findall(page)
        path = next_page(page)
    return found


async def some_world() -> dict[str, list[str]]:
    """Agencies of three countries, some reviewed, some alike; slugs by country."""
    random = Random(4)
    slugs: dict[str, list[str]] = {}
    ready = []
    for country, count in (("DE", 28), ("GB", 15), ("ES", 9)):
        made = await seeding.add_agencies(
            *(f"{country} {n:02} Personal" for n in range(count)), country=country, city=None
        )
        slugs[country] = [slug for _, slug in made.values()]
        for agency_id, _ in made.values():
            stars = random.randint(1, 5)
            for n in range(random.choice((0, 0, 1, 4))):
                moment = clock.now() - dt.timedelta(days=1 + n)
                ready.append(seeding.ready(agency_id, n, moment, stars=[stars] * 8))
    await seeding.add_reviews(ready)
    return slugs


async def test_the_list_shows_every_agency_once(client: httpx.AsyncClient) -> None:
    slugs = await some_world()
    for language, country in (("de", "DE"), ("en", "GB"), ("es", "ES")):
        found = await whole_list(client, language)
        own = slugs[country]
        assert sorted(found) == sorted(slug for group in slugs.values() for slug in group)
        assert sorted(found[: len(own)]) == sorted(own)


async def test_higher_scores_come_first_and_agencies_without_one_last(
    client: httpx.AsyncClient,
) -> None:
    good, bad, few, none = (
        await seeding.add_agencies("Ganz Gut", "Ganz Schlecht", "Zu Wenig", "Aller Anfang")
    ).values()
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, n, now - dt.timedelta(days=n), stars=[stars] * 8)
        for agency_id, stars, count in ((good[0], 5, 4), (bad[0], 1, 4), (few[0], 5, 2))
        for n in range(count)
    )
    assert await whole_list(client, "de") == [good[1], bad[1], few[1], none[1]]
    text = seen(await read(client, "/de/agencies"))
    in_order(text, "Ganz Gut", "von 5", "Ganz Schlecht", "Zu Wenig", "noch keine Zahl")
    in_order(text, "Zu Wenig", "2 Bewertungen", "Aller Anfang", "Hatten Sie Kontakt?")


@pytest.mark.parametrize("query", ["muller", "Müler", "mueller", "MÜLLER  personal"])
async def test_search_forgives(client: httpx.AsyncClient, query: str) -> None:
    await seeding.add_agencies("Müller Personal GmbH", "Nordlicht Zeitarbeit")
    answer = await client.get("/de/agencies", params={"q": query})
    assert _ROW.findall(answer.text)[:1] == ["mueller-personal"]
    assert "Eine Agentur gefunden" in answer.text
    assert "noindex" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "zzzqqqxxx",
        "%",
        "_",
        "' OR 1=1 --",
        '"',
        "*",
        "NEAR(a b)",
        "a\x01b",
        "🦊",
        "<i>",
        "x" * 5000,
    ],
)
async def test_strange_queries_find_nothing_and_propose(
    client: httpx.AsyncClient, query: str
) -> None:
    await seeding.add_agencies("Müller Personal GmbH")
    answer = await client.get("/de/agencies", params={"q": query})
    assert answer.status_code == 200
    text = seen(answer.text)
    in_order(text, "Keine Agentur gefunden", "schlagen Sie die Agentur vor", "Agentur vorschlagen")
    assert 'href="/de/reviews/new?q=' in answer.text
    assert "<i>" not in answer.text


async def test_an_empty_query_is_the_list(client: httpx.AsyncClient) -> None:
    await seeding.add_agencies("Müller Personal GmbH")
    assert "mueller-personal" in await read(client, "/de/agencies?q=%20%20")


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "0_1",
        "0_x_1_a",
        "nan_0_1_a",
        "0_nan_1_a",
        "0_inf_1_a",
        "9_1_1_a",
        "1_0_²_a",
        "0_0_" + "9" * 20 + "_a",
        "0_1e999_1_a",
    ],
)
async def test_a_list_key_that_is_none_is_not_found(client: httpx.AsyncClient, after: str) -> None:
    await seeding.add_agencies("Müller Personal GmbH")
    assert (await client.get("/de/agencies", params={"after": after})).status_code == 404


async def test_the_first_day_does_not_look_dead(client: httpx.AsyncClient) -> None:
    for country, count in (("DE", 300), ("GB", 200), ("ES", 46)):
        await seeding.add_agencies(
            *(f"{country}-Agentur {n}" for n in range(count)), country=country
        )
    home = await read(client, "/en/")
    text = seen(home)
    in_order(text, "546")
    assert "/en/reviews/new" in home
    assert all(slug.startswith("gb-") for slug in _ROW.findall(home))
    assert len(_ROW.findall(home)) == 6
    text = seen(await read(client, "/de/"))
    in_order(
        text,
        "Welche Agentur meldet sich zurück?",
        "Noch gibt es keine Bewertung. Hatten Sie Kontakt zu einer Agentur? Drei Minuten genügen",
        "Erste Bewertung schreiben",
        "So funktioniert es",
        "Agenturen 546",
    )
    assert "Bewertungen 0" not in text
    assert "Zuletzt bewertet" not in text
    listed = seen(await read(client, "/de/agencies"))
    assert listed.count("Noch keine Bewertung. Hatten Sie Kontakt?") == 20
    assert len(await whole_list(client, "de")) == 546


async def test_a_site_without_agencies_asks_for_one(client: httpx.AsyncClient) -> None:
    assert "Schlagen Sie eine vor und bewerten Sie sie gleich." in seen(await read(client, "/de/"))
    await read(client, "/de/agencies")


async def test_home_shows_the_newest_reviews(client: httpx.AsyncClient) -> None:
    made = await seeding.add_agencies(*(f"Agentur {n}" for n in range(8)))
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, n, now - dt.timedelta(days=n), text=f"Text {n}. " + "Wort " * 90)
        for n, (agency_id, _) in enumerate(made.values())
    )
    text = seen(await read(client, "/de/"))
    in_order(text, "Zuletzt bewertet", *(f"Text {n}." for n in range(6)), "Alle ansehen")
    assert "Text 6." not in text
    assert "Wort …" in text
