"""The way into the desk: straight to the only agency, or a choice among several."""

import datetime as dt

import factories
from cast import ALEX, OLU, OTTO, RENA, Person

from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.late_feedback import Release
from resonanz.reviews.service import late_answers

from .conftest import Enter, Scene


async def test_the_only_agency_opens_at_once(enter: Enter, scene: Scene) -> None:
    for person in (OLU, RENA):
        there = await (await enter(person)).get("/de/desk")
        assert there.headers["location"].startswith(scene.desk)


async def test_several_agencies_are_listed_by_role_and_lead_to_each_other(
    enter: Enter, scene: Scene
) -> None:
    """A group of agencies under one owner."""
    await factories.member(scene.other, OLU, "responder")
    west = await factories.agency("Westwind Personal", city="Köln")
    await factories.member(west, OLU)
    olu = await enter(OLU)
    page = (await olu.get("/de/desk")).text
    own, _, answers = page.partition("Hier antworten Sie")
    assert own.index("Hier sind Sie verantwortlich") < own.index(scene.agency.name)
    assert west.name in own
    assert "Köln" in own
    assert scene.other.name in answers
    desk = await olu.get(f"{scene.desk}/members")
    assert "Andere Agentur" in desk.text
    assert "Andere Agentur" not in (await (await enter(RENA)).get(f"{scene.desk}/members")).text


async def test_a_group_shows_figures_and_what_waits_in_as_few_statements(
    enter: Enter, scene: Scene
) -> None:
    """What waits comes first, and ten agencies ask no more than two."""
    await factories.member(scene.other, OLU)
    for author in (OTTO, Person("Yara"), Person("Zoe")):
        await factories.published_review(scene.other, author, factories.silent_submission())
    offer = await reviews.offer_late(
        await factories.published_review(scene.other, ALEX, factories.silent_submission()),
        scene.other.id,
        "olu",
        clock.now(),
    )
    release = Release("Kennziffer 4711", "")
    account = await factories.account(ALEX)
    await late_answers.choose_named(offer, account, release, clock.now() - dt.timedelta(days=2))
    olu = await enter(OLU)
    with db.recording() as few:
        page = (await olu.get("/de/desk")).text
    assert page.index(scene.other.name) < page.index(scene.agency.name)
    assert "Eines wartet auf Sie" in page
    assert "4 neuere Bewertungen ohne Antwort" in page
    assert "0 von 4 beantwortet" in page
    for number in range(8):
        await factories.member(await factories.agency(f"Westwind {number} Personal"), OLU)
    with db.recording() as many:
        await olu.get("/de/desk")
    assert len(many) <= len(few)


async def test_who_acts_for_nobody_is_led_to_the_search(enter: Enter, scene: Scene) -> None:
    alex = await enter(ALEX)
    page = await alex.get("/de/desk")
    assert "Sie handeln noch für keine Agentur" in page.text
    assert "Ihre Agenturen" not in (await alex.get("/de/account")).text
    assert 'href="/de/desk"' in (await (await enter(RENA)).get("/de/account")).text
