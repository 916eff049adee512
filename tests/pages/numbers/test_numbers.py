"""The numbers of a quarter: frozen once, never changed, to be cited and downloaded."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from support import seeding
from support.browsing import browse

from resonanz.agencies.service.imports import placed
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.numbers import jobs, service
from resonanz.scoring.domain.numbers import By
from resonanz.scoring.domain.quarters import Quarter

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now() -> AsyncIterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(create_app(settings)) as client:
        yield client


async def summer(count: int = 24, *, start: dt.datetime = SUMMER) -> None:
    """Reviews of three agencies in the third quarter."""
    seat = placed("DE", "Hamburg", None)
    names = (f"Hafen {number} {start:%m} Personal" for number in range(3))
    made = await seeding.add_agencies(*names, country="DE", kind="temp", seat=seat)
    ids = [agency_id for agency_id, _ in made.values()]
    await seeding.add_reviews(
        seeding.ready(
            ids[number % 3],
            number,
            start + (number % 20) * DAY,
            lines=(seeding.KEPT,) if number % 4 else (seeding.SILENT,),
        )
        for number in range(count)
    )


async def test_before_the_first_quarter_the_page_says_when_it_comes(
    client: httpx.AsyncClient,
) -> None:
    page = await client.get("/de/numbers")
    assert "Noch kein Quartal" in page.text
    assert 'content="noindex"' in page.text
    assert "/numbers" not in (await client.get("/sitemaps/de-0.xml")).text


async def test_a_quarter_is_frozen_once_and_nothing_changes_it(client: httpx.AsyncClient) -> None:
    await summer()
    assert "Noch kein Quartal" in (await client.get("/de/numbers")).text
    await jobs.freeze(NOW)
    page = (await client.get("/de/numbers")).text
    assert "3. Quartal 2026" in page
    assert "75 %" in page.replace("\u00a0", " ")
    assert "24 Bewertungen von 3 Agenturen" in page
    assert "keine repräsentative Umfrage" in page
    before = await service.of_quarter("2026-q3")
    await db.execute("UPDATE review SET state = 'withdrawn' WHERE id % 2 = 0")
    await summer(6, start=SUMMER + DAY)
    await jobs.freeze(NOW + DAY)
    assert await service.of_quarter("2026-q3") == before
    assert (await service.freeze_due(NOW + DAY)) == []


async def test_the_files_are_what_was_frozen(client: httpx.AsyncClient) -> None:
    await summer()
    await jobs.freeze(NOW)
    page = (await client.get("/en/numbers/2026-q3")).text
    data = await client.get("/numbers/2026-q3.json")
    assert hashlib.sha256(data.content).hexdigest() in page
    assert data.headers["access-control-allow-origin"] == "*"
    stored = json.loads(data.text)
    table = await client.get("/numbers/2026-q3.csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == len(stored["cells"])
    whole = next(row for row in rows if (row["by"], row["stage"]) == ("all", "any"))
    assert (whole["n"], whole["answered"], whole["share"]) == ("24", "18", "0.7500")
    assert (whole["rejections"], whole["stock_phrase"]) == ("18", "0")
    # Six silences are too few to say whose they were.
    assert (whole["silences"], whole["client_silence"]) == ("", "")
    assert {row["snapshot"] for row in rows} == {hashlib.sha256(data.content).hexdigest()}
    assert '"@type":"Dataset"' in page
    for missing in ("2026-q4", "2026-q3.xml", "x"):
        assert (await client.get(f"/numbers/{missing}")).status_code == 404, missing
        assert (await client.get(f"/de/numbers/{missing}")).status_code == 404, missing
    sitemap = (await client.get("/sitemaps/de-0.xml")).text
    assert "/de/numbers/2026-q3" in sitemap


async def test_a_missed_night_is_made_up_for_and_quarters_make_a_line(
    client: httpx.AsyncClient,
) -> None:
    await summer()
    await summer(20, start=SUMMER - 100 * DAY)
    assert await service.freeze_due(NOW) == [Quarter(2026, 2), Quarter(2026, 3)]
    page = (await client.get("/es/numbers")).text
    assert "Trimestre a trimestre" in page
    assert 'class="trend-line"' in page
    assert "T3 26" in page
    assert "/es/numbers/2026-q2" in page


async def test_too_few_are_not_told(client: httpx.AsyncClient) -> None:
    await summer(9)
    await jobs.freeze(NOW)
    found = await service.of_quarter("2026-q3")
    assert found is not None
    assert found.snapshot.cell(By.ALL) is None
    assert "zu wenige Bewertungen für Zahlen" in (await client.get("/de/numbers")).text


async def test_the_page_says_what_is_not_told_and_how_soon_answers_came(
    client: httpx.AsyncClient,
) -> None:
    await summer()
    await jobs.freeze(NOW)
    page = (await client.get("/de/numbers")).text.replace("\u00a0", " ")
    for days in (3, 7, 14, 30):
        assert f"in {days} Werktagen" in page
    untold = page.partition("Zu wenige Angaben, oder weggelassen")[2].partition("</p>")[0]
    assert "Executive Search" in untold
    assert "Zeitarbeit," not in untold
    # Six of a stage would follow from the eighteen of the other.
    assert "Je Stufe" not in page


async def test_a_quarter_without_a_review_that_counts_is_shown_at_once(
    client: httpx.AsyncClient,
) -> None:
    await summer(1)
    assert "Noch kein Quartal" in (await client.get("/de/numbers")).text
    await db.execute("UPDATE agency SET state = 'refused'")
    await jobs.freeze(NOW)
    assert "zu wenige Bewertungen für Zahlen" in (await client.get("/de/numbers")).text


async def test_the_page_asks_little_and_is_kept(client: httpx.AsyncClient) -> None:
    await summer()
    await jobs.freeze(NOW)
    with db.recording() as statements:
        await client.get("/de/numbers")
    assert 0 < len(statements) <= 4, statements
    with db.recording() as statements:
        answer = await client.get("/de/numbers")
    assert len(statements) <= 1
    assert "set-cookie" not in answer.headers
