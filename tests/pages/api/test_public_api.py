"""The public interface: the same as the pages, nothing finer, few statements, plain errors."""

import datetime as dt
import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import factories
import httpx
import msgspec
import pytest
from cast import ALEX, MIRA, OLU
from support import seeding
from support.browsing import browse

from resonanz.agencies.service import AgencyRef
from resonanz.agencies.service.imports import placed
from resonanz.api.service.operations import BASE, OPERATIONS
from resonanz.api.views.envelope import FIELDS
from resonanz.app import create_app
from resonanz.directory import service as directory
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.scoring.domain.rank import Rank, ranks
from resonanz.scoring.domain.score import Estimate
from resonanz.web import network

NOW = clock.now()
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass(frozen=True, slots=True)
class Scene:
    client: httpx.AsyncClient
    north: str
    south: str
    ids: dict[str, int]

    async def ask(self, path: str, status: int = 200, **headers: str) -> Any:
        """What an address below /api/v1 answers."""
        answer = await self.client.get(BASE + path, headers=headers)
        assert answer.status_code == status, (path, answer.text)
        assert "set-cookie" not in answer.headers
        return answer.json() if status == 200 else answer


async def _seed() -> dict[str, tuple[int, str]]:
    """One agency with a score and coarse reviews, one under the published minimum, one without."""
    made = await seeding.add_agencies(
        "Nordlicht Personal", "Südwind", seat=placed("DE", "Kiel", None)
    )
    made |= await seeding.add_agencies("Wiener Wind", country="AT", kind="temp")
    north, south = made["Nordlicht Personal"][0], made["Südwind"][0]
    few = [seeding.ready(south, n, NOW - dt.timedelta(days=40 * n)) for n in (1, 2)]
    await seeding.add_reviews([*seeding.varied(north, 14), *few])
    return made


@pytest.fixture
async def scene(settings: Settings, database: db.Engine) -> AsyncIterator[Scene]:
    network.forget_keys()
    async with browse(create_app(settings)) as client:
        made = await _seed()
        ids = {slug: agency_id for agency_id, slug in made.values()}
        yield Scene(client, made["Nordlicht Personal"][1], made["Südwind"][1], ids)


@on_one_database
async def test_scores_are_those_of_the_profile(scene: Scene) -> None:
    found = (await scene.ask(f"/agencies/{scene.north}/score?lang=de"))["data"]
    page = (await scene.client.get(f"/de/agencies/{scene.north}")).text
    words = {name: str(found[name]).replace(".", ",") for name in ("score", "low", "high")}
    assert (
        f"{words['score']} von 5, mit 90 % Wahrscheinlichkeit zwischen {words['low']} und "
        f"{words['high']}"
    ) in page.replace("\u00a0", " ")
    for one in found["criteria"]:
        assert one["name"] in html.unescape(page)
        assert str(one["score"]).replace(".", ",") in page
    echo = (await scene.ask(f"/agencies/{scene.north}"))["data"]["echo"]
    figures = await directory.figures(scene.ids[scene.north])
    assert figures
    stored = msgspec.json.decode(figures["statistics"])
    assert {key: echo[key] for key in stored["echo"]} == stored["echo"]
    assert sum(found["distribution"]) == found["reviews"] == 14
    assert found["ledger"]["answered"] == dict(zip(("count", "n"), stored["answered"], strict=True))


