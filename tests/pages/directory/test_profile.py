"""A profile: what stands above the fold, figures with their n, nothing before there is enough."""

import datetime as dt
import re
from itertools import pairwise

import factories
import httpx
import pytest
from cast import ALEX
from support import seeding
from support.seeding import INVITED_ON, KEPT, PHRASE, SILENT

from resonanz.kernel import clock, db

from .conftest import in_order, read, review_ids, seen


async def profile(client: httpx.AsyncClient, count: int) -> str:
    """The profile of an agency with so many reviews, two of three with proven contact."""
    agency_id, slug = (await seeding.add_agencies("Nordlicht Personal"))["Nordlicht Personal"]
    now = clock.now()
    kinds = (KEPT, KEPT, PHRASE, SILENT)
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            now - dt.timedelta(days=1 + number),
            lines=(INVITED_ON, kinds[number % 4]),
            proven=number % 3 != 0,
        )
        for number in range(count)
    )
    return await read(client, f"/de/agencies/{slug}")


async def test_above_the_fold_the_echo_comes_first(client: httpx.AsyncClient) -> None:
    text = seen(await profile(client, 40))
    in_order(
        text,
        "Nordlicht Personal",
        "Personalvermittlung · Hamburg, Deutschland",
        "8 von 10 nach dem Gespräch beantwortet, 5 mit Begründung oder Einladung",
        "aus 40 Gesprächen in 40 Bewertungen",
        "von 5",
        "40 Bewertungen · 26 mit belegtem Kontakt",
        "so rechnen und prüfen wir",
        "bis dahin hatte die Hälfte eine Antwort, n = 80",
        "ohne Nachfragen, n = ",
        "Zuletzt bewertet",
        "Nach Kriterien",
        "Verteilung",
        "Was Kandidat:innen berichten",
        "Weitere Bewertungen",
        "Über dieses Profil",
        "zählt wie",
    )


async def test_two_reviews_come_before_the_criteria(client: httpx.AsyncClient) -> None:
    page = await profile(client, 12)
    assert len(review_ids(page[: page.index('id="crit-h"')])) == 2
    assert len(review_ids(page)) == 12
    assert "?after=" not in page


async def test_the_dots_are_what_the_sentence_says(client: httpx.AsyncClient) -> None:
    page = await profile(client, 40)
    echo = page[page.index('class="profile-echo"') : page.index('class="legend"')]
    dots = re.findall(r'class="dot is-(\w+)"', echo)
    assert dots == ["reason"] * 5 + ["phrase"] * 3 + ["silence"] * 2
    label = re.search(r'aria-label="([^"]*)">', echo[echo.index('role="img"') :])
    assert label is not None
    assert label[1] == "5 mit Begründung oder Einladung, 3 mit einer Floskel, 2 ohne Antwort"


async def test_an_echo_of_fewer_than_ten_has_exactly_so_many_dots(
    client: httpx.AsyncClient,
) -> None:
    page = await profile(client, 4)
    echo = page[page.index('class="profile-echo"') : page.index('class="legend"')]
    assert re.findall(r'class="dot is-(\w+)"', echo) == ["reason"] * 2 + ["phrase", "silence"]
    assert "3 von 4 nach dem Gespräch beantwortet, 2 mit Begründung" in seen(page)


@pytest.mark.parametrize(
    ("count", "missing"),
    [(1, "Noch 2 Bewertungen, dann"), (2, "Noch eine Bewertung, dann")],
)
async def test_under_the_minimum_there_is_no_number(
    client: httpx.AsyncClient, count: int, missing: str
) -> None:
    page = await profile(client, count)
    text = seen(page)
    assert missing in text
    assert 'class="score"' not in page
    assert "Nach Kriterien" not in text
    assert "zählt wie" not in text
    assert len(review_ids(page)) == count
    in_order(text, "nach dem Gespräch beantwortet", missing, "Verteilung", "Beantwortet, je Stufe")


async def test_from_the_minimum_on_there_is_a_number_with_its_interval(
    client: httpx.AsyncClient,
) -> None:
    page = await profile(client, 3)
    assert re.search(
        r'aria-label="\d,\d von 5, mit 90 % Wahrscheinlichkeit zwischen \d,\d und \d,\d"', page
    )


