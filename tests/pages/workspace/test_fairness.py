"""Nothing that an agency reads tells who wrote a review; nothing it does moves a score.

Two worlds differ in the author alone: address, language, account, age of the account, what else
that person wrote. All that the agency gets to read must be the same, letter by letter.
"""

import datetime as dt
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import factories
import httpx
import pytest
from cast import ALEX, MIRA, OLU, RENA, Person
from support.browsing import browse

from resonanz.agencies.queries.members import Membership
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.mail import service as mail
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.reviews import service as reviews
from resonanz.reviews.service import late_answers
from resonanz.web import network
from resonanz.web.outer import OuterLayer
from resonanz.workspace.domain.figures_mail import Pace
from resonanz.workspace.domain.tokens import Scope
from resonanz.workspace.domain.visits import Snapshot
from resonanz.workspace.domain.webhooks import Kind
from resonanz.workspace.jobs import mail_figures
from resonanz.workspace.service import figures_mail, tokens, webhooks

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
ZOE = Person("Zoe-Valentina", language="es")
_RANDOM = re.compile(
    r"(?<![\w-])(?:resonanz_[\w-]{43}|[\w-]{43}|[\w-]{54}|[\w-]{60}|[0-9a-f]{64}|[0-9a-f]{16})(?![\w-])"
)
_ID = re.compile(r"(?<![\w-])[\w-]{22}(?![\w-])")


@dataclass(frozen=True, slots=True)
class World:
    """Who wrote the review that the agency reads, and how they answer its offer."""

    author: Person
    account_is_old: bool
    wrote_before: bool
    wants_feedback: str = ""


class _Undo(Exception):  # noqa: N818
    """Ends a world."""


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    try:
        async with db.transaction():
            yield
            raise _Undo
    except _Undo:
        pass


def pages_of_the_desk(app: OuterLayer) -> set[str]:
    """Every address of the desk that is read, as the application knows it."""
    return {
        route.path
        for route in app.litestar.routes
        if route.path.startswith("/{language:str}/desk") and "GET" in getattr(route, "methods", ())
    }


def without_chance(text: str, names: dict[str, str]) -> str:
    """A text with what is random in any world taken out, ids of known things by their names."""
    for value, name in names.items():
        text = text.replace(value, f"<{name}>")
    return _ID.sub("<id>", _RANDOM.sub("<random>", text))


async def live(settings: Settings, world: World) -> dict[str, str]:
    """All that an agency reads in a world: pages, mails, answers to its programs."""
    network.forget_keys()
    app = create_app(settings)
    earlier = NOW - dt.timedelta(days=90 if world.account_is_old else 1)
    north = await factories.agency()
    with clock.at(NOW - dt.timedelta(days=120)):
        # The site's first day is the same in all worlds.
        first = await factories.agency("Erste Personal")
        await factories.published_review(first, Person("Kim"), at=clock.now())
    if world.wrote_before:
        with clock.at(earlier):
            await factories.account(world.author)
            elsewhere = await factories.agency("Andernorts Personal")
            await factories.published_review(elsewhere, world.author, at=earlier)
    olu = await factories.member(north, OLU)
    await factories.member(north, RENA, "responder")
    own = Membership(north, olu, "owner", several=False)
    await figures_mail.choose(own, Pace.WEEK, Snapshot(), clock.today())
    hook, _ = await webhooks.add(own, "olu", "https://hook.example/", frozenset(Kind), NOW)
    sent = factories.silent_submission()
    review = await factories.published_review(north, world.author, sent, at=NOW)
    offer = await reviews.offer_late(review, north.id, "olu", NOW)
    if world.wants_feedback:
        answer = getattr(late_answers, world.wants_feedback)
        await answer(offer, await factories.account(world.author), NOW)
    member = moderation.AgencyMember(olu, "olu", OLU.email, "de")
    receipt = await moderation.dispute(review, member, NoticeGround.NO_CONTACT, "", NOW)
    mira = moderation.Moderator(await factories.account(MIRA), "mira")
    await moderation.claim_case(receipt.number, mira, NOW)
    await moderation.open_hearing(receipt.number, mira, "", NOW)
    key = await tokens.issue(own, "olu", "Kalender", frozenset(Scope), NOW)
    names = {north.slug: "agency", review: "review", receipt.number: "case", offer: "offer"}
    known = {"slug": north.slug, "number": receipt.number, "stage": "first_interview"}
    known["hook"] = hook
    read: dict[str, str] = {}
    async with browse(app) as client:
        for path in sorted(pages_of_the_desk(app)):
            await factories.sign_in(client, OLU)
            asked = re.sub(
                r"\{(\w+):\w+\}", lambda found: known.get(found[1], review), path
            ).replace(f"/{review}/desk", "/de/desk", 1)
            answer = await client.get(asked)
            read[path] = f"{answer.status_code} {without_chance(answer.text, names)}"
        read |= await _answers(client, key, review, names, f"/disputes/{receipt.number}")
    with clock.at(MONDAY):
        await mail_figures(MONDAY)
    told = await db.rows("SELECT body, due_at FROM webhook_message ORDER BY id")
    read["webhooks"] = without_chance(str(told), names)
    assert review in str(told)
    assert "desk_figures" in await _mails_to(OLU.email)
    read["mails"] = without_chance(await _mails_to(OLU.email), names)
    return read


