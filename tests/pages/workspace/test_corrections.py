"""An agency corrects one fact on its desk, its author answers, and everybody sees what is so."""

import html

import factories
import pytest
from cast import ALEX, FAY, OLU, RENA, Person

from resonanz.accounts.queries import accounts
from resonanz.kernel import clock, db
from resonanz.moderation.service import AgencyMember, correction_answers, corrections
from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage

from .conftest import Enter, Scene

MARK = "von der Agentur bestritten"
SAID = LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.FROM_8_TO_14)
"""What Olu's agency says of the first stage of `factories.submission`."""


async def olu() -> AgencyMember:
    account = await accounts.by_id(await factories.account(OLU))
    assert account is not None
    return AgencyMember(account.id, account.public_id, OLU.email, "de")


async def proposed(scene: Scene) -> str:
    return await corrections.propose(scene.review, await olu(), SAID, clock.now())


async def suspend(scene: Scene) -> None:
    now = clock.now()
    await db.execute(
        "INSERT INTO moderation_case (public_id, kind, subject_type, subject_key, ground, source, "
        "state, outcome, opened_at, state_since) VALUES ('sanction', 'sanction', 'agency', "
        "'sanction', 'misuse', 'own', 'decided', 'sanctioned', {}, {})",
        *(now, now),
    )
    await db.execute(
        "INSERT INTO sanction (case_id, party, kind, imposed_at) "
        "SELECT id, {}, 'suspend', {} FROM moderation_case WHERE public_id = 'sanction'",
        *(f"agency:{scene.agency.id}", now),
    )


@pytest.mark.parametrize("person", [OLU, RENA], ids=lambda person: person.name)
async def test_a_line_is_picked_corrected_looked_at_and_sent(
    enter: Enter, scene: Scene, person: Person
) -> None:
    member = await enter(person)
    listed = await member.get(f"{scene.desk}/reviews")
    path = f"{scene.desk}/corrections/reviews/{scene.review}"
    assert path in listed.text
    form = await member.get(f"{path}/first_interview")
    assert "<textarea" not in form.text
    assert 'type="text"' not in form.text.split("<main", 1)[1], "naming nobody"
    same = await member.fill(form, "/first_interview", _action="preview")
    assert same.status_code == 422
    assert "Das steht schon so da" in same.text
    asked = await member.fill(form, "/first_interview", answer="advanced", days="4")
    assert asked.status_code == 200
    assert "mehr als 30 Werktage" in asked.text
    again = await member.fill(asked, "/first_interview", _action="edit")
    assert "checked" in again.text.split('name="days" value="4"')[1].split(">")[0]
    sent = await member.follow(await member.fill(asked, "/first_interview", _action="send"))
    assert "Gesendet. Wir fragen nach" in sent.text
    assert "offen bis zum" in sent.text
    twice = await member.fill(asked, "/first_interview", _action="send")
    assert twice.status_code == 409
    assert "Zu dieser Angabe fragen wir schon" in twice.text


async def test_of_an_earlier_stage_only_the_time_is_asked(enter: Enter, scene: Scene) -> None:
    member = await enter(OLU)
    path = f"{scene.desk}/corrections/reviews/{scene.review}/application"
    form = await member.get(path)
    assert 'name="days"' in form.text
    assert 'name="answer"' not in form.text
    bent = await member.fill(form, "/application", days="0", answer="nothing", _action="send")
    assert bent.status_code == 422, "days are as they were, and the answer is not asked"
    assert (await member.get(path.replace("application", "offer"))).status_code == 404


