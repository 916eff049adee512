"""Programs reply by the rules of the desk (TRUST 22), in the name of who made their token."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import factories
import httpx
import pytest
from cast import ALEX, FAY, OLU, Person
from support.browsing import browse

from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.reviews import service as reviews
from resonanz.web import network
from resonanz.workspace.domain.tokens import Scope
from resonanz.workspace.service import tokens

BASE = "/api/agency/v1"
TEXT = "Danke für Ihre Worte. Seit März rufen wir nach jedem Gespräch an."
SENT = {"text": TEXT, "language": "de"}


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
            await token(agency, olu, Scope.REPLIES_WRITE),
            await token(other, fay, *Scope),
            await factories.published_review(agency, ALEX),
        )


async def ask(
    scene: Scene,
    method: str,
    json: Any = None,
    *,
    secret: str = "",
    review: str = "",
    key: str = "",
) -> httpx.Response:
    headers = {"authorization": f"Bearer {secret or scene.own}"}
    if key:
        headers["idempotency-key"] = key
    path = f"{BASE}/reviews/{review or scene.review}/reply"
    return await scene.client.request(method, path, json=json, headers=headers)


async def versions() -> int:
    row = await db.row("SELECT COUNT(*) AS n FROM reply_version")
    return int(row["n"]) if row else 0


async def approve() -> None:
    (waiting,) = await reviews.waiting_replies(20, not_by=0)
    await reviews.apply_reply_verdict(waiting.public_id, "approve", "", clock.now())


async def test_a_program_replies_and_people_check_it(scene: Scene) -> None:
    assert (await ask(scene, "GET")).status_code == 404
    sent = await ask(scene, "PUT", SENT)
    assert sent.status_code == 202
    assert (sent.json()["state"], sent.json()["public_text"]) == ("pre_check", None)
    assert sent.headers["ratelimit"]
    public = f"/de/reviews/{scene.review}"
    assert TEXT not in (await scene.client.get(public)).text
    await approve()
    assert TEXT in (await scene.client.get(public)).text
    read = (await ask(scene, "GET")).json()
    assert (read["state"], read["public_text"], read["check_by"]) == ("published", TEXT, None)


async def test_it_stands_in_the_name_of_who_made_the_token(scene: Scene) -> None:
    await ask(scene, "PUT", SENT)
    row = await db.row(
        "SELECT a.email, a.public_id FROM reply_version v JOIN account a ON a.id = v.account_id"
    )
    entry = await db.row("SELECT actor FROM audit_entry WHERE action = 'reply.send'")
    assert row
    assert entry
    assert (row["email"], row["public_id"]) == (OLU.email, entry["actor"])


async def test_a_program_changes_its_reply_and_takes_it_back(scene: Scene) -> None:
    await ask(scene, "PUT", SENT)
    await approve()
    again = await ask(scene, "PUT", SENT)
    assert (again.status_code, again.json()["state"]) == (202, "published")
    assert await versions() == 1, "the same words again change nothing"
    changed = (await ask(scene, "PUT", SENT | {"text": "Es hat sich etwas geändert."})).json()
    assert (changed["state"], changed["public_text"]) == ("pre_check", TEXT)
    assert (await ask(scene, "DELETE")).status_code == 204
    assert TEXT not in (await scene.client.get(f"/de/reviews/{scene.review}")).text
    assert (await ask(scene, "DELETE")).status_code == 404


async def test_a_template_is_sent_on_purpose_alone(scene: Scene) -> None:
    """The desk's hint, for programs."""
    other = await factories.published_review(scene.agency, Person("Cem"))
    await factories.sent_reply(scene.agency, other, OLU, TEXT, clock.now())
    refused = await ask(scene, "PUT", SENT)
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert "`again`" in refused.json()["detail"]
    assert (await ask(scene, "PUT", SENT | {"again": True})).status_code == 202


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (SENT | {"text": " "}, 422, "text"),
        (SENT | {"text": "x" * 2001}, 422, "text"),
        (SENT | {"language": "fr"}, 400, "language"),
        ({"text": TEXT}, 400, "data"),
        ("nothing", 400, ""),
    ],
    ids=["empty", "long", "language", "incomplete", "no object"],
)
async def test_what_is_wrong_is_said_in_english(
    scene: Scene, body: Any, status: int, field: str
) -> None:
    answer = await ask(scene, "PUT", body)
    assert answer.status_code == status
    problem = answer.json()
    assert problem["detail"].startswith("The re")
    if field:
        assert problem["errors"][0]["field"] == field
    assert "Bitte" not in answer.text
    assert await versions() == 0


async def test_a_key_lets_a_request_take_effect_once(scene: Scene) -> None:
    """A retry that comes late does not undo what was said since."""
    assert (await ask(scene, "PUT", SENT, key="first")).status_code == 202
    newer = SENT | {"text": "Inzwischen haben wir angerufen."}
    assert (await ask(scene, "PUT", newer)).status_code == 202
    late = await ask(scene, "PUT", SENT, key="first")
    assert (late.status_code, late.json()["text"]) == (202, newer["text"])
    assert await versions() == 2
    other = await ask(scene, "PUT", newer, key="first")
    assert other.status_code == 422
    assert (await ask(scene, "DELETE", key="second")).status_code == 204
    assert (await ask(scene, "DELETE", key="second")).status_code == 204
    assert (await ask(scene, "PUT", SENT, key="x" * 256)).status_code == 400


async def test_what_fails_leaves_its_key_free(scene: Scene) -> None:
    assert (await ask(scene, "DELETE", key="mine")).status_code == 404
    await ask(scene, "PUT", SENT)
    assert (await ask(scene, "DELETE", key="mine")).status_code == 204


async def test_nobody_replies_for_another_agency_or_beyond_the_scope(scene: Scene) -> None:
    """TRUST 42."""
    olu = await factories.account(OLU)
    reader = await token(scene.agency, olu, Scope.REVIEWS_READ, Scope.STATISTICS_READ)
    for method, body in (("GET", None), ("PUT", SENT), ("DELETE", None)):
        assert (await ask(scene, method, body, secret=scene.foreign)).status_code == 404
        assert (await ask(scene, method, body, review="x" * 22)).status_code == 404
        assert (await ask(scene, method, body, secret=reader)).status_code == 403
    assert await versions() == 0
