"""Reviews on profiles, permalinks and the home page: all once, and none that is not public."""

import datetime as dt
from collections.abc import Awaitable, Callable

import factories
import httpx
import pytest
from cast import ALEX, MIRA, OTTO
from support import seeding

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import next_page, read, review_ids, seen


async def many(agency_id: int, count: int) -> list[str]:
    """Load reviews, always seven at one moment; their public ids, newest first."""
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, n, now - dt.timedelta(hours=1 + n // 7)) for n in range(count)
    )
    rows = await db.rows(
        "SELECT public_id FROM review WHERE agency_id = {} ORDER BY published_at DESC, id DESC",
        agency_id,
    )
    return [row["public_id"] for row in rows]


async def test_pages_show_every_review_once_and_the_newest_first(
    client: httpx.AsyncClient,
) -> None:
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    ids = await many(agency_id, 95)
    found: list[str] = []
    path = f"/de/agencies/{slug}"
    pages = 0
    while path:
        page = await read(client, path)
        found += review_ids(page)
        path = next_page(page)
        pages += 1
    assert found == ids
    assert pages == 5


async def test_pages_hold_still_while_new_reviews_arrive(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    ids = await many(agency.id, 45)
    first = await read(client, f"/de/agencies/{agency.slug}")
    await factories.published_review(agency, ALEX)
    second = await read(client, next_page(first))
    assert review_ids(first) + review_ids(second) == ids[:40]
    assert "Ältere Bewertungen" in second


@pytest.mark.parametrize("after", ["x", "1-1", "٣", "9" * 300, "' OR 1=1", "😀"])
async def test_a_key_that_is_none_is_not_found(client: httpx.AsyncClient, after: str) -> None:
    agency = await factories.agency()
    answer = await client.get(f"/de/agencies/{agency.slug}", params={"after": after})
    assert answer.status_code == 404


async def test_behind_the_oldest_review_is_an_empty_page(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    await many(agency.id, 3)
    oldest = review_ids(await read(client, f"/de/agencies/{agency.slug}"))[-1]
    page = await read(client, f"/de/agencies/{agency.slug}?after={oldest}")
    assert review_ids(page) == []
    assert '<meta name="robots" content="noindex">' in page


async def test_a_review_has_an_address_of_its_own(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    public_id = await factories.published_review(agency, ALEX)
    page = await read(client, f"/de/reviews/{public_id}")
    text = seen(page)
    assert review_ids(page) == [public_id]
    assert "Bewertung zu Nordlicht Personal" in text
    assert "Nach dem Gespräch kam eine Absage mit Gründen." in text
    assert "Erstgespräch beim Kunden: Absage nach 4–7 Werktagen · konkreter Grund" in text
    assert f'href="/de/reviews/{public_id}"' in await read(client, f"/de/agencies/{agency.slug}")
    assert (await client.get(f"/de/reviews/{public_id[:-1]}")).status_code == 404


async def test_a_coarse_review_hides_role_field_and_month(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    sent = factories.submission(coarse=True)
    public_id = await factories.published_review(agency, ALEX, sent)
    text = seen(await read(client, f"/de/reviews/{public_id}"))
    assert "Kandidat:in · bis zum Erstgespräch" in text
    assert "Halbjahr" in text
    for hidden in ("Bewerber:in", " IT ", "remote"):
        assert hidden not in text


async def _withdraw(public_id: str, agency: AgencyRef) -> None:
    await reviews.withdraw(public_id, await factories.account(ALEX), clock.now())


async def _hide(public_id: str, agency: AgencyRef) -> None:
    await reviews.contest(public_id, "mod", clock.now())
    await reviews.hide(public_id, "", "mod", clock.now())


async def _remove(public_id: str, agency: AgencyRef) -> None:
    await reviews.contest(public_id, "mod", clock.now())
    await reviews.remove(public_id, "", "mod", clock.now())


@pytest.mark.parametrize("leave", [_withdraw, _hide, _remove])
async def test_a_review_that_left_is_nowhere_at_once(
    client: httpx.AsyncClient, leave: Callable[[str, AgencyRef], Awaitable[None]]
) -> None:
    agency = await factories.agency()
    public_id = await factories.published_review(agency, ALEX)
    profile, own = f"/de/agencies/{agency.slug}", f"/de/reviews/{public_id}"
    for path in (profile, "/de/", "/de/agencies", own):
        await client.get(path)
        assert (await client.get(path)).status_code == 200
    await leave(public_id, agency)
    assert (await client.get(own)).status_code == 404
    for path in (profile, "/de/", "/de/agencies", "/de/agencies?q=Nordlicht"):
        page = await read(client, path)
        assert public_id not in page
        assert "Absage mit Gründen" not in page
        assert "Eine Bewertung" not in page
    assert "Noch keine Bewertung" in await read(client, profile)


@pytest.mark.parametrize("state", ["pending", "queued", "approved"])
async def test_a_review_that_is_not_published_yet_is_nowhere(
    client: httpx.AsyncClient, state: str
) -> None:
    agency = await factories.agency()
    public_id = await getattr(factories, f"{state}_review")(agency, ALEX)
    assert (await client.get(f"/de/reviews/{public_id}")).status_code == 404
    for path in (f"/de/agencies/{agency.slug}", "/de/", "/de/agencies"):
        assert "Absage mit Gründen" not in await read(client, path)


async def test_a_published_review_is_everywhere_at_once(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    paths = (f"/de/agencies/{agency.slug}", "/de/")
    for path in paths:
        assert "Absage mit Gründen" not in await read(client, path)
    await factories.published_review(agency, ALEX)
    for path in paths:
        assert "Absage mit Gründen" in await read(client, path)
    assert "1 von 1 beantwortet" in await read(client, "/de/agencies")


async def test_a_contested_review_stays_and_says_so(client: httpx.AsyncClient) -> None:
    agency = await factories.agency()
    public_id = await factories.published_review(agency, OTTO)
    await reviews.contest(public_id, MIRA.name, clock.now())
    await seeding.add_reviews([seeding.ready(agency.id, 1, clock.now())])
    assert "wird beanstandet" in seen(await read(client, f"/de/reviews/{public_id}"))


@pytest.mark.parametrize(
    ("coarse", "told"), [(False, "geändert November 2026"), (True, "geändert 2. Halbjahr 2026")]
)
async def test_an_edit_is_dated_no_finer_than_the_review(
    client: httpx.AsyncClient, coarse: bool, told: str
) -> None:
    """TRUST 11: a visible edit date; a coarse review keeps its half-year."""
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    made = seeding.ready(agency_id, 1, dt.datetime(2026, 8, 3, 9, tzinfo=dt.UTC), coarse=coarse)
    await seeding.add_reviews([made])
    day = dt.date(2026, 11, 18)
    await db.execute("UPDATE review SET edited_on = {}, corrected_on = {}", day, day)
    text = seen(await read(client, f"/de/agencies/{slug}"))
    assert told in text
    assert told.replace("geändert", "berichtigt") in text
    assert "18. November" not in text