async def test_beside_the_score_stand_its_number_and_period_and_what_they_rest_on(
    client: httpx.AsyncClient,
) -> None:
    """TRUST 1 and 2: the formula, whether and how we check, and that both sorts appear."""
    page = await profile(client, 12)
    beside = page[page.index('class="profile-score"') : page.index('class="profile-actions')]
    assert re.search(r"12 Bewertungen · \d+ mit belegtem Kontakt · \w+\.? 20\d\d", beside)
    assert 'href="/de/methodology"' in beside
    page = await read(client, "/de/methodology")
    in_order(
        seen(page),
        "So rechnen",
        "Jede E-Mail-Adresse wird bestätigt",
        "Menschen lesen jede Bewertung vor der Veröffentlichung",
        "gute und schlechte laufen durch dieselbe Prüfung",
        "beide erscheinen",
    )
    assert 'href="/de/moderation-rules"' in page


async def test_an_agency_without_reviews_invites(client: httpx.AsyncClient) -> None:
    page = await profile(client, 0)
    text = seen(page)
    in_order(
        text,
        "Meldet sich diese Agentur zurück?",
        "Noch keine Bewertung. Hatten Sie Kontakt? Drei Minuten genügen, ohne Konto.",
        "Erste Bewertung schreiben",
    )
    assert 'href="/de/reviews/new?agency=nordlicht-personal"' in page
    assert "%" not in text
    assert "None" not in text


async def test_each_criterion_stands_beside_the_average_of_all(client: httpx.AsyncClient) -> None:
    page = await profile(client, 12)
    table = page[page.index('<table class="criteria">') : page.index("Verteilung</h2>")]
    rows = re.findall(r'<th scope="row">([^<]+)<.*?<td>(\d,\d)</td><td>(\d,\d)</td>', table)
    assert [name.replace("&amp;", "&") for name, _, _ in rows] == [
        "Feedbackverhalten",
        "Qualität der Begründung",
        "Erreichbarkeit & nächste Schritte",
        "Passung",
        "Vorbereitung & Fachkompetenz",
        "Ehrlichkeit & Konditionen",
        "Umgang mit Daten",
        "Respekt",
    ]
    assert table.count("bar-mean") == 8


async def test_the_distribution_adds_up_and_says_numbers(client: httpx.AsyncClient) -> None:
    agency_id, slug = (await seeding.add_agencies("Drei Wege"))["Drei Wege"]
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, n, now - dt.timedelta(days=1 + n), stars=[1 + n % 3 * 2] * 8)
        for n in range(13)
    )
    page = await read(client, f"/de/agencies/{slug}")
    table = page[page.index('<table class="distribution">') :]
    table = table[: table.index("</table>")].replace("\u00a0", " ")
    rows = re.findall(r'<th scope="row">(\d)</th>.*?<td>(\d+) %</td><td>(\d+)</td>', table)
    assert [stars for stars, _, _ in rows] == ["5", "4", "3", "2", "1"]
    assert sum(int(percent) for _, percent, _ in rows) == 100
    assert sum(int(count) for _, _, count in rows) == 13
    assert "13 Bewertungen nach ganzen Sternen" in table


async def test_figures_of_fewer_than_ten_are_dots_and_never_percent(
    client: httpx.AsyncClient,
) -> None:
    page = await profile(client, 4)
    text = seen(page)
    assert "%" not in text
    in_order(text, "Gespräch mit der Agentur", "1 von 1", "Erstgespräch beim Kunden", "0 von 1")
    first = page[page.index("Erstgespräch beim Kunden<svg") :]
    assert 'class="tally"' in first[:80]
    assert re.search(r"Zweitgespräch beim Kunden<svg.*?</svg></th><td>2 von 2</td><td>2</td>", page)


async def test_figures_of_many_are_percentages_with_their_n(client: httpx.AsyncClient) -> None:
    page = (await profile(client, 40)).replace("\u00a0", " ")
    for name, figure, n in (
        ("Bewerbung", "100 %", 40),
        ("Erstgespräch beim Kunden", "0 %", 10),
        ("Zweitgespräch beim Kunden", "100 %", 20),
        ("Zugesagte Termine gehalten", "67 %", 30),
        ("Absagen mit konkretem Grund", "67 %", 30),
        ("Floskelquote: Absagen mit Floskel", "33 %", 30),
        ("Schweigen, das beim Kunden lag", "100 %", 10),
    ):
        row = re.search(rf"{name}<svg.*?</svg></th><td>([^<]*)</td><td>(\d+)</td>", page)
        assert row is not None, name
        assert row.groups() == (figure, str(n)), name
    shares = [int(n) for n in re.findall(r"innerhalb von \d+ Werktagen<.*?<td>(\d+) %", page)]
    assert len(shares) == 4
    assert all(before <= after for before, after in pairwise(shares))