async def _answers(
    client: httpx.AsyncClient, key: str, review: str, names: dict[str, str], *more: str
) -> dict[str, str]:
    client.cookies.clear()
    found = {}
    headers = {"authorization": f"Bearer {key}"}
    own = f"/api/agency/v1/reviews/{review}/reply"
    sent = await client.put(own, json={"text": "Danke.", "language": "de"}, headers=headers)
    assert sent.status_code == 202
    for path in (
        "/reviews",
        f"/reviews/{review}",
        f"/reviews/{review}/reply",
        "/statistics",
        *more,
    ):
        answer = await client.get(f"/api/agency/v1{path}", headers=headers)
        assert answer.status_code == 200
        found[f"api {without_chance(path, names)}"] = without_chance(answer.text, names)
    return found


async def _mails_to(address: str) -> str:
    rows = await db.rows("SELECT kind, sealed FROM outbox ORDER BY id")
    opened = [(row["kind"], *mail.unseal(row["sealed"])) for row in rows]
    return "\n".join(f"{kind} {context}" for kind, to, context in opened if to == address)


@pytest.mark.parametrize(
    "other",
    [
        World(ZOE, account_is_old=False, wrote_before=False),
        World(ZOE, account_is_old=True, wrote_before=True),
        World(ALEX, account_is_old=False, wrote_before=False, wants_feedback="decline"),
        World(ALEX, account_is_old=False, wrote_before=False, wants_feedback="choose_self"),
    ],
    ids=["somebody new", "somebody known", "somebody who declines", "somebody who calls"],
)
async def test_nothing_an_agency_reads_tells_who_wrote_a_review(
    settings: Settings, database: db.Engine, other: World
) -> None:
    """TRUST 29: pages, exports, mails, answers to programs, and every id in them."""
    told = []
    with clock.at(NOW):
        for world in (World(ALEX, account_is_old=False, wrote_before=False), other):
            async with undone():
                told.append(await live(settings, world))
    first, second = told
    assert len(first) > 5
    assert any(text.startswith("200") for text in first.values())
    different = [key for key in first if first[key] != second[key]]
    assert not different, [
        (one, other)
        for key in different
        for one, other in zip(first[key].splitlines(), second[key].splitlines(), strict=False)
        if one != other
    ]


async def test_nothing_an_agency_does_moves_its_score(
    settings: Settings, database: db.Engine
) -> None:
    """TRUST 23: claiming, disputing and reading leave the stored score as it was."""
    create_app(settings)
    with clock.at(NOW):
        north = await factories.agency()
        for number in range(4):
            await factories.published_review(north, Person(f"Kim{number}"), at=NOW)
        before = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", north.id)
        order = await db.rows("SELECT public_id FROM review ORDER BY published_at, id")
        olu = await factories.member(north, OLU)
        member = moderation.AgencyMember(olu, "olu", OLU.email, "de")
        for row in order[:2]:
            await moderation.dispute(
                row["public_id"], member, NoticeGround.INSULT, "Das ist beleidigend.", NOW
            )
        after = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", north.id)
        again = await db.rows("SELECT public_id FROM review ORDER BY published_at, id")
    assert before is not None
    assert after == before
    assert again == order
