"""Agencies side by side: who stands there, and whether their difference is more than noise."""

import datetime as dt
import re

import factories
import httpx
import pytest
from support import seeding

from resonanz.agencies import service as agencies
from resonanz.kernel import clock, db

from .conftest import in_order, read, seen

_HEAD = re.compile(r'<div class="compare-agency-name"><a href="/de/agencies/([^"]+)"')


def compared(page: str) -> list[str]:
    """The slugs that stand beside each other."""
    return _HEAD.findall(page)


async def rated(name: str, count: int, *, stars: int = 4, silent: bool = False) -> str:
    """The slug of an agency with so many reviews of the last weeks."""
    agency_id, slug = (await seeding.add_agencies(name))[name]
    lines = (seeding.SILENT,) if silent else (seeding.INVITED_ON, seeding.KEPT)
    now = clock.now() - dt.timedelta(days=10)
    await seeding.add_reviews(
        seeding.ready(agency_id, number, now, lines=lines, stars=[stars] * 8, proven=True)
        for number in range(count)
    )
    return slug


def path(*slugs: str) -> str:
    return "/de/compare?" + "&".join(f"agency={slug}" for slug in slugs)


async def test_they_stand_in_the_order_of_the_address_each_once(client: httpx.AsyncClient) -> None:
    names = ("Nordlicht Personal", "Spree Recruiting", "Alster Personal", "Isar Talente", "Elbe")
    made = [slug for _, slug in (await seeding.add_agencies(*names)).values()]
    one, two, three, four, five = made
    assert compared(await read(client, path(two, one, two, three))) == [two, one, three]
    page = await read(client, path(five, four, three, two, one))
    assert compared(page) == [five, four, three, two]
    assert "nicht dabei: Nordlicht Personal." in seen(page)
    assert "Entfernen Sie eine" in seen(page)
    assert 'name="q"' not in page[page.index("<main") :]
    page = await read(client, path(one, "nobody", "../x", two))
    assert compared(page) == [one, two]
    assert "Hier nicht verzeichnet: nobody und ../x." in seen(page)


async def test_a_former_address_leads_to_the_agency_and_a_taken_down_one_to_words(
    client: httpx.AsyncClient,
) -> None:
    agency = await factories.agency("Nordlicht Personal")
    gone = await factories.agency("Spree Recruiting")
    await db.execute("UPDATE agency SET slug = 'suedlicht' WHERE id = {}", agency.id)
    await db.execute(
        "INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})", *(agency.slug, agency.id)
    )
    await agencies.take_down(gone.id, clock.now())
    page = await read(client, path(agency.slug, "suedlicht", gone.slug))
    assert compared(page) == ["suedlicht"]
    assert f"Hier nicht verzeichnet: {gone.slug}." in seen(page)
    assert "Spree" not in page


async def test_plain_words_say_whether_the_difference_is_more_than_noise(
    client: httpx.AsyncClient,
) -> None:
    """SCORING step 5."""
    good = await rated("Nordlicht Personal GmbH", 14, stars=5)
    alike = await rated("Alster Personal", 12, stars=5)
    poor = await rated("Spree Recruiting GmbH", 14, stars=1, silent=True)
    few = await rated("Isar Talente", 1)
    text = seen(await read(client, path(poor, good)))
    in_order(
        text,
        "Nordlicht Personal liegt vor Spree Recruiting: Der Unterschied ist größer als der Zufall.",
        "Gesamtwert",
        "über Spree Recruiting, mit 90 % Wahrscheinlichkeit zwischen",
        "mehr als Zufall.",
    )
    text = seen(await read(client, path(good, alike)))
    assert "Praktisch gleichauf: Der Unterschied kann Zufall sein." in text
    text = seen(await read(client, path(good, few)))
    assert "Für einen Vergleich fehlen zu Isar Talente noch 2 Bewertungen." in text
    assert "liegt vor" not in text
    text = seen(await read(client, path(alike, poor, good, few)))
    assert re.search(r"(Nordlicht|Alster) Personal liegt vor Spree Recruiting: Der Untersch", text)
    assert "liegen praktisch gleichauf" in text
    assert "fehlen zu Isar Talente noch 2 Bewertungen" in text


