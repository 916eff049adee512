"""What all public pages keep: no cookie, one address a language, kept until something changes."""

import re

import factories
import httpx
import pytest
from cast import ALEX
from support import seeding

from resonanz.kernel import db
from resonanz.kernel.i18n import LANGUAGES

from .conftest import read, seen


async def paths() -> list[str]:
    """The address of each kind of public page, without its language."""
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    await seeding.add_reviews(seeding.varied(agency_id, 25))
    await seeding.add_agencies("Nordlicht Personal", city="Köln")
    agency = await factories.agency("Südlicht Personal")
    public_id = await factories.published_review(agency, ALEX)
    return [
        "/",
        "/agencies",
        "/agencies?q=nord",
        "/ranking?country=DE",
        "/methodology",
        f"/agencies/{slug}",
        f"/agencies/{slug}-2",
        f"/agencies/{agency.slug}",
        f"/reviews/{public_id}",
        "/compare",
        f"/compare?agency={slug}&agency={agency.slug}",
        "/called",
    ]


async def test_a_reader_gets_no_cookie_and_sends_nothing_twice(client: httpx.AsyncClient) -> None:
    for path in await paths():
        first = await client.get(f"/de{path}", headers={"cookie": "session=x; form=y"})
        assert first.status_code == 200, path
        assert "set-cookie" not in first.headers
        assert "Cookie" not in first.headers.get("vary", "")
        assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
        again = await client.get(f"/de{path}", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304, path
        assert (await client.get(f"/de{path}")).text == first.text


async def test_each_page_has_one_address_a_language(client: httpx.AsyncClient) -> None:
    for path in await paths():
        if "?" in path:
            continue
        for language in LANGUAGES:
            page = await read(client, f"/{language}{path}")
            assert f'<html lang="{language}"' in page
            canonical = re.findall(r'<link rel="canonical" href="[^"]*?:8000([^"]*)"', page)
            assert canonical == [f"/{language}{path}"]
            alternates = dict(
                re.findall(r'rel="alternate" hreflang="([^"]+)" href="[^"]*?:8000([^"]*)"', page)
            )
            default = "/" if path == "/" else f"/de{path}"
            assert alternates == {code: f"/{code}{path}" for code in LANGUAGES} | {
                "x-default": default
            }


async def test_a_page_is_kept_until_something_changes(client: httpx.AsyncClient) -> None:
    for path in await paths():
        if "?" in path:
            continue
        await read(client, f"/de{path}")
        with db.recording() as statements:
            await read(client, f"/de{path}")
        assert len(statements) <= 1, (path, "it asks for the revision at most")


async def test_titles_and_descriptions_tell_pages_apart(client: httpx.AsyncClient) -> None:
    texts = [await read(client, f"/de{path}") for path in await paths() if "?" not in path]
    older = re.search(r'href="(/de/agencies/[^"]+after=[^"]+)"', texts[3])
    assert older is not None
    titles = [re.search(r"<title>(.*?)</title>", text) for text in texts]
    about = [re.search(r'<meta name="description" content="([^"]+)"', text) for text in texts]
    for found in (titles, about):
        words = [match[1] for match in found if match]
        assert len(words) == len(texts)
        assert len(set(words)) == len(words), words
    assert "ältere Bewertungen" in await read(client, older[1])


async def test_numbers_follow_the_language(client: httpx.AsyncClient) -> None:
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    await seeding.add_reviews(seeding.varied(agency_id, 1200))
    for language, score, grouped, percent in (
        ("de", r"\d,\d von 5", "1.200 Bewertungen", r"\d\d? %"),
        ("en", r"\d\.\d of 5", "1,200 reviews", r"\d\d?%"),
        ("es", r"\d,\d de 5", "1.200 reseñas", r"\d\d? %"),
    ):
        text = seen(await read(client, f"/{language}/agencies/{slug}"))
        assert re.search(score, text), language
        assert grouped in text
        assert re.search(percent, text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_texts_of_reviews_say_their_own_language(
    client: httpx.AsyncClient, language: str
) -> None:
    agency = await factories.agency()
    public_id = await factories.published_review(
        agency, ALEX, factories.submission(language=language, text="Kein Wort")
    )
    for path in (f"/en/reviews/{public_id}", f"/en/agencies/{agency.slug}"):
        assert f'<div class="review-text" lang="{language}"><p>Kein Wort' in await read(
            client, path
        )