@on_one_database
async def test_facets_count_what_the_list_finds(scene: Scene) -> None:
    """The same numbers as on the page, and as what each filter then finds."""
    page = (await scene.client.get("/de/agencies?country=DE")).text
    facets = (await scene.ask("/facets?country=DE&lang=de"))["data"]
    beside = dict(re.findall(r'name="kind" value="(\w+)".*?filter-count">(\d+)<', page, re.S))
    for facet in facets:
        for value in facet["values"]:
            chosen = {"country": "DE", facet["parameter"]: value["value"]}
            query = "&".join(f"{name}={value}" for name, value in chosen.items())
            assert (await scene.ask(f"/agencies?{query}"))["total"] == value["agencies"], query
            if facet["parameter"] == "kind" and value["agencies"]:
                assert beside[value["value"]] == str(value["agencies"])
    listed = [one["slug"] for one in (await scene.ask("/agencies?country=DE"))["data"]]
    assert listed == re.findall(r'class="agency-row">.*?/de/agencies/([a-z-]+)">', page, re.S)
    names = {value["name"] for facet in facets for value in facet["values"]}
    assert {"Personalvermittlung", "Deutschland", "Schleswig-Holstein"} <= names


@on_one_database
async def test_what_is_withheld_is_null_everywhere(scene: Scene) -> None:
    """SCORING.md, step 6: no number under three reviews."""
    score = (await scene.ask(f"/agencies/{scene.south}/score"))["data"]
    hidden = ("score", "low", "high", "counts_like", "rank", "criteria")
    assert [score[name] for name in hidden] == [None] * len(hidden)
    assert (score["missing"], score["reviews"]) == (1, 2)
    one = (await scene.ask(f"/agencies/{scene.south}"))["data"]
    quarters = (await scene.ask(f"/agencies/{scene.south}/history"))["data"]
    listed = (await scene.ask("/agencies?q=südwind"))["data"][0]
    for thing in (one, listed, *quarters):
        assert thing["score"] is thing["low"] is thing["high"] is thing["counts_like"] is None
    assert one["days"] is None
    assert sum(quarter["reviews"] for quarter in quarters) == 2


async def test_no_day_of_a_review_is_in_any_answer(scene: Scene) -> None:
    """TRUST 29: months, half-years where the author wished so, and no cursor that tells more."""
    await db.execute(
        "UPDATE review SET edited_on = published_on, corrected_on = published_on WHERE coarse"
    )
    rows = await db.rows("SELECT public_id, coarse, published_on, published_at FROM review")
    answer = await scene.client.get(f"{BASE}/agencies/{scene.north}/reviews?limit=13")
    for row in rows:
        assert row["published_on"].isoformat() not in answer.text
        assert str(int(row["published_at"].timestamp())) not in answer.text
    coarse = {row["public_id"] for row in rows if row["coarse"]}
    found = answer.json()["data"]
    assert {one["id"] for one in found} & coarse
    for one in found:
        if one["id"] in coarse:
            days = (one["published"], one["edited"], one["corrected"])
            assert all(re.fullmatch(r"20\d\d-H[12]", day) for day in days)
            assert one["role"] is one["job_field"] is one["remote"] is None
        else:
            assert re.fullmatch(r"20\d\d-[01]\d", one["published"])
    authors = await db.rows("SELECT public_id FROM author")
    assert not [one for one in authors if one["public_id"] in answer.text]


async def test_pages_hold_everything_once(scene: Scene) -> None:
    """Reviews of the same moment, agencies of the same score."""
    for path, key, whole in (
        (f"/agencies/{scene.north}/reviews?limit=3", "id", 14),
        ("/agencies?limit=1&sort=reviews&fields=slug", "slug", 3),
    ):
        seen, address = [], BASE + path
        while address:
            body = (await scene.client.get(address)).json()
            seen += [one[key] for one in body["data"]]
            address = body["next"]
        assert len(seen) == len(set(seen)) == whole
    answer = await scene.ask(f"/agencies/{scene.north}/reviews?cursor=nobody", 404)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_rank_is_that_of_the_formula(scene: Scene) -> None:
    """SCORING.md, step 6, among the ranked agencies of the country."""
    more = await seeding.add_agencies(*(f"Personal {number}" for number in range(6)))
    await seeding.add_reviews(
        seeding.ready(agency_id, n, NOW - dt.timedelta(days=n), stars=[1 + at % 5] * 8, proven=True)
        for at, (agency_id, _) in enumerate(more.values())
        for n in range(1, 5)
    )
    rows = await db.rows(
        "SELECT a.id, a.slug, s.score, s.low, s.high, s.weight, s.reviews FROM agency_score s "
        "JOIN agency a ON a.id = s.agency_id WHERE s.ranked AND a.country = 'DE'"
    )
    estimates = {
        row["slug"]: Estimate(row["score"], row["low"], row["high"], row["weight"], row["reviews"])
        for row in rows
    }
    wanted = ranks(estimates)
    assert len(wanted) == 7
    for row in rows:
        assert await directory.rank_in_country(row["id"], "DE") == (wanted[row["slug"]], 7)
    found = (await scene.ask(f"/agencies/{scene.north}/score"))["data"]["rank"]
    assert (Rank(found["rank"], found["best"], found["worst"]), found["of"]) == (
        wanted[scene.north],
        7,
    )


