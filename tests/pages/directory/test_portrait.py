"""What a profile tells of its agency's course and replies, and of agencies like it."""

import datetime as dt
import html
import re

import factories
import httpx
import pytest
from cast import ALEX, OLU, OTTO
from support import seeding
from support.seeding import INVITED_ON, KEPT, SILENT

from resonanz.agencies.service import bump
from resonanz.agencies.service.imports import placed
from resonanz.kernel import clock, db

from .conftest import in_order, read, seen

NOW = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
SLUG = "/de/agencies/nordlicht-personal"


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with clock.at(NOW):
        yield


async def seeded(count: int, days: int = 20) -> int:
    """Nordlicht Personal in Hamburg with so many reviews, one every few days; its id."""
    made = await seeding.add_agencies("Nordlicht Personal", seat=placed("DE", "Hamburg", None))
    agency_id = made["Nordlicht Personal"][0]
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            NOW - dt.timedelta(days=1 + days * number),
            lines=(INVITED_ON, KEPT if number % 2 else SILENT),
            coarse=number == 2,
        )
        for number in range(count)
    )
    return agency_id


def section(page: str, name: str) -> str:
    start = page.index(f'aria-labelledby="{name}-h"')
    return page[start : page.index("</section>", start)]


async def test_answers_are_a_curve_from_ten_on_and_counts_below(client: httpx.AsyncClient) -> None:
    await seeded(12)
    part = section(await read(client, SLUG), "pace")
    (name,) = re.findall(r"<figcaption><b>([^<]+)</b> <span class=\"meta\">n&nbsp;=&nbsp;12", part)
    assert name == "Bewerbung"
    assert "bis 3</th><td>100\u00a0%</td><td>82\u00a0% bis 100\u00a0%" in part
    assert 'aria-label="Bewerbung, beantwortet innerhalb von: 3 Werktage 100\u00a0%, 7 ' in part
    counts = part[part.index("is-counts") :].replace("</td>", " ")
    text = " ".join(re.sub(r"<[^>]*>", " ", counts).split())
    in_order(text, "Erstgespräch beim Kunden 0 0 0 0 6", "Zweitgespräch beim Kunden 0 6 6 6 6")


async def test_the_trend_ends_with_the_score_of_the_page(client: httpx.AsyncClient) -> None:
    await seeded(12)
    page = await read(client, SLUG)
    part = section(page, "trend")
    shown = re.search(r'<p class="score-value"><b>(\d,\d)', page)
    rows = re.findall(r'<th scope="row">(\d\. Quartal \d+)</th><td>(\d,\d)</td>', part)
    assert shown is not None
    assert rows[-1] == ("4. Quartal 2026", shown[1])
    assert len(rows) >= 2
    assert part.count("trend-band") == part.count("trend-line") == 1


async def test_few_reviews_have_no_trend_and_none_have_no_figures(
    client: httpx.AsyncClient,
) -> None:
    await seeded(2)
    await seeding.add_agencies("Leer Personal")
    assert 'id="trend"' not in await read(client, SLUG)
    empty = await read(client, "/de/agencies/leer-personal")
    for name in ("trend", "pace", "replies"):
        assert f'id="{name}"' not in empty


async def test_replies_are_counted_and_timed_without_coarse_dates(
    client: httpx.AsyncClient,
) -> None:
    agency = await factories.agency("Nordlicht Personal")
    await factories.member(agency, OLU)
    first = await factories.published_review(agency, ALEX, at=NOW - dt.timedelta(days=30))
    coarse = factories.submission(coarse=True)
    second = await factories.published_review(agency, OTTO, coarse, NOW - dt.timedelta(days=30))
    for review, text in ((first, "Danke dafür."), (second, "Das tut uns leid.")):
        await factories.published_reply(agency, review, OLU, text, NOW - dt.timedelta(days=22))
    part = section(await read(client, f"/de/agencies/{agency.slug}"), "replies").replace(
        "\u00a0", " "
    )
    assert "2 von 2" in part
    assert "im Median 4–7 Werktage, n = 1." in part  # from a Monday to the Tuesday of the next week


async def neighbours() -> dict[str, tuple[int, str]]:
    made = await seeding.add_agencies(
        "Hafen Personal", "Elbe Personal", seat=placed("DE", "Hamburg", None)
    )
    made |= await seeding.add_agencies("Isar Personal", seat=placed("DE", "München", None))
    made |= await seeding.add_agencies(
        "Andere Art", kind="search", seat=placed("DE", "Hamburg", None)
    )
    hafen = made["Hafen Personal"][0]
    await seeding.add_reviews(seeding.ready(hafen, n, NOW) for n in range(4))
    return made


async def test_similar_agencies_stand_with_their_figures(client: httpx.AsyncClient) -> None:
    await seeded(3)
    made = await neighbours()
    page = await read(client, SLUG)
    part = html.unescape(section(page, "similar"))
    text = seen(f"<main{part}</main>")
    in_order(text, "Alle im Umkreis von 50 km", "Hafen Personal", "von 5", "am selben Ort", "Elbe")
    assert "Isar" not in text
    assert "Andere Art" not in text
    assert "/de/agencies?place=Hamburg&radius=50&country=DE&kind=placement" in part
    assert "/de/compare?agency=nordlicht-personal&agency=hafen-personal" in part
    await client.get(SLUG)
    async with db.transaction():
        await db.execute(
            "UPDATE agency SET state = 'proposed' WHERE id = {}", made["Hafen Personal"][0]
        )
        await bump(made["Hafen Personal"][0])
    assert "Hafen Personal" not in await read(client, SLUG)


async def test_a_profile_costs_few_statements(client: httpx.AsyncClient) -> None:
    """Agency, reviews and similar ones; its course and the index at the first look of a day."""
    await seeded(12)
    await neighbours()
    await read(client, "/de/agencies")
    for language, most in (("de", 5), ("en", 3), ("es", 3)):
        with db.recording() as statements:
            await client.get(f"/{language}/agencies/nordlicht-personal")
        assert len(statements) <= most, statements
