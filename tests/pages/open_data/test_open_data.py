"""The page of the open data and its files, as people and programs fetch them."""

import datetime as dt
import re
from collections.abc import AsyncIterator

import factories
import httpx
import msgspec
import pytest
from cast import ALEX
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.open_data import service

NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(create_app(settings)) as client:
        yield client


async def _export() -> None:
    agency = await factories.agency("Nordlicht Personal")
    await factories.published_review(agency, ALEX, at=NOW - dt.timedelta(days=3))
    assert await service.export_if_due(NOW)


@pytest.mark.parametrize("language", ["de", "en", "es"])
async def test_the_page_leads_to_every_file_and_says_what_is_in_it(
    client: httpx.AsyncClient, language: str
) -> None:
    await _export()
    answer = await client.get(f"/{language}/open-data")
    assert "set-cookie" not in answer.headers
    for table in service.TABLES:
        for ending in ("csv", "parquet"):
            assert f'href="/open-data/2026-11-22/{table.name}.{ending}"' in answer.text
        for column in table.columns:
            assert f"<code>{column.name}</code>" in answer.text
    assert 'rel="license"' in answer.text
    things = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.text, re.S)
    (dataset,) = [one for one in map(msgspec.json.decode, things) if one["@type"] == "Dataset"]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(dataset["distribution"]) == 2 * len(service.TABLES)


async def test_before_the_first_export_the_page_says_when_one_comes(
    client: httpx.AsyncClient,
) -> None:
    page = (await client.get("/de/open-data")).text
    assert "Noch keine Ausgabe" in page
    assert "recompute.py" in page


async def test_files_are_kept_by_their_day_and_not_sent_twice(client: httpx.AsyncClient) -> None:
    await _export()
    path = "/open-data/2026-11-22/reviews.csv"
    first = await client.get(path)
    assert first.status_code == 200
    assert first.headers["content-type"].startswith("text/csv")
    assert first.headers["access-control-allow-origin"] == "*"
    assert "max-age=86400" in first.headers["cache-control"]
    assert first.text.startswith("id,agency,published_on")
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert (await client.get(path.replace(".csv", ".parquet"))).content[:4] == b"PAR1"
    catalogue = await client.get("/open-data/2026-11-22/dcat.jsonld")
    assert catalogue.headers["content-type"].startswith("application/ld+json")


async def test_catalogues_find_the_present_export_at_an_address_that_stays(
    client: httpx.AsyncClient,
) -> None:
    assert (await client.get("/open-data/latest/dcat.jsonld")).status_code == 404
    await _export()
    for name in ("dcat.jsonld", "scores.csv"):
        answer = await client.get(f"/open-data/latest/{name}")
        assert answer.status_code == 302
        assert answer.headers["location"] == f"/open-data/2026-11-22/{name}"
    assert (await client.get("/open-data/latest/nothing.csv")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-21/reviews.csv",
        "2026-11-22/manifest.json",
        "2026-11-22/..%2F..%2Fresonanz.db",
        "2026-11-22/nothing.csv",
    ],
)
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    await _export()
    assert (await client.get(f"/open-data/{path}")).status_code == 404


async def test_the_script_is_served_as_it_is_tested(client: httpx.AsyncClient) -> None:
    answer = await client.get("/open-data/recompute.py")
    assert answer.status_code == 200
    assert answer.text.startswith('"""Recompute every score')
