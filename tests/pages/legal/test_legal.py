"""Legal pages as readers, machines and authorities find them (TRUST 47, 48, 51, 55)."""

import dataclasses
import re
from collections.abc import AsyncIterator

import factories
import httpx
import pytest
from cast import MIRA
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.operator import INVENTED
from resonanz.kernel.settings import Settings

LANGUAGES = ("de", "en", "es")
PATHS = ("imprint", "contact", "privacy", "terms", "accessibility")


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    filled = dataclasses.replace(settings, **INVENTED)
    async with browse(create_app(filled)) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
async def test_legal_pages_are_one_click_from_any_public_page(
    client: httpx.AsyncClient, language: str
) -> None:
    """TRUST 51: at most two clicks; TRUST 31: no cookie."""
    for start in ("", "agencies", "reviews/new", "nowhere"):
        page = (await client.get(f"/{language}/{start}")).text
        for path in PATHS:
            assert f'href="/{language}/{path}"' in page, (start, path)
    for path in PATHS:
        answer = await client.get(f"/{language}/{path}")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert "RESONANZ_" not in answer.text


async def test_staff_find_the_imprint_too(client: httpx.AsyncClient) -> None:
    """TRUST 51."""
    await factories.sign_in(client, MIRA)
    page = (await client.get("/de/moderation")).text
    assert 'href="/de/imprint"' in page
    assert 'href="/de/privacy"' in page


@pytest.mark.parametrize("path", ["sign-up", "notices/new"])
async def test_who_hands_data_in_is_told_what_happens_with_it(
    client: httpx.AsyncClient, path: str
) -> None:
    """GDPR 13; DSA 14(1)."""
    agency = await factories.agency()
    query = f"?agency={agency.slug}" if path == "notices/new" else ""
    page = (await client.get(f"/de/{path}{query}")).text
    form = page[page.index("<main") : page.index("</main>")]
    assert 'href="/de/privacy"' in form, form[:3000]


async def test_the_imprint_names_who_runs_the_site(client: httpx.AsyncClient) -> None:
    page = (await client.get("/de/imprint")).text
    assert "<br>" in page
    for words in (
        "Resonanz Beispiel gGmbH", "Musterstraße 1", "10115 Berlin", "Deutschland", "+49 30",
        "kontakt@demo.example", "HRB 000000", "DE000000000", "MStV",
    ):  # fmt: skip
        assert words in page, words


async def test_points_of_contact_name_their_languages(client: httpx.AsyncClient) -> None:
    """TRUST 47, DSA 11 and 12."""
    assert "Deutsch, Englisch, Spanisch" in (await client.get("/de/contact")).text
    page = (await client.get("/en/contact")).text
    assert "German, English, Spanish" in page
    assert "Article 11" in page
    assert "Article 12" in page
    assert "Article 13" not in page


async def test_an_operator_outside_the_union_names_its_representative(
    settings: Settings, database: db.Engine
) -> None:
    """DSA 13."""
    outside = dataclasses.replace(
        settings, **INVENTED | {"operator_country": "CH", "eu_representative": "Vera Vertreterin"}
    )
    async with browse(create_app(outside)) as client:
        page = (await client.get("/de/contact")).text
    assert "Art. 13 DSA" in page
    assert "Vera Vertreterin" in page


async def test_the_privacy_notice_links_what_is_kept_and_names_the_authority(
    client: httpx.AsyncClient,
) -> None:
    page = (await client.get("/en/privacy")).text
    assert 'href="/en/privacy/retention"' in page
    assert "Hosting: Musterhost GmbH" in page
    assert "Datenschutzaufsicht Musterland" in page
    assert "Art. 77" in page


async def test_the_accessibility_statement_has_a_route_for_feedback(
    client: httpx.AsyncClient,
) -> None:
    """TRUST 55."""
    page = (await client.get("/de/accessibility")).text
    assert 'href="mailto:kontakt@demo.example"' in page
    assert "Marktüberwachung Barrierefreiheit Musterland" in page


async def test_terms_begin_with_a_summary_and_are_there_for_machines(
    client: httpx.AsyncClient,
) -> None:
    """TRUST 48, DSA 14."""
    page = (await client.get("/de/terms")).text
    body = page.index('<div class="prose">')
    assert page.index("Kurz gesagt") < body < page.index("Alle Fassungen")
    address = re.search(r'type="application/json" href="([^"]+)"', page)
    assert address
    answer = await client.get(address[1])
    assert answer.headers["content-type"] == "application/json"
    made = answer.json()
    assert made["version"] == 1
    assert made["in_force"] is True
    assert len(made["summary"]) == 5
    assert len(made["sections"]) == page[body:].count("<h2 id=") - 1
    assert all(one["markdown"] for one in made["sections"])


@pytest.mark.parametrize("name", ["2", "0", "x", "1.csv", "1.", "2.json"])
async def test_no_version_is_no_page(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/de/terms/{name}")).status_code == 404


async def test_a_demo_says_that_its_operator_is_invented(
    settings: Settings, database: db.Engine
) -> None:
    demo = dataclasses.replace(settings, mode="demo", **INVENTED)
    async with browse(create_app(demo)) as client:
        assert "alle Angaben zum Betreiber" in (await client.get("/de/imprint")).text
