"""Filters, places and orders of the list: exact counts, an address for every state."""

import datetime as dt
import html
import re
from collections.abc import Iterable
from random import Random
from urllib.parse import parse_qsl

import httpx
import pytest
from support import seeding

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.domain.records import Place
from resonanz.agencies.service import pledges, profiles
from resonanz.agencies.service.imports import placed
from resonanz.directory import service
from resonanz.directory.domain import Group, Index, Search, Sort
from resonanz.directory.service import finding
from resonanz.kernel import clock, db

from .conftest import in_order, next_page, read, seen

_ROW = re.compile(r'<li class="agency-row">.*?<a href="/\w\w/agencies/([a-z0-9-]+)">', re.S)
_CHIP = re.compile(r'<a class="chip" href="([^"]+)">\s*([^<]+?)\s*<')
_BOX = re.compile(r'name="(\w+)" value="([^"]+)"( checked)?><span>.*?filter-count">(\d+)<', re.S)
_CHOICE = re.compile(r'<option value="([^"]+)"( selected)?>[^<]* \((\d+)\)</option>')
_SELECT = re.compile(r'<select id="f-(\w+)" name="\w+">(.*?)</select>', re.S)


def rows(page: str) -> list[str]:
    return _ROW.findall(page)


def chips(page: str) -> dict[str, str]:
    """Where each chip leads, by its text."""
    return {html.unescape(text): html.unescape(href) for href, text in _CHIP.findall(page)}


def counts(page: str) -> dict[tuple[str, str], int]:
    """The number beside each filter."""
    found = {(name, html.unescape(value)): int(n) for name, value, _, n in _BOX.findall(page)}
    for name, options in _SELECT.findall(page):
        found |= {(name, value): int(n) for value, _, n in _CHOICE.findall(options)}
    return found


async def whole_list(client: httpx.AsyncClient, path: str) -> list[str]:
    found: list[str] = []
    while path:
        page = await read(client, path)
        found += rows(page)
        path = next_page(page)
    return found


async def some_agencies() -> dict[str, tuple[int, str]]:
    """Forty agencies of all kinds and places, most with reviews."""
    random = Random(7)
    made: dict[str, tuple[int, str]] = {}
    nowhere = Place(None, None, None, None, None)
    for country, town, kind in (
        ("DE", "Hamburg", "temp"),
        ("DE", "Hamburg", "search"),
        ("DE", "Lüneburg", "temp"),
        ("DE", "München", "placement"),
        ("DE", "", "temp"),
        ("AT", "Wien", "search"),
        ("AT", "Wien", "temp"),
        ("ES", "Sevilla", "placement"),
    ):
        names = (f"{town or 'Nirgends'} {kind} {number} Personal" for number in range(5))
        seat = placed(country, town, None) if town else nowhere
        made |= await seeding.add_agencies(*names, country=country, kind=kind, seat=seat)
    now = clock.now()
    lines = ((seeding.INVITED_ON, seeding.KEPT), (seeding.PHRASE,), (seeding.SILENT,))
    fields = (None, JobField.IT, JobField.SALES)
    await seeding.add_reviews(
        seeding.ready(
            agency_id,
            number,
            now - dt.timedelta(days=1 + number),
            stars=[random.randint(3, 5)] * 8,
            lines=random.choice(lines),
            job_field=random.choice(fields),
            coarse=random.random() < 0.3,
        )
        for agency_id, _ in made.values()
        for number in range(random.choice((0, 1, 3, 4, 10)))
    )
    return made


ASKED = (
    "",
    "kind=temp",
    "kind=temp&kind=search&field=it",
    "field=sales&score=3.5",
    "country=AT",
    "state=DE-Bayern&state=DE-Hamburg",
    "reviews=3&days=7",
    "days=30&sort=days",
    "place=Hamburg&kind=temp",
    "q=wien&field=it",
)


async def test_numbers_beside_filters_are_what_they_find(client: httpx.AsyncClient) -> None:
    await some_agencies()
    random = Random(3)
    for query in ASKED:
        numbers = counts(await read(client, f"/de/agencies?{query}"))
        assert {name for name, _ in numbers} >= {"country", "kind", "score", "reviews", "days"}
        for name, value in random.sample(sorted(numbers), 5):
            others = [(key, v) for key, v in parse_qsl(query) if key != name]
            found = await client.get("/de/agencies", params=[*others, (name, value)])
            heading = re.search(r'id="count" role="status">(\w+) ', found.text)
            assert heading, value
            number = 1 if heading[1] == "Eine" else int(heading[1])
            assert number == numbers[name, value], (query, name, value)


async def test_pages_show_what_was_found_once(client: httpx.AsyncClient) -> None:
    made = await some_agencies()
    for query in ASKED:
        found = await whole_list(client, f"/de/agencies?{query}")
        assert len(found) == len(set(found)), query
        expected = await service.find(searched(query), "DE", None)
        assert len(found) == expected.total, query
        if not query:
            assert sorted(found) == sorted(slug for _, slug in made.values())