async def test_each_address_takes_few_statements(scene: Scene) -> None:
    """The limit is one of them; an agency's quarters need its reviews, the rank its country."""
    review = (await scene.ask(f"/agencies/{scene.north}/reviews?limit=1"))["data"][0]["id"]
    own = f"/agencies/{scene.north}"
    await scene.ask("/agencies")
    for path, most in (
        ("/agencies?kind=placement&sort=days", 3),
        ("/facets?kind=placement", 2),
        (own, 2),
        (f"{own}/score", 3),
        (f"{own}/history", 4),
        (f"{own}/reviews", 3),
        (f"{own}/reviews?cursor={review}", 4),
        (f"/reviews/{review}", 2),
        ("/places?q=Kiel", 1),
    ):
        with db.recording() as statements:
            await scene.ask(path)
        assert 0 < len(statements) <= most, (path, statements)


@on_one_database
async def test_an_unchanged_answer_is_not_sent_again(scene: Scene) -> None:
    path = f"{BASE}/agencies/{scene.north}/reviews"
    first = await scene.client.get(path)
    assert first.headers["cache-control"].startswith("public")
    tag = {"if-none-match": first.headers["etag"]}
    assert (await scene.client.get(path, headers=tag)).status_code == 304
    await db.execute(
        "UPDATE review SET state = 'removed' WHERE public_id = {}", first.json()["data"][0]["id"]
    )
    changed = await scene.client.get(path, headers=tag)
    assert changed.status_code == 200
    assert len(changed.json()["data"]) == 13


@on_one_database
async def test_pages_of_any_site_may_read_answers_and_errors(scene: Scene) -> None:
    for path, status in (("/agencies", 200), ("/agencies?x=1", 400), ("/nothing", 404)):
        answer = await scene.client.get(BASE + path, headers={"origin": "https://example.org"})
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
    asked = await scene.client.options(f"{BASE}/agencies/{scene.north}")
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert (await scene.client.head(f"{BASE}/facets")).content == b""


@on_one_database
async def test_every_error_is_a_problem_that_names_what_is_wrong(scene: Scene) -> None:
    for path, status, named in (
        ("/agencies?colour=red", 400, "colour"),
        ("/agencies?kind=shop", 400, "kind"),
        ("/agencies?score=3&score=4", 400, "score"),
        ("/agencies?limit=101", 400, "limit"),
        (f"/agencies/{scene.north}?fields=slug,email", 400, "fields"),
        ("/places", 400, "q"),
        ("/agencies?place=Nirgendsdorf", 422, "place"),
        ("/agencies/nobody", 404, None),
        ("/agencies/nobody/history", 404, None),
        ("/reviews/nobody", 404, None),
        ("/nothing/at/all", 404, None),
    ):
        answer = await scene.ask(path, status)
        assert answer.headers["content-type"] == "application/problem+json", path
        problem = answer.json()
        assert problem["status"] == status
        assert [one["field"] for one in problem.get("errors", [])] == ([named] if named else [])
    page = await scene.ask("/agencies", 406, accept="text/html")
    assert page.headers["content-type"] == "application/problem+json"
    post = await scene.client.post(f"{BASE}/agencies")
    assert (post.status_code, post.headers["content-type"]) == (405, "application/problem+json")


