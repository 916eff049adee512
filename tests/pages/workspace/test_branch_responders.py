"""Responders of one branch: its reviews, cases and mails alone, nothing of the other ones."""

import datetime as dt
import re
from dataclasses import dataclass, replace

import factories
import httpx
import pytest
from cast import OLU, OTTO, RENA, Person
from support.letters import letters, sent
from support.visitor import form_with

from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.queries.members import members_of
from resonanz.agencies.service import branches, members
from resonanz.agencies.service.branches import Branch
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.late_feedback import Release
from resonanz.reviews.jobs import keep_deadlines
from resonanz.reviews.service import late_answers

from .conftest import Enter, Scene

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Both:
    """Rena answers for north alone; a review of each branch with a dispute and late feedback."""

    north: Branch
    south: Branch
    own: str
    foreign: str
    own_case: str
    foreign_case: str


@pytest.fixture
async def both(scene: Scene) -> Both:
    agency, now = scene.agency, clock.now()
    for name in ("Nord", "Süd"):
        await branches.add(agency, name, "", "olu", now)
    north, south = await branches.branches_of(agency.id)
    made = {}
    for branch, author, text in ((north, OTTO, "Nur Nord"), (south, Person("Zoe"), "Nur Süd")):
        said = replace(factories.silent_submission(), text=f"{text} kennt das.")
        review = await factories.published_review(agency, author, said, now - DAY)
        await db.execute("UPDATE review SET branch_id = {} WHERE public_id = {}", branch.id, review)
        offer = await reviews.offer_late(review, agency.id, "olu", now - DAY)
        release = Release(f"{text} 4711", "")
        account = await factories.account(author)
        await late_answers.choose_named(offer, account, release, now - 2 * DAY)
        olu = moderation.AgencyMember(await factories.account(OLU), "olu", OLU.email, "de")
        case = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", now)
        made[branch.name] = (review, case.number)
    await _answers_for(scene, north)
    return Both(north, south, made["Nord"][0], made["Süd"][0], made["Nord"][1], made["Süd"][1])


async def _answers_for(scene: Scene, branch: Branch) -> None:
    """Rena answers for this branch alone from now on."""
    everybody = await members_of(scene.agency.id)
    rena = next(one for one in everybody if one.email == RENA.email)
    role = MemberRole.RESPONDER
    await members.change_role(
        scene.agency, rena.public_id, role, "olu", clock.now(), branch.public_id
    )


def _addresses(settings: Settings, method: str, scene: Scene, both: Both) -> list[str]:
    """All addresses of the agency's desk, with the review of the other branch in them."""
    values = {
        "language": "de",
        "slug": scene.agency.slug,
        "public_id": both.foreign,
        "stage": "first_interview",
    }
    return sorted(
        re.sub(r"\{(\w+):\w+\}", lambda name: values.get(name[1], "1"), route.path)
        for route in create_app(settings).litestar.routes
        if route.path.startswith("/{language:str}/desk")
        and ("{slug:str}" in route.path or "/desk/reviews" in route.path)
        and method in getattr(route, "methods", ())
    )


async def test_no_page_of_the_desk_tells_of_another_branch(
    enter: Enter, scene: Scene, both: Both, settings: Settings
) -> None:
    """TRUST 42: every address that is read, with the review and the case of the other branch."""
    rena = await enter(RENA)
    paths = [*_addresses(settings, "GET", scene, both), f"/de/desk/cases/{both.foreign_case}"]
    assert len(paths) > 20
    for path in paths:
        answer = await rena.get(path)
        if answer.status_code == 200:
            for secret in (both.foreign, both.foreign_case, "Nur Süd"):
                assert secret not in answer.text, path
        else:
            assert answer.status_code in {303, 403, 404}, (path, answer.status_code)
    assert (await rena.get(f"/de/desk/cases/{both.foreign_case}")).status_code == 404
    assert (await rena.get(f"/de/desk/reviews/{both.foreign}/dispute")).status_code == 404


async def test_nothing_of_another_branch_can_be_changed(
    enter: Enter, scene: Scene, both: Both, settings: Settings
) -> None:
    """TRUST 42: every address that changes something."""
    rena = await enter(RENA)
    desk = await rena.get(scene.desk)
    token = form_with(desk.text, "/mail")[1]["_csrf"]
    paths = [
        path
        for path in _addresses(settings, "POST", scene, both)
        if not path.endswith(("/members/leave", f"{scene.agency.slug}/mail"))
        and "/desk/claim/" not in path
    ]
    paths.append(f"/de/desk/cases/{both.foreign_case}/rejoinder")
    assert len(paths) > 20
    for path in paths:
        answer = await rena.client.post(path, data={"_csrf": token, "ground": "no_contact"})
        assert answer.status_code in {403, 404}, (path, answer.status_code)


