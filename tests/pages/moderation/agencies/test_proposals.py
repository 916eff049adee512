"""Agencies that candidates proposed, as moderators see them."""

import re

import factories
import pytest
from cast import ALEX, MILO, MIRA, OTTO

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, Verdict
from resonanz.moderation.service import Moderator
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State

from .conftest import Enter

LIST = "/de/moderation/proposals"


@pytest.fixture
async def proposed(enter: Enter) -> AgencyRef:
    """Nearly the name of a listed one, with a review by Alex."""
    await factories.agency(city="Hamburg")
    made = await agencies.propose(
        "Nordlicht Personalservice", "DE", "Hamborg", "nordlicht.example", clock.now()
    )
    agency = (await agencies.agencies_by_id([made]))[made]
    await factories.queued_review(agency, ALEX)
    return agency


async def state_of(agency: AgencyRef) -> str:
    return (await agencies.agencies_by_id([agency.id]))[agency.id].state


async def state_of_reviews() -> list[str]:
    return [row["state"] for row in await db.rows("SELECT state FROM review ORDER BY id")]


async def test_what_waits_is_counted_in_the_queue_and_listed_with_what_it_may_be(
    enter: Enter, proposed: AgencyRef
) -> None:
    await agencies.propose("Nie bestätigt", "DE", None, None, clock.now())
    mira = await enter(MIRA)
    assert "1 vorgeschlagene Agentur" in (await mira.get("/de/moderation")).text
    page = (await mira.get(LIST)).text
    assert "Nordlicht Personalservice" in page
    assert "ähnlich: Nordlicht Personal" in page
    assert "1 Bewertung wartet" in page
    assert re.search(r'datetime="[\dT:-]+\+00:00"', page), "HTML knows no microseconds"
    assert "Nie bestätigt" not in page


async def test_it_is_listed_as_it_is_called(enter: Enter, proposed: AgencyRef) -> None:
    mira = await enter(MIRA)
    path = f"{LIST}/{proposed.public_id}"
    page = await mira.get(path)
    assert 'value="Hamborg"' in page.text
    wrong = await mira.fill(page, "/accept", name="", website="kein name")
    assert wrong.status_code == 422
    assert "nur die Adresse der Website" in wrong.text
    done = await mira.fill(page, "/accept", name="Nordlicht Zeitarbeit", city="Hamburg")
    assert "Die Agentur ist gelistet" in (await mira.follow(done)).text
    profile = await mira.get("/de/agencies/nordlicht-zeitarbeit")
    assert profile.status_code == 200
    assert "Hamburg" in profile.text
    assert (await mira.get(f"/de/agencies/{proposed.slug}")).status_code == 308
    assert await state_of_reviews() == [State.PRE_CHECK]
    assert (await mira.get(path)).status_code == 404


async def test_it_is_refused_with_its_reviews_and_reasons(
    enter: Enter, proposed: AgencyRef
) -> None:
    """TRUST 15: each author reads why, and nothing about it is published later."""
    mira = await enter(MIRA)
    late = await factories.pending_review(proposed, OTTO)
    path = f"{LIST}/{proposed.public_id}"
    page = await mira.get(path)
    named = await mira.fill(page, "/refuse", explanation="Rufen Sie 040 1234567 an.")
    assert named.status_code == 422
    done = await mira.fill(page, "/refuse", explanation="Das ist eine Bäckerei.")
    assert "Die Agentur ist abgelehnt" in (await mira.follow(done)).text
    assert await state_of(proposed) == "refused"
    assert (await state_of_reviews())[0] == State.REJECTED
    cases = await db.rows("SELECT ground FROM moderation_case")
    assert [case["ground"] for case in cases] == ["no_agency"]
    # Whoever confirms later is decided on for itself, but it cannot be approved.
    await db.execute(
        "UPDATE review SET state = 'pre_check', submitted_at = {}, due_at = {} "
        "WHERE public_id = {}",
        *(clock.now(), clock.now(), late),
    )
    path = f"/de/moderation/reviews/{late}"
    page = await mira.follow(await mira.fill(await mira.get(path), "/claim"))
    approved = await mira.fill(page, "/decision", verdict="approve", ground="")
    assert approved.status_code == 409
    assert "Die Agentur ist abgelehnt" in approved.text


async def test_a_review_that_is_not_with_the_moderation_keeps_it_from_being_refused(
    enter: Enter, proposed: AgencyRef
) -> None:
    mira = await enter(MIRA)
    path = f"{LIST}/{proposed.public_id}"
    page = await mira.get(path)
    await factories.approved_review(proposed, OTTO)
    answer = await mira.fill(page, "/refuse")
    assert answer.status_code == 409
    assert "liegt nicht bei der Moderation" in answer.text
    assert await state_of(proposed) == "proposed"
    assert (await state_of_reviews())[0] == State.PRE_CHECK
    assert 'action="' + path + '/refuse"' not in (await mira.get(path)).text


async def test_this_is_a_listed_one(enter: Enter, proposed: AgencyRef) -> None:
    mira = await enter(MIRA)
    path = f"{LIST}/{proposed.public_id}"
    page = await mira.get(path)
    assert (await mira.fill(page, "/same", same="")).status_code == 422
    done = await mira.fill(page, "/same", same="nordlicht-personal")
    assert "gehören jetzt zur gelisteten Agentur" in (await mira.follow(done)).text
    review = await db.row("SELECT public_id FROM review")
    assert review
    record = await reviews.record(review["public_id"])
    assert record is not None
    assert record.agency_id != proposed.id


async def test_this_is_a_listed_one_is_said_in_the_check_too(
    enter: Enter, proposed: AgencyRef
) -> None:
    mira = await enter(MIRA)
    review = await db.row("SELECT public_id FROM review")
    assert review
    path = f"/de/moderation/reviews/{review['public_id']}"
    page = await mira.follow(await mira.fill(await mira.get(path), "/claim"))
    assert "Schon gelistet, ähnlich" in page.text
    done = await mira.fill(page, "/agency", same="nordlicht-personal")
    after = await mira.follow(done)
    assert "Die Bewertung gehört jetzt zur gelisteten Agentur." in after.text
    assert "Schon gelistet, ähnlich" not in after.text


async def test_nothing_is_joined_while_a_complaint_is_open(
    enter: Enter, proposed: AgencyRef
) -> None:
    """Its number is named, so that somebody can decide it first."""
    rejected = await factories.queued_review(proposed, OTTO)
    milo = Moderator(await factories.account(MILO), "milo")
    now = clock.now()
    await moderation.claim(rejected, milo, now)
    await moderation.decide(rejected, milo, Verdict.REJECT, Ground.OFF_TOPIC, "", now)
    await db.execute("UPDATE moderation_case SET state = 'complaint'")
    number = await db.row("SELECT public_id FROM moderation_case")
    assert number
    mira = await enter(MIRA)
    page = await mira.get(f"{LIST}/{proposed.public_id}")
    answer = await mira.fill(page, "/same", same="nordlicht-personal")
    assert answer.status_code == 409
    assert number["public_id"] in answer.text
    assert await state_of(proposed) == "proposed"
