"""Pledges as readers see them: on the profile, in the list, on the page of the formula."""

import datetime as dt

import httpx
from support import seeding

from resonanz.agencies.service import pledges
from resonanz.kernel import clock, db

from .conftest import in_order, read, seen

DAY = dt.timedelta(days=1)
LONG_AGO = 400 * DAY
NAME = "Nordlicht Personal"


async def agency(
    *, kept: int, silent: int, days: int = 7, pledged: dt.timedelta | None = LONG_AGO
) -> tuple[int, str]:
    """An agency with a pledge and reviews of the last months, so many of them kept."""
    agency_id, slug = (await seeding.add_agencies(NAME))[NAME]
    now = clock.now()
    if pledged is not None:
        await pledges.make(agency_id, days, "olu", now - pledged)
    lines = [seeding.KEPT] * kept + [seeding.SILENT] * silent
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            now - DAY,
            lines=(seeding.INVITED_ON, line),
            month=f"{now - 60 * DAY:%Y-%m}",
        )
        for number, line in enumerate(lines)
    )
    return agency_id, slug


async def test_the_kept_share_stands_in_the_fifth_place(client: httpx.AsyncClient) -> None:
    """PRODUCT.md, a profile on a phone: the pledge takes the place of "without asking"."""
    _, slug = await agency(kept=12, silent=8)
    text = seen(await read(client, f"/de/agencies/{slug}"))
    in_order(
        text,
        "bis dahin hatte die Hälfte eine Antwort",
        "Zusage gehalten: Antwort in 7 Werktagen, n = 20 6 von 10",
        "Zuletzt bewertet",
        "Zusage der Agentur",
        "Antwort in 7 Werktagen, seit",
        "60 %",
        "So messen wir Zusagen",
    )
    assert "ohne Nachfragen, n = " not in text


async def test_below_ten_there_are_numbers_and_dots(client: httpx.AsyncClient) -> None:
    _, slug = await agency(kept=4, silent=5)
    page = await read(client, f"/de/agencies/{slug}")
    assert "Werktagen, n = 9 4 von 9" in seen(page)
    section = page[page.index('id="pledge"') :]
    section = section[: section.index("</section>")]
    assert 'class="tally"' in section
    assert "%" not in seen(f"<main>{section}</main>")


async def test_below_three_nothing_is_said_of_single_reviews(client: httpx.AsyncClient) -> None:
    """TRUST 29."""
    _, slug = await agency(kept=0, silent=2)
    text = seen(await read(client, f"/de/agencies/{slug}"))
    in_order(text, "zugesagt bis zur Antwort, noch zu wenig Erfahrungen", "7 Werktage")
    assert "Antwort in 7 Werktagen, seit" in text
    assert "noch zu wenige" in text
    assert "0 von 2" not in text[text.index("Zusage der Agentur") :]


async def test_an_agency_without_a_pledge_shows_what_it_showed(client: httpx.AsyncClient) -> None:
    _, slug = await agency(kept=4, silent=5, pledged=None)
    text = seen(await read(client, f"/de/agencies/{slug}"))
    assert "ohne Nachfragen, n = " in text
    assert "Zusage" not in text.replace("Zugesagte", "").replace("Zusagen", "")


async def test_a_withdrawn_pledge_stays_visible_for_twelve_months(
    client: httpx.AsyncClient,
) -> None:
    agency_id, slug = await agency(kept=4, silent=5)
    await pledges.withdraw(agency_id, "olu", clock.now())
    text = seen(await read(client, f"/de/agencies/{slug}"))
    in_order(text, "Zusage gehalten: Antwort in 7 Werktagen, zurückgezogen am", "n = 9 4 von 9")
    in_order(text, "Zusage der Agentur", "zurückgezogen am", "4 von 9")
    await db.execute("UPDATE agency_pledge SET ended_on = {}", (clock.now() - 366 * DAY).date())
    await db.execute("UPDATE site_revision SET revision = revision + 1")
    await db.execute("UPDATE agency SET revision = (SELECT revision FROM site_revision)")
    later = seen(await read(client, f"/en/agencies/{slug}"))
    assert "pledge" not in later.lower()


async def test_a_pledge_stands_in_the_list_and_moves_nobody(client: httpx.AsyncClient) -> None:
    """TRUST 23, 24: no pledge changes an order."""
    await agency(kept=6, silent=4, pledged=None)
    made = await seeding.add_agencies("Südwind Personal", "Westwind Personal")
    now = clock.now()
    for agency_id, _ in made.values():
        await seeding.add_reviews(
            seeding.ready(agency_id, number, now - DAY) for number in range(4)
        )
    names = (NAME, *made)
    before = seen(await read(client, "/de/agencies"))
    south = made["Südwind Personal"][0]
    await pledges.make(south, 3, "olu", now)
    after = seen(await read(client, "/de/agencies"))
    assert "Zusage: Antwort in 3 Werktagen" in after
    assert sorted(names, key=before.index) == sorted(names, key=after.index)
    unpledged = after.replace(" Zusage: Antwort in 3 Werktagen", "")
    assert before == unpledged.replace("mit Zusage 1 Treffer", "mit Zusage 0 Treffer")
    again = seen(await read(client, "/de/agencies?q=wind"))
    assert "Zusage: Antwort in 3 Werktagen" in again


async def test_the_rule_is_public(client: httpx.AsyncClient) -> None:
    """TRUST 1: how the kept share comes about."""
    text = seen(await read(client, "/de/methodology"))
    in_order(text, "Wie wir Zusagen messen", "sieben Wochen", "Schweigen", "die strengere")