def searched(query: str) -> Search:
    asked = parse_qsl(query)
    chosen = {
        group: tuple(value for name, value in asked if name == group.value)
        for group in Group
        if any(name == group.value for name, _ in asked)
    }
    plain = dict(asked)
    sort = Sort(plain["sort"]) if "sort" in plain else None
    return Search(plain.get("q", ""), plain.get("place", ""), chosen=chosen, sort=sort)


async def test_a_radius_finds_the_near_and_the_unknown_last(client: httpx.AsyncClient) -> None:
    hamburg, wien = placed("DE", "Hamburg", None), placed("AT", "Wien", None)
    lueneburg = placed("DE", "Lüneburg", None)
    await seeding.add_agencies("Nah Personal", seat=hamburg)
    await seeding.add_agencies("Fern Personal", country="AT", seat=wien)
    await seeding.add_agencies("Mittel Personal", seat=lueneburg)
    await seeding.add_agencies("Irgendwo Personal", city=None)
    await seeding.add_agencies("Bayern Personal", seat=Place(None, None, "Bayern", None, None))
    for place in ("Hamburg", "hamburg", "20095", "20095 Hamburg", "D-20095", "Hamburgo"):
        answer = await client.get("/de/agencies", params={"place": place, "radius": "25"})
        assert rows(answer.text) == ["nah-personal", "irgendwo-personal"], place
    text = seen(answer.text)
    in_order(text, "2 Agenturen gefunden", "Bei einer davon ist der Ort nicht bekannt")
    in_order(text, "Nah Personal", "Ort nicht bekannt", "Irgendwo Personal")
    wider = await read(client, "/de/agencies?place=Hamburg&radius=100")
    assert rows(wider) == ["mittel-personal", "nah-personal", "irgendwo-personal"]
    assert rows(await read(client, "/en/agencies?place=Vienna")) == ["fern-personal"]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("80331", "DE"),
        ("Munich", "DE"),
        ("Muenchen", "DE"),
        ("1010 Wien", "AT"),
        ("8001", "CH"),
        ("Geneva", "CH"),
        ("28001 Madrid", "ES"),
        ("Sevilla", "ES"),
        ("London", "GB"),
        ("Leeds", "GB"),
    ],
)
async def test_places_of_five_countries_are_known(
    client: httpx.AsyncClient, place: str, country: str
) -> None:
    found = await service.find(Search(place=place), "DE", None)
    assert found.place is not None
    assert found.place.country == country


async def test_what_cannot_be_understood_is_said_and_nothing_lost(
    client: httpx.AsyncClient,
) -> None:
    await some_agencies()
    page = await read(
        client, "/de/agencies?place=Atlantis&q=personal&kind=temp&kind=foo&radius=7&sort=luck"
    )
    text = seen(page)
    in_order(text, "„foo“ gibt es hier nicht", "„7 km“", "„luck“", "„Atlantis“ ist uns nicht")
    assert 'value="Atlantis"' in page
    assert 'value="personal"' in page
    assert rows(page)
    assert "noindex" in page
    await read(client, "/de/agencies?kind=%25&state=%F0%9F%A6%8A&country=xx&score=99&utm_source=x")


async def test_chips_take_one_filter_away(client: httpx.AsyncClient) -> None:
    await some_agencies()
    page = await read(client, "/de/agencies?kind=temp&score=3.5&place=Hamburg&sort=days&q=personal")
    found = chips(page)
    assert found["25 km um Hamburg"] == ("/de/agencies?q=personal&kind=temp&score=3.5&sort=days")
    assert found["ab 3,5 von 5"] == "/de/agencies?q=personal&place=Hamburg&kind=temp&sort=days"
    assert found["Alle Filter entfernen"] == "/de/agencies?q=personal&sort=days"
    for href in found.values():
        await read(client, href)


async def test_an_empty_list_says_what_to_loosen(client: httpx.AsyncClient) -> None:
    await seeding.add_agencies("Hamburger Zeit", kind="temp", seat=placed("DE", "Hamburg", None))
    page = await read(client, "/de/agencies?place=L%C3%BCneburg&kind=temp&score=4")
    text = seen(page)
    in_order(text, "0 Agenturen gefunden", "Dazu passt keine Agentur")
    loose = await read(client, "/de/agencies?place=L%C3%BCneburg&kind=temp")
    assert rows(loose) == []
    href = chips(loose)["Im Umkreis von 50 km: eine Agentur"]
    assert rows(await read(client, href)) == ["hamburger-zeit"]
    assert "Ohne Ort: eine Agentur" in chips(loose)


async def test_orders_put_those_without_the_figure_last(client: httpx.AsyncClient) -> None:
    """The home country comes first in every order, unless one asks for a place or country."""
    await some_agencies()
    index = await service.index()
    slugs = {row["id"]: row["slug"] for row in await db.rows("SELECT id, slug FROM agency")}
    german = set(await whole_list(client, "/de/agencies?country=DE"))
    for sort in Sort:
        path = f"/de/agencies?sort={sort.value}"
        found = await whole_list(client, f"{path}&country=DE&country=AT&country=ES")
        keys = index.page(index.everything, sort, None, 100)
        assert found == [slugs[agency_id] for _, _, agency_id in keys], sort
        home_first = await whole_list(client, path)
        assert set(home_first[: len(german)]) == german, sort


