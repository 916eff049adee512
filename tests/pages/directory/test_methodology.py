"""How we calculate: any agency from its rows, each number on the way, and one review more."""

import re

import factories
import httpx
import pytest
from support import seeding

from resonanz.kernel import db
from resonanz.kernel.i18n import format_decimal

from .conftest import read, seen


async def nordlicht(count: int = 12) -> tuple[int, str]:
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    await seeding.add_reviews(seeding.varied(agency_id, count))
    return agency_id, slug


async def test_the_way_leads_to_the_stored_score(client: httpx.AsyncClient) -> None:
    agency_id, slug = await nordlicht()
    text = seen(await read(client, f"/de/methodology/{slug}"))
    row = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", agency_id)
    assert row is not None
    assert row["published"]
    for name in ("score", "low", "high", "weight"):
        assert format_decimal(row[name], 4) in text, name
    assert f"gezeigt als {format_decimal(row['score'], 1)}" in text


async def test_the_rows_add_up_to_the_sums(client: httpx.AsyncClient) -> None:
    _, slug = await nordlicht()
    page = await read(client, f"/de/methodology/{slug}")
    table = page[page.index('id="rows-h"') : page.index("</table>", page.index('id="rows-h"'))]
    cells = [
        [float(cell.replace(",", ".")) for cell in re.findall(r">([\d,]+)</td>", line)]
        for line in re.findall(r"<tr>.*?</tr>", table, re.S)[1:]
    ]
    *rows, sums = cells
    assert len(rows) == 12
    assert sum(row[-2] for row in rows) == pytest.approx(sums[0], abs=0.001)
    assert sum(row[-1] for row in rows) == pytest.approx(sums[1], abs=0.001)
    for row in rows:
        assert row[-2] * row[-6] == pytest.approx(row[-1], abs=0.01)


async def test_no_row_leads_to_a_review_or_says_whose_it_is(client: httpx.AsyncClient) -> None:
    """TRUST 7, 29."""
    _, slug = await nordlicht()
    page = await read(client, f"/de/methodology/{slug}")
    rows = await db.rows("SELECT public_id FROM review")
    assert not any(row["public_id"] in page for row in rows)


async def test_one_more_review_is_asked_by_an_address(client: httpx.AsyncClient) -> None:
    _, slug = await nordlicht()
    path = f"/de/methodology/{slug}"

    async def after(query: str) -> float:
        text = seen(await read(client, path + query))
        found = re.search(r"mehr wären es ([\d,]+) statt", text)
        assert found, text
        return float(found[1].replace(",", "."))

    worst, best = await after("?stars=1&proven=yes"), await after("?stars=5&proven=yes")
    assert worst < best
    assert await after("?stars=nan") == await after("") == await after("?stars=7&proven=no")
    page = await read(client, path + "?stars=4.5&proven=yes")
    assert 'value="4.5"' in page
    assert " checked" in page
    assert '<meta name="robots" content="noindex"' in page


async def test_below_the_threshold_there_are_steps_but_no_number(client: httpx.AsyncClient) -> None:
    """SCORING step 6: no number before W 1 and three reviews."""
    agency_id, slug = await nordlicht(2)
    text = seen(await read(client, f"/de/methodology/{slug}"))
    row = await db.row("SELECT score FROM agency_score WHERE agency_id = {}", agency_id)
    assert row is not None
    assert format_decimal(row["score"], 4) not in text
    assert "fehlt 1 volle Bewertung" in text
    assert "Was wäre" not in text


async def test_an_agency_without_reviews_has_nothing_to_compute(client: httpx.AsyncClient) -> None:
    agency = await factories.agency("Stille Post Personal")
    assert "Noch nichts zu rechnen" in await read(client, f"/de/methodology/{agency.slug}")


async def test_a_renamed_agency_is_found_and_an_unknown_one_is_not(
    client: httpx.AsyncClient,
) -> None:
    agency = await factories.agency("Nordlicht Personal")
    await db.execute("UPDATE agency SET slug = 'suedlicht' WHERE id = {}", agency.id)
    await db.execute(
        "INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})", *(agency.slug, agency.id)
    )
    moved = await client.get(f"/de/methodology/{agency.slug}")
    assert moved.status_code == 308
    assert moved.headers["location"] == "/de/methodology/suedlicht"
    assert (await client.get("/de/methodology/nobody")).status_code == 404


@pytest.mark.parametrize("language", ["de", "en", "es"])
async def test_the_formula_s_page_names_its_runs_and_leads_on(
    client: httpx.AsyncClient, language: str
) -> None:
    _, slug = await nordlicht()
    page = await read(client, f"/{language}/methodology?q=nordlcht")
    assert f'href="/{language}/methodology/{slug}"' in page
    assert 'href="/open-data/recompute.py"' in page
    runs = page[page.index('id="runs"') : page.index('id="again"')]
    assert runs.count("<tr>") == 2
    profile = await read(client, f"/{language}/agencies/{slug}")
    assert f'href="/{language}/methodology/{slug}"' in profile