async def test_the_author_sees_both_versions_and_agrees(enter: Enter, scene: Scene) -> None:
    number = await proposed(scene)
    alex = await enter(ALEX)
    assert "Bitte antworten Sie." in (await alex.get("/de/my/reviews")).text
    for path in (f"/de/my/reviews/{scene.review}", "/de/my/cases", f"/de/my/corrections/{number}"):
        page = await alex.get(path)
        assert "bis 3 Werktage" in page.text
        assert "8–14 Werktage" in page.text
        assert f"/de/my/reviews/{scene.review}/withdraw" in page.text
    done = await alex.follow(await alex.fill(page, "/agree"))
    assert "Die Angabe ist berichtigt" in done.text
    assert "Stimmt diese Angabe?" not in done.text
    assert (await alex.fill(page, "/keep")).status_code == 409
    assert "Sie haben zugestimmt" in (await alex.get("/de/my/cases")).text
    public = html.unescape((await alex.get(f"/de/reviews/{scene.review}")).text)
    assert "eine Angabe berichtigt" in public
    assert "Bewerbung</dt><dd>Es ging weiter nach 8–14 Werktagen" in public
    assert MARK not in public


async def test_until_the_answer_everybody_reads_that_the_line_is_disputed(
    enter: Enter, scene: Scene
) -> None:
    visitor = await enter(None)
    paths = (f"/de/agencies/{scene.agency.slug}", f"/de/reviews/{scene.review}")
    before = [(await visitor.get(path)).text for path in paths]
    assert not any(MARK in text for text in before)
    number = await proposed(scene)
    for path in paths:
        page = await visitor.get(path)
        assert page.text.count(MARK) == 1
        assert "#icon-disputed" in page.text, "in shape too"
    profile = (await visitor.get(paths[0])).text
    assert "1-mal berichtigen wollen" in profile
    assert "noch offen 1" in profile
    await correction_answers.keep(number, await factories.account(ALEX), clock.now())
    for path in paths:
        assert MARK not in (await visitor.get(path)).text
    assert "nicht zugestimmt 1" in (await visitor.get(paths[0])).text


async def test_the_newest_reviews_bear_the_mark_on_the_home_page(
    enter: Enter, scene: Scene
) -> None:
    line = LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING, chasers=1)
    await corrections.propose(scene.review, await olu(), line, clock.now())
    visitor = await enter(None)
    assert MARK in (await visitor.get("/de/")).text
    described = (await visitor.get(f"/de/reviews/{scene.review}")).text
    assert f"({MARK})" in described.split('name="description"')[1].split(">")[0]


async def test_the_agency_learns_the_result_and_nothing_about_the_author(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 29."""
    number = await proposed(scene)
    alex = await accounts.by_id(await factories.account(ALEX))
    assert alex is not None
    await correction_answers.keep(number, alex.id, clock.now())
    member = await enter(OLU)
    page = await member.get(f"{scene.desk}/corrections")
    assert "nicht zugestimmt" in page.text
    pick = await member.get(f"{scene.desk}/corrections/reviews/{scene.review}")
    assert "haben wir schon gefragt" in html.unescape(pick.text)
    author = await db.row("SELECT public_id FROM author")
    assert author is not None
    for text in (page.text, pick.text):
        for secret in (ALEX.email, alex.public_id, author["public_id"]):
            assert secret not in text


async def test_each_agency_corrects_its_own_reviews_alone(enter: Enter, scene: Scene) -> None:
    """TRUST 42: not even by the address of its own desk."""
    await proposed(scene)
    fay = await enter(FAY)
    own = f"/de/desk/agencies/{scene.other.slug}/corrections"
    assert scene.review not in (await fay.get(own)).text
    for path in (f"{own}/reviews/{scene.review}", f"{own}/reviews/{scene.review}/application"):
        assert (await fay.get(path)).status_code == 404


async def test_a_suspended_agency_is_told_kindly(enter: Enter, scene: Scene) -> None:
    """TRUST 18."""
    member = await enter(OLU)
    path = f"{scene.desk}/corrections/reviews/{scene.review}"
    form = await member.get(f"{path}/application")
    await suspend(scene)
    refused = await member.fill(form, "/application", days="3", _action="send")
    assert refused.status_code == 403
    for page in (refused, await member.get(path)):
        assert "kann zurzeit nichts beanstanden" in page.text