async def test_figures_stand_beside_each_other_with_what_they_are_counted_of(
    client: httpx.AsyncClient,
) -> None:
    many = await rated("Nordlicht Personal", 12)
    few = await rated("Spree Recruiting", 4, silent=True)
    text = seen(await read(client, path(many, few)))
    in_order(
        text,
        *("Echo", "Nordlicht Personal :", "10 von 10", "Spree Recruiting :", "0 von 4"),
        *("Beantwortet: Bewerbung", "100 % n = 12", "–"),
        *("Beantwortet: Erstgespräch beim Kunden", "–", "0 von 4"),
        *("Hälfte beantwortet innerhalb von", "bis 3 Werktage", "offen"),
        *("Beantwortet innerhalb von 7 Werktagen", "100 % n = 24", "0 von 4"),
        *("Zugesagte Termine gehalten", "100 % n = 12", "0 von 4"),
        *("Floskelquote", "0 % n = 12", "–"),
        *("Zusage der Agentur", "keine Zusage", "Nach Kriterien", "Feedbackverhalten"),
        *("Worauf das beruht", "Kontakt belegt", "100 % n = 12", "4 von 4"),
        *("Antwort der Agentur", "0 % n = 12", "0 von 4"),
    )


async def test_one_more_is_added_by_a_search_and_one_is_removed_by_a_link(
    client: httpx.AsyncClient,
) -> None:
    one = await rated("Nordlicht Personal", 4)
    two = await rated("Spree Recruiting", 4)
    page = await read(client, path(one))
    assert "Womit möchten Sie Nordlicht Personal vergleichen?" in seen(page)
    assert f'<input type="hidden" name="agency" value="{one}">' in page
    page = await read(client, f"{path(one)}&q=spre%20recruting")
    assert f'href="/de/compare?agency={one}&amp;agency={two}"' in page
    assert "Keine weitere Agentur gefunden." in seen(await read(client, f"{path(one)}&q=xyzzy"))
    page = await read(client, path(one, two))
    assert f'href="/de/compare?agency={two}">Entfernen' in page
    for place in (f"/de/agencies/{one}", "/de/agencies", "/de/"):
        assert f'href="/de/compare?agency={one}"' in await read(client, place), place


async def test_only_the_empty_comparison_is_for_search_engines_and_all_are_kept(
    client: httpx.AsyncClient,
) -> None:
    one, two = await rated("Nordlicht Personal", 4), await rated("Spree Recruiting", 4)
    empty = await read(client, "/de/compare")
    assert "noindex" not in empty
    assert "Stellen Sie bis zu vier Agenturen nebeneinander" in seen(empty)
    with db.recording() as statements:
        page = await read(client, path(one, two, "nobody"))
    asked = [one for one in statements if "site_revision" not in one]
    assert len(asked) == 2, asked
    assert '<meta name="robots" content="noindex"' in page
    assert 'rel="canonical"' not in page
    assert "<title>Nordlicht Personal und Spree Recruiting im Vergleich" in page
    with db.recording() as statements:
        assert await read(client, path(one, two, "nobody")) == page
    assert len(statements) <= 1
    await rated("Alster Personal", 3)
    agency = await agencies.find_for_review(one)
    assert agency is not None
    await agencies.take_down(agency.id, clock.now())
    assert compared(await read(client, path(one, two))) == [two]


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_sentences_are_translated(client: httpx.AsyncClient, language: str) -> None:
    one, two = await rated("Nordlicht", 4), await rated("Spree", 4)
    text = seen(await read(client, f"/{language}/compare?agency={one}&agency={two}"))
    said = {"en": "Practically level", "es": "Prácticamente igualadas"}[language]
    assert said in text
    assert "Unterschied" not in text