async def test_the_own_branch_is_all_there(enter: Enter, scene: Scene, both: Both) -> None:
    rena = await enter(RENA)
    desk = await rena.get(scene.desk)
    assert "Nord" in desk.text
    assert "Zu wenige Bewertungen für Zahlen" in desk.text
    assert "Eine späte Rückmeldung ist zu geben" in desk.text
    for entry in (
        *("profile", "invitations", "badge", "pledge", "branches", "api"),
        *("figures.csv", "figures.pdf"),
    ):
        assert f'{scene.desk}/{entry}"' not in desk.text, entry
        assert (await rena.get(f"{scene.desk}/{entry}")).status_code == 403, entry
    listed = (await rena.get(f"{scene.desk}/reviews")).text
    assert both.own in listed
    assert both.own_case in listed
    assert scene.review not in listed, "a review of no branch is the whole agency's"
    assert both.own in (await rena.get(f"{scene.desk}/late-feedback")).text
    assert (await rena.get(f"/de/desk/cases/{both.own_case}")).status_code == 200
    page = await rena.get(f"{scene.desk}/reviews/{both.own}/reply")
    answer = await rena.fill(page, "/reply", text="Danke, wir rufen an.", language="de")
    assert answer.status_code == 303


async def test_mails_go_to_those_who_see_what_they_are_about(scene: Scene, both: Both) -> None:
    await keep_deadlines(clock.now())
    told = await sent("late_named")
    assert sorted(told) == sorted(
        [("late_named", OLU.email), ("late_named", OLU.email), ("late_named", RENA.email)]
    )


async def test_owners_invite_for_a_branch_and_change_it(
    enter: Enter, scene: Scene, both: Both
) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/members")
    assert "antwortet für Nord" in page.text
    wrong = await olu.fill(
        page, "/invitations", email="neu@example.org", role="owner", branch=both.south.public_id
    )
    assert wrong.status_code == 422
    assert "für die ganze Agentur" in wrong.text
    assert 'value="neu@example.org"' in wrong.text
    await olu.fill(
        page,
        "/invitations",
        email="neu@example.org",
        role="responder",
        branch=both.south.public_id,
    )
    (invited,) = await letters("agency_invited")
    assert invited.context["branch"] == "Süd"
    page = await olu.get(f"{scene.desk}/members")
    assert "antwortet für Süd" in page.text
    refused = await _post(olu.client, page, f"{scene.desk}/branches/{both.south.public_id}/remove")
    assert refused.status_code == 409
    assert "Jemand antwortet nur für diese Niederlassung" in refused.text
    rena = next(one for one in await members_of(scene.agency.id) if one.email == RENA.email)
    for _ in range(2):
        await _post(
            olu.client, page, f"{scene.desk}/members/{rena.public_id}/role", role="responder"
        )
    told = [one.context["branch"] for one in await letters("agency_membership")]
    assert told == ["Nord", ""], "the same again is no change"
    listed = (await (await enter(RENA)).get(f"{scene.desk}/reviews")).text
    assert both.foreign in listed


async def test_a_branch_of_another_agency_is_none(enter: Enter, scene: Scene, both: Both) -> None:
    """TRUST 42."""
    await branches.add(scene.other, "Fern", "", "fay", clock.now())
    (far,) = await branches.branches_of(scene.other.id)
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/members")
    rena = next(one for one in await members_of(scene.agency.id) if one.email == RENA.email)
    answer = await _post(
        olu.client,
        page,
        f"{scene.desk}/members/{rena.public_id}/role",
        role="responder",
        branch=far.public_id,
    )
    assert answer.status_code == 404


async def test_who_becomes_responsible_acts_for_the_whole_agency(
    enter: Enter, scene: Scene, both: Both
) -> None:
    rena = next(one for one in await members_of(scene.agency.id) if one.email == RENA.email)
    await members.change_role(scene.agency, rena.public_id, MemberRole.OWNER, "olu", clock.now())
    found = next(one for one in await members_of(scene.agency.id) if one.email == RENA.email)
    assert (found.role, found.branch_id) == ("owner", None)


async def _post(
    client: httpx.AsyncClient, page: httpx.Response, path: str, **fields: str
) -> httpx.Response:
    """Send fields to an address, with the form token of a page."""
    token = form_with(page.text, "")[1]["_csrf"]
    return await client.post(path, data={"_csrf": token, **fields})