@on_one_database
async def test_an_agency_is_led_on_to_or_gone(settings: Settings, scene: Scene) -> None:
    await db.execute(
        "INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})",
        *("nordlicht-alt", scene.ids[scene.north]),
    )
    moved = await scene.ask("/agencies/nordlicht-alt/score?lang=es", 308)
    assert moved.headers["location"] == f"{BASE}/agencies/{scene.north}/score?lang=es"
    await db.execute(
        "UPDATE agency SET state = 'refused', taken_down_at = {} WHERE id = {}",
        *(NOW, scene.ids[scene.south]),
    )
    assert (await scene.ask(f"/agencies/{scene.south}", 410)).json()["title"] == "Gone"


@on_one_database
async def test_who_asks_too_often_is_told_when_to_come_back(
    settings: Settings, scene: Scene
) -> None:
    strict = replace(settings, rate_limit_factor=0.005)
    async with browse(create_app(strict)) as client:
        answers = [await client.get(f"{BASE}/facets") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"network";q=3;w=60'
    last = answers[-1].headers
    assert last["ratelimit"] == f'"network";r=0;t={last["retry-after"]}'


@on_one_database
async def test_names_follow_the_language_and_fields_the_choice(scene: Scene) -> None:
    path = f"/agencies/{scene.north}?fields=slug,url"
    assert (await scene.ask(path))["data"]["url"].endswith(f"/en/agencies/{scene.north}")
    spanish = await scene.ask(path, **{"accept-language": "es-ES,es"})
    assert list(spanish["data"]) == ["slug", "url"]
    assert "/es/agencies/" in spanish["data"]["url"]
    assert spanish["licence"].startswith("https://creativecommons.org/")
    german = await scene.ask("/places?q=Wien&lang=de", **{"accept-language": "es"})
    assert [(one["country"], one["region_name"]) for one in german["data"]] == [("AT", "Wien")]


async def test_a_reply_is_as_coarse_as_its_review(scene: Scene) -> None:
    agency: AgencyRef = await factories.agency("Ostwind Personal")
    review = await factories.published_review(agency, ALEX)
    await factories.member(agency, OLU)
    await factories.account(MIRA)
    await factories.published_reply(agency, review, OLU, "Danke für die offenen Worte.", NOW)
    await db.execute("UPDATE review SET coarse = TRUE WHERE public_id = {}", review)
    found = (await scene.ask(f"/reviews/{review}"))["data"]
    assert found["agency"] == agency.slug
    assert found["reply"]["text"] == "Danke für die offenen Worte."
    assert re.fullmatch(r"20\d\d-H[12]", found["reply"]["published"])


@on_one_database
@pytest.mark.parametrize("language", ["de", "en", "es"])
async def test_the_page_tells_of_every_address_and_field(scene: Scene, language: str) -> None:
    page = (await scene.client.get(f"/{language}/api")).text
    for one in OPERATIONS:
        assert f"<code>GET {one.path}</code>" in page
        for name in FIELDS[one.id]:
            assert f"<code>{name}</code>" in page
        form = f"/{language}/api/try?operation={one.id}&slug={scene.north}&q=Wien&limit="
        led = await scene.client.get(form)
        assert led.status_code == 303
        assert led.headers["location"].startswith(one.path.partition("{")[0])
        assert "operation" not in led.headers["location"]
        assert "limit" not in led.headers["location"]
    assert (await scene.client.get(f"/{language}/api/try?operation=drop")).status_code == 404
    described = await scene.client.get(f"{BASE}/openapi.json?lang={language}")
    assert set(described.json()["paths"]) == {one.path for one in OPERATIONS}