async def test_a_waiting_candidate_is_no_missing_review(client: httpx.AsyncClient) -> None:
    waiting = seeding.LedgerLine(
        seeding.Stage.APPLICATION, seeding.Answer.WAITING, seeding.DaysClass.UP_TO_3
    )
    agency_id, slug = (await seeding.add_agencies("Warteraum"))["Warteraum"]
    now = clock.now()
    await seeding.add_reviews([seeding.ready(agency_id, 1, now, lines=(waiting,))])
    text = seen(await read(client, f"/de/agencies/{slug}"))
    assert "Wer bisher berichtet hat, wartet noch auf eine Antwort." in text
    assert "Noch keine Bewertung." not in text


async def test_nobody_stated_what_a_proposed_agency_does(client: httpx.AsyncClient) -> None:
    proposed = await factories.agency("Vorschlag Personal", "AT", "Graz")
    await seeding.add_agencies("Beides Personal", kind="mixed", country="AT", city="Graz")
    page = await read(client, f"/de/agencies/{proposed.slug}")
    assert "Zeitarbeit" not in seen(page).partition("Ähnliche Agenturen")[0]
    rows = seen(await read(client, "/de/agencies"))
    in_order(rows, "Beides Personal", "Graz, Österreich · Zeitarbeit und Vermittlung")
    in_order(rows, "Vorschlag Personal Graz, Österreich – noch keine Zahl")


async def test_a_renamed_agency_is_found_at_its_old_address(client: httpx.AsyncClient) -> None:
    agency = await factories.agency("Nordlicht Personal")
    await db.execute("UPDATE agency SET slug = 'suedlicht-personal' WHERE id = {}", agency.id)
    await db.execute(
        "INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})", *(agency.slug, agency.id)
    )
    answer = await client.get("/en/agencies/nordlicht-personal")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/en/agencies/suedlicht-personal"
    assert (await client.get(answer.headers["location"])).status_code == 200


@pytest.mark.parametrize("path", ["nobody", "nobody?after=1-1", "Nordlicht%20Personal", "%F0%9F"])
async def test_an_unknown_agency_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(f"/de/agencies/{path}")).status_code == 404


async def test_an_agency_that_is_only_proposed_is_not_shown(client: httpx.AsyncClient) -> None:
    agency = await factories.agency("Noch Nicht Personal")
    await db.execute("UPDATE agency SET state = 'proposed' WHERE id = {}", agency.id)
    assert (await client.get(f"/de/agencies/{agency.slug}")).status_code == 404
    assert "Noch Nicht" not in await read(client, "/de/agencies")
    assert "Keine Agentur gefunden" in await read(client, "/de/agencies?q=Noch+Nicht")


async def test_an_uncached_profile_takes_at_most_six_statements(
    client: httpx.AsyncClient,
) -> None:
    await profile(client, 45)
    await seeding.add_agencies("Leer Personal")
    await client.get("/de/")  # the process knows the site's revision
    slug = "/agencies/nordlicht-personal"
    older = re.search(r"\?after=[\w-]+", await read(client, f"/es{slug}"))
    assert older is not None
    for path, most in (
        (f"/en{slug}", 6),
        (f"/en{slug}{older[0]}", 4),
        ("/en/agencies/leer-personal", 6),
        ("/en/agencies/nobody", 4),
    ):
        with db.recording() as statements:
            await client.get(path)
        assert 0 < len(statements) <= most, (path, statements)
    with db.recording() as statements:
        await client.get(f"/en{slug}")
    assert len(statements) <= 1, "a kept page asks for the revision at most"


async def test_markup_in_names_and_texts_is_text(client: httpx.AsyncClient) -> None:
    name = '<script>alert(1)</script> & "Söhne"'
    agency = await factories.agency(name)
    sent = factories.submission(text="<b>fett</b>\n\n<img src=x onerror=alert(1)>")
    await factories.published_review(agency, ALEX, sent)
    for path in (f"/de/agencies/{agency.slug}", "/de/", "/de/agencies", "/de/agencies?q=%3Cscript"):
        page = await read(client, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>fett" not in page