async def test_who_does_both_is_found_by_either(client: httpx.AsyncClient) -> None:
    await seeding.add_agencies("Beides", kind="mixed")
    for kind in ("temp", "placement"):
        assert rows(await read(client, f"/de/agencies?kind={kind}")) == ["beides"]


async def test_a_coarse_review_does_not_tell_its_field(client: httpx.AsyncClient) -> None:
    """What a coarse review hides, no filter finds."""
    made = await seeding.add_agencies("Offen", "Grob")
    now = clock.now()
    await seeding.add_reviews(
        seeding.ready(agency_id, 1, now, job_field=JobField.SALES, coarse=name == "Grob")
        for name, (agency_id, _) in made.items()
    )
    assert rows(await read(client, "/de/agencies?field=sales")) == ["offen"]


async def test_search_engines_see_lists_with_content_of_their_own(
    client: httpx.AsyncClient,
) -> None:
    await some_agencies()
    for query, shown in (
        ("", True),
        ("state=DE-Hamburg", True),
        ("field=it", True),
        ("kind=temp", False),
        ("state=DE-Hamburg&field=it", False),
        ("sort=days", False),
        ("state=DE-Nirgendwo", False),
        ("place=Hamburg", False),
    ):
        page = await read(client, f"/de/agencies?{query}")
        assert ("noindex" not in page) is shown, query
    page = await read(client, "/de/agencies?state=DE-Hamburg&q=")
    assert '<link rel="canonical" href="http://localhost' in page
    assert "/de/agencies?state=DE-Hamburg&#34;" not in page
    assert "<title>Agenturen in Hamburg" in page


async def test_the_address_that_is_pushed_has_no_empty_fields(client: httpx.AsyncClient) -> None:
    await some_agencies()
    answer = await client.get("/de/agencies?q=&place=&radius=25&score=&kind=temp&sort=")
    assert answer.headers["hx-push-url"] == "/de/agencies?kind=temp"


def _everything(index: Index) -> Iterable[object]:
    yield index.counts({}, index.everything)
    for sort in Sort:
        yield index.page(index.everything, sort, None, 1000)
    yield sorted(index.named(("personal",)).distances or ())


@pytest.mark.parametrize(
    "path", ["/de/agencies", "/de/compare", "/de/methodology", "/de/reviews/new"]
)
async def test_of_a_senders_address_only_the_domain_goes_on(
    client: httpx.AsyncClient, path: str
) -> None:
    """Who wrote stays with the reader: no link, form or pushed address knows."""
    await seeding.add_agencies("Hafen Personal")
    asked = {"q": "Erika Muster <erika@hafen.example>", "country": "DE"}
    answer = await client.get(path, params=asked)
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert dict(parse_qsl(where.partition("?")[2])) == {"q": "hafen.example", "country": "DE"}
    page = await client.get(where)
    assert page.status_code == 200
    assert 'value="hafen.example"' in page.text
    assert "erika" not in page.text.lower()


async def test_the_index_follows_every_change(client: httpx.AsyncClient) -> None:
    """After each kind of change it is what it would be if it were built anew."""
    made = await some_agencies()
    await service.index()
    slug_of = dict(made.values())
    ids = list(slug_of)
    now = clock.now()

    async def check() -> None:
        counted = [
            {group: {v: n for v, n in found.items() if n} for group, found in part.items()}
            if isinstance(part, dict)
            else part
            for part in _everything(await service.index())
        ]
        fresh = list(_everything(await finding._build()))
        assert counted == fresh

    await pledges.make(ids[0], 7, "olu", now)
    await check()
    await pledges.withdraw(ids[0], "olu", now)
    await check()
    await agencies.take_down(ids[1], now)
    await check()
    await agencies.bring_back(ids[1])
    await check()
    await seeding.add_reviews(seeding.ready(ids[2], 99 + n, now) for n in range(4))
    await check()
    await seeding.add_agencies("Neue Personal", kind="search")
    await check()
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", now, ids[3])
    await profiles.edit(ids[3], {ProfileField.JOB_FIELDS: "science"}, 0, None, "olu", now)
    await check()
    assert rows(await read(client, "/de/agencies?field=science")) == [slug_of[ids[3]]]


async def test_a_list_asks_for_its_rows_and_for_what_changed(client: httpx.AsyncClient) -> None:
    """Counts and orders cost no statement."""
    await some_agencies()
    await service.index()
    with db.recording() as statements:
        await read(client, "/de/agencies?kind=temp&score=3&state=DE-Hamburg&sort=newest")
    asked = [one for one in statements if "site_revision" not in one]
    assert len(asked) == 1, asked
