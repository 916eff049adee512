"""Badges: the same number as the profile, without scripts, and a code that a fake lacks."""

import re
from xml.etree import ElementTree

import factories
import httpx
import pytest
from cast import ALEX

from .conftest import read, seen


async def badge(client: httpx.AsyncClient, slug: str, query: str = "") -> str:
    answer = await client.get(f"/en/agencies/{slug}/badge.svg{query}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("size", ["s", "m", "l"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_badge_is_a_picture_and_nothing_else(
    client: httpx.AsyncClient, size: str, theme: str
) -> None:
    agency = await factories.agency("Müller & Söhne <Personal>")
    text = await badge(client, agency.slug, f"?size={size}&theme={theme}")
    root = ElementTree.fromstring(text)
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "title", "rect", "g", "circle", "path", "text", "tspan"}
    assert "href" not in text
    assert "Müller & Söhne <Personal>" in (root.findtext("{http://www.w3.org/2000/svg}title") or "")


async def test_it_can_be_shown_elsewhere_and_sets_no_cookie(client: httpx.AsyncClient) -> None:
    """TRUST 31."""
    agency = await factories.agency()
    answer = await client.get(f"/de/agencies/{agency.slug}/badge.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers.get_list("cross-origin-resource-policy") == ["cross-origin"]
    assert "set-cookie" not in answer.headers
    tag = answer.headers["etag"]
    again = await client.get(
        f"/de/agencies/{agency.slug}/badge.svg", headers={"if-none-match": tag}
    )
    assert again.status_code == 304


async def test_too_few_reviews_are_said_not_scored(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    await factories.published_review(agency, ALEX)
    assert "too few reviews" in await badge(client, agency.slug)


async def test_unknown_sizes_and_agencies_are_not_found(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    for address in (f"{agency.slug}/badge.svg?size=xl", "nobody/badge.svg", "nobody/badge"):
        assert (await client.get(f"/en/agencies/{address}")).status_code == 404


async def test_a_printed_code_fits_its_own_numbers_alone(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    text = await badge(client, agency.slug)
    found = re.search(r"(\d{4}-\d\d-\d\d) · ([A-Z2-7]{8})<", text)
    assert found
    check = f"/en/agencies/{agency.slug}/badge?reviews=0&day={found[1]}&code={found[2].lower()}"
    assert "The badge is genuine" in seen(await read(client, check))
    for made_up in ("&score=4.9", "&score=4,9", "&score=nice"):
        assert "This code doesn't belong" in seen(await read(client, check + made_up))
    await factories.published_review(agency, ALEX)
    assert "The badge was genuine on" in seen(await read(client, check))


async def test_the_page_keeps_what_was_typed(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    page = await read(client, f"/de/agencies/{agency.slug}/badge?code=%3Cb%3E&day=gestern")
    assert 'value="gestern"' in page
    assert 'value="&lt;b&gt;"' in page
