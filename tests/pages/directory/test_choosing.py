"""An agency's reviews by stage, field, stars and more, and by their words."""

import datetime as dt
import re

import httpx
from support import seeding

from resonanz.agencies.domain.job_fields import JobField
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import next_page, read, review_ids, seen

_BOX = re.compile(r'name="(\w+)" value="([^"]+)"(?: checked)?><span>.*?filter-count">(\d+)<')


async def reviewed(count: int = 45) -> str:
    """An agency with reviews of two fields; every third is coarse, every fifth tells of a call."""
    ((agency_id, slug),) = (await seeding.add_agencies("Hafen Personal")).values()
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            clock.now() - dt.timedelta(days=1 + 7 * number),
            stars=[5 if number % 2 else 1] * 8,
            lines=(seeding.KEPT,) if number % 2 else (seeding.SILENT,),
            job_field=JobField.IT if number % 2 else JobField.SALES,
            coarse=number % 3 == 0,
            proven=number % 4 == 0,
            text="Ein Rückruf per Telefon, über Nacht." if number % 5 == 0 else "Es kam ein Brief.",
        )
        for number in range(count)
    )
    return slug


def counts(page: str) -> dict[tuple[str, str], int]:
    found = _BOX.findall(page)
    return {(name, value): int(n) for name, value, n in found}


async def test_every_number_is_what_its_filter_finds(client: httpx.AsyncClient) -> None:
    slug = await reviewed()
    for asked in ("", "field=it", "stars=5&proven=1", "q=telefon&period=2026-h2"):
        page = await read(client, f"/de/agencies/{slug}/reviews?{asked}")
        for (name, value), n in counts(page).items():
            others = [one for one in asked.split("&") if one and not one.startswith(f"{name}=")]
            path = f"/de/agencies/{slug}/reviews?" + "&".join([*others, f"{name}={value}"])
            found: list[str] = []
            while path:
                answer = await client.get(path)
                found += review_ids(answer.text)
                path = next_page(answer.text)
            assert len(found) == len(set(found)) == n, (asked, name, value)


async def test_coarse_reviews_are_in_no_field_and_no_role(client: httpx.AsyncClient) -> None:
    slug = await reviewed()
    page = await read(client, f"/de/agencies/{slug}/reviews")
    numbers = counts(page)
    assert numbers["field", "it"] + numbers["field", "sales"] == 30
    assert numbers["role", "applicant"] == 30
    assert "45 Bewertungen" in seen(page)


async def test_words_are_found_without_accents_and_marked(client: httpx.AsyncClient) -> None:
    slug = await reviewed()
    page = await read(client, f"/de/agencies/{slug}/reviews?q=ruckruf+TELEFON")
    assert "9 von 45 Bewertungen" in seen(page)
    assert page.count("<mark>Telefon</mark>") == 9
    assert "<mark>Rückruf</mark>" in page
    page = await read(client, f"/de/agencies/{slug}/reviews?q=Rueckruf")
    assert "9 von 45 Bewertungen" in seen(page)
    odd = await client.get(f"/de/agencies/{slug}/reviews", params={"q": '<script>"%_'})
    assert odd.status_code == 200
    assert "<script>&#34;" not in odd.text.replace("&lt;script&gt;", "")


async def test_nothing_found_says_what_to_take_away(client: httpx.AsyncClient) -> None:
    slug = await reviewed(4)
    page = await read(client, f"/de/agencies/{slug}/reviews?q=fahrrad&stars=5&stars=9")
    assert "Dazu passt keine Bewertung" in page
    assert f'href="/de/agencies/{slug}/reviews?stars=5"' in page
    assert f'href="/de/agencies/{slug}/reviews?q=fahrrad"' in page
    assert 'content="noindex"' in page
    assert f'rel="canonical" href="http://localhost:8000/de/agencies/{slug}"' in page


async def test_an_agency_without_reviews_asks_for_the_first(client: httpx.AsyncClient) -> None:
    ((_, slug),) = (await seeding.add_agencies("Stille Personal")).values()
    assert "Noch keine Bewertung" in await read(client, f"/de/agencies/{slug}/reviews")
    assert (await client.get("/de/agencies/nirgends/reviews")).status_code == 404
    gone = await client.get(f"/de/agencies/{slug}/reviews?after=AAAA")
    assert gone.status_code == 404


async def test_a_choice_asks_little_and_is_kept(client: httpx.AsyncClient) -> None:
    slug = await reviewed()
    with db.recording() as statements:
        await read(client, f"/de/agencies/{slug}/reviews?stars=5")
    assert 0 < len(statements) <= 5, statements
    with db.recording() as statements:
        await read(client, f"/de/agencies/{slug}/reviews?stars=5")
    assert len(statements) <= 1
    with db.recording() as statements:
        await read(client, f"/de/agencies/{slug}/reviews?stars=1")
    assert len(statements) <= 4, statements
    with db.recording() as statements:
        await read(client, f"/de/agencies/{slug}/reviews?q=brief")
    assert len(statements) <= 6, statements
    with db.recording() as statements:
        await read(client, f"/de/agencies/{slug}/reviews?q=telefon")
    assert len(statements) <= 5, statements


async def test_what_is_hidden_is_found_by_no_choice_any_more(client: httpx.AsyncClient) -> None:
    slug = await reviewed(5)
    (hidden,) = review_ids(await read(client, f"/de/agencies/{slug}/reviews?q=telefon"))
    await reviews.contest(hidden, "clerk", clock.now())
    await reviews.hide(hidden, "Wird geprüft.", "clerk", clock.now())
    assert "4 Bewertungen" in seen(await read(client, f"/de/agencies/{slug}/reviews"))
    assert review_ids(await read(client, f"/de/agencies/{slug}/reviews?q=telefon")) == []
    await reviews.keep(hidden, "clerk", clock.now())
    assert review_ids(await read(client, f"/de/agencies/{slug}/reviews?q=telefon")) == [hidden]


async def test_the_profile_leads_there(client: httpx.AsyncClient) -> None:
    slug = await reviewed()
    assert f'href="/de/agencies/{slug}/reviews"' in await read(client, f"/de/agencies/{slug}")
