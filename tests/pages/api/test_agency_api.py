"""The agencies' interface: own things alone, nothing finer than the public pages, limits told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import factories
import httpx
import pytest
from cast import ALEX, FAY, MIRA, OLU, OTTO
from support.browsing import browse

from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.web import network
from resonanz.workspace.domain.tokens import PREFIX, Scope
from resonanz.workspace.domain.webhooks import TEST, Kind
from resonanz.workspace.service import tokens

BASE = "/api/agency/v1"


@dataclass(frozen=True, slots=True)
class Scene:
    client: httpx.AsyncClient
    agency: AgencyRef
    own: str
    foreign: str
    review: str


async def token(agency: AgencyRef, account_id: int, *scopes: Scope) -> str:
    own = Membership(agency, account_id, "owner", several=False)
    return await tokens.issue(own, "olu", "Personalsoftware", frozenset(scopes), clock.now())


@pytest.fixture
async def scene(settings: Settings, database: db.Engine) -> AsyncIterator[Scene]:
    network.forget_keys()
    async with browse(create_app(settings)) as client:
        agency = await factories.agency()
        other = await factories.agency("Südwind Personal")
        olu, fay = await factories.member(agency, OLU), await factories.member(other, FAY)
        yield Scene(
            client,
            agency,
            await token(agency, olu, *Scope),
            await token(other, fay, *Scope),
            await factories.published_review(agency, ALEX),
        )


async def ask(scene: Scene, path: str, secret: str) -> httpx.Response:
    return await scene.client.get(BASE + path, headers={"authorization": f"Bearer {secret}"})


async def test_a_program_reads_its_agency_s_reviews_and_figures(scene: Scene) -> None:
    page = (await ask(scene, "/reviews", scene.own)).json()
    assert [one["id"] for one in page["reviews"]] == [scene.review]
    assert page["next"] is None
    one = (await ask(scene, f"/reviews/{scene.review}", scene.own)).json()
    assert one == page["reviews"][0]
    assert one["ratings"] == {"feedback": 4, "respect": 5, "honesty": 3, "availability": 0}
    figures = (await ask(scene, "/statistics", scene.own)).json()
    assert figures["reviews"] == 1
    assert figures["score"] is None
    assert figures["answered"] == [2, 2]


async def test_no_day_and_no_author_is_in_an_answer(scene: Scene) -> None:
    """TRUST 29."""
    answer = await ask(scene, f"/reviews/{scene.review}", scene.own)
    one = answer.json()
    assert len(one["published"]) == len("2026-11")
    row = await db.row("SELECT public_id FROM author")
    assert row
    assert row["public_id"] not in answer.text
    assert set(one) == {
        *("id", "address", "value", "published", "edited", "language", "role", "job_field"),
        *("last_stage", "ratings", "ledger", "text", "contact_proven", "invited", "contested"),
        *("disputed_stages", "corrected", "late_feedback"),
    }


async def test_no_date_of_a_coarse_review_is_finer_than_half_a_year(scene: Scene) -> None:
    """TRUST 29."""
    await db.execute(
        "UPDATE review SET coarse = TRUE, edited_on = '2026-11-20', corrected_on = '2026-03-02'"
    )
    one = (await ask(scene, f"/reviews/{scene.review}", scene.own)).json()
    assert (one["edited"], one["corrected"]) == ("2026-H2", "2026-H1")
    assert one["published"][4:6] == "-H"


async def test_another_agency_s_token_finds_nothing_of_ours(scene: Scene) -> None:
    """TRUST 42."""
    assert (await ask(scene, "/reviews", scene.foreign)).json()["reviews"] == []
    assert (await ask(scene, f"/reviews/{scene.review}", scene.foreign)).status_code == 404
    assert (await ask(scene, f"/reviews?after={scene.review}", scene.foreign)).json() == {
        "reviews": [],
        "next": None,
    }


@pytest.mark.parametrize("secret", ["", "nothing", PREFIX + "x" * 43, "x" * 500, "ü"])
async def test_without_a_token_there_is_a_problem_and_no_page(scene: Scene, secret: str) -> None:
    answer = await scene.client.get(
        BASE + "/reviews", headers=[(b"authorization", b"Bearer " + secret.encode())]
    )
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_does_what_its_scopes_say(scene: Scene) -> None:
    olu = await factories.account(OLU)
    narrow = await token(scene.agency, olu, Scope.STATISTICS_READ)
    assert (await ask(scene, "/statistics", narrow)).status_code == 200
    assert (await ask(scene, "/reviews", narrow)).status_code == 403


async def test_who_owns_the_agency_no_more_has_no_tokens(scene: Scene) -> None:
    """Removal counts at once."""
    await db.execute("UPDATE agency_member SET role = 'responder' WHERE role = 'owner'")
    assert (await ask(scene, "/reviews", scene.own)).status_code == 401


async def test_the_limits_are_told(scene: Scene) -> None:
    first = await ask(scene, "/statistics", scene.own)
    second = await ask(scene, "/statistics", scene.own)
    assert first.headers["ratelimit-policy"].startswith('"token";q=')
    left = [int(one.headers["ratelimit"].split(";")[1][2:]) for one in (first, second)]
    assert left[0] - left[1] == 1


async def test_who_asks_too_often_is_told_when_to_come_back(
    settings: Settings, scene: Scene
) -> None:
    strict = replace(settings, rate_limit_factor=0.01)
    async with browse(create_app(strict)) as client:
        headers = {"authorization": f"Bearer {scene.own}"}
        answers = [await client.get(BASE + "/statistics", headers=headers) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    last = answers[-1]
    assert last.headers["ratelimit"] == f'"token";r=0;t={last.headers["retry-after"]}'
    assert last.json()["detail"].startswith("Too many requests.")


async def test_the_secret_is_kept_nowhere(scene: Scene) -> None:
    row = await db.row("SELECT * FROM api_token ORDER BY id LIMIT 1")
    assert row
    assert scene.own not in str(row)
    assert scene.own.removeprefix(PREFIX) not in str(row)


async def test_the_description_names_every_address(scene: Scene) -> None:
    described = (await scene.client.get(BASE + "/openapi.json")).json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        f"{BASE}/reviews",
        f"{BASE}/reviews/{{review_id}}",
        f"{BASE}/reviews/{{review_id}}/reply",
        f"{BASE}/disputes/{{number}}",
        f"{BASE}/statistics",
    }
    assert set(described["webhooks"]) == {*Kind, TEST}
    told = described["webhooks"]["review.published"]["post"]
    assert {one["name"] for one in told["parameters"]} == {
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }


async def test_the_description_says_what_comes_back(scene: Scene) -> None:
    """Errors too, as they are (RFC 9457), and the limits in the headers."""
    described = (await scene.client.get(BASE + "/openapi.json")).json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        assert one["description"]
        assert {"401", "403", "404", "429"} < set(one["responses"])
        answers = [answer for status, answer in one["responses"].items() if status < "300"]
        assert [set(answer["headers"]) for answer in answers] == [{"RateLimit-Policy", "RateLimit"}]
    known = described["components"]["schemas"]["Problem"]
    for path, secret in (("/statistics", "nothing"), ("/reviews/none", scene.own)):
        problem = (await ask(scene, path, secret)).json()
        assert set(known["required"]) <= set(problem) <= set(known["properties"])
    put = described["paths"][BASE + "/reviews/{review_id}/reply"]["put"]
    assert "Idempotency-Key" in {one["name"] for one in put["parameters"]}
    assert "409" in put["responses"]


async def test_a_dispute_is_told_as_far_as_its_agency_sees(scene: Scene) -> None:
    """Whether, and so when, the author answered is not in it (TRUST 29, 42)."""
    olu = await factories.account(OLU)
    member = moderation.AgencyMember(olu, "olu", OLU.email, "de")
    receipt = await moderation.dispute(
        scene.review, member, NoticeGround.NO_CONTACT, "", clock.now()
    )
    mira = moderation.Moderator(await factories.account(MIRA), "mira")
    path = f"/disputes/{receipt.number}"
    before = (await ask(scene, path, scene.own)).json()
    assert (before["stage"], before["review"], before["outcome"]) == ("open", scene.review, None)
    await moderation.claim_case(receipt.number, mira, clock.now())
    await moderation.open_hearing(receipt.number, mira, "", clock.now())
    assert (await ask(scene, path, scene.own)).json() == before
    await moderation.answer(
        receipt.number,
        await factories.account(ALEX),
        moderation.Answer("Am 3. März war ich dort.", ""),
        clock.now(),
    )
    assert (await ask(scene, path, scene.own)).json() == before
    assert (await ask(scene, path, scene.foreign)).status_code == 404


async def test_an_owner_makes_a_key_sees_it_once_and_ends_it(scene: Scene) -> None:
    await factories.sign_in(scene.client, OLU)
    path = f"/de/desk/agencies/{scene.agency.slug}/api"
    page = await scene.client.get(path)
    csrf = page.text.partition('name="_csrf" value="')[2].partition('"')[0]
    empty = await scene.client.post(path, data={"_csrf": csrf, "name": "Kalender"})
    assert empty.status_code == 422
    assert 'value="Kalender"' in empty.text
    form = {"_csrf": csrf, "name": "Kalender", "scopes": Scope.REVIEWS_READ.value}
    made = await scene.client.post(path, data=form)
    assert made.status_code == 201
    secret = made.text.partition('<code class="secret">')[2].partition("<")[0]
    assert (await ask(scene, "/reviews", secret)).status_code == 200
    again = await scene.client.get(path)
    assert secret not in again.text
    assert "Kalender" in again.text
    rows = await tokens.tokens_of(scene.agency.id, clock.now())
    (public_id,) = [one.public_id for one in rows if one.name == "Kalender"]
    await scene.client.post(f"{path}/{public_id}/revoke", data={"_csrf": csrf})
    assert (await ask(scene, "/reviews", secret)).status_code == 401


async def test_nobody_ends_another_agency_s_key(scene: Scene) -> None:
    """TRUST 42."""
    await factories.account(OTTO)
    rows = await tokens.tokens_of(scene.agency.id, clock.now())
    await factories.sign_in(scene.client, FAY)
    path = "/de/desk/agencies/suedwind-personal/api"
    page = await scene.client.get(path)
    csrf = page.text.partition('name="_csrf" value="')[2].partition('"')[0]
    answer = await scene.client.post(f"{path}/{rows[0].public_id}/revoke", data={"_csrf": csrf})
    assert answer.status_code == 404
    assert (await ask(scene, "/reviews", scene.own)).status_code == 200
