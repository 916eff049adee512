"""TRUST 26: somebody who works alone can object to a listing (GDPR Art. 21)."""

import html
import re
from pathlib import Path
from typing import Any

import factories
import pytest
from cast import ALEX, MILO, MIRA, OTTO, Person
from support.visitor import Visitor

from resonanz.agencies import service as agencies
from resonanz.agencies.service import NotListedError
from resonanz.directory import service as directory
from resonanz.directory.queries import lists
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ConflictError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Verdict, violations
from resonanz.moderation.service import Moderator, transparency
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring

from .conftest import Enter, Scene, acting

NINA = Person("Nina")
REASON = "Ich arbeite allein, und unter meinem Namen findet man mich damit auch privat."


async def object_to(visitor: Visitor, scene: Scene, **changed: str) -> str:
    """Somebody without an account objects; the path of the status page."""
    page = await visitor.get(f"/de/notices/new?agency={scene.agency.slug}")
    given = {
        "ground": "listing",
        "explanation": REASON,
        "name": "Karla Beispiel",
        "email": "karla@example.org",
        "good_faith": "1",
    }
    answer = await visitor.fill(page, "/notices/new", **given | changed)
    assert answer.status_code == 303, answer.text
    path: str = answer.headers["location"]
    return path.partition("?")[0]


async def number_of(status: str) -> str:
    found = await moderation.notice_by_secret(status.rpartition("/")[2])
    assert found is not None
    return found.case.public_id


async def decide(visitor: Visitor, number: str, **fields: str) -> None:
    """A moderator takes the case over and decides."""
    page = await visitor.get(f"/de/moderation/cases/{number}")
    page = await visitor.follow(await visitor.fill(page, f"/cases/{number}/claim"))
    answer = await visitor.fill(page, "/decision", **fields)
    assert answer.status_code == 303, answer.text


async def take_down(enter: Enter, scene: Scene) -> str:
    """Karla objects and Mira takes the listing down; the case's number."""
    number = await number_of(await object_to(await enter(None), scene))
    await decide(await enter(MIRA), number, verdict="remove", ground="objection")
    return number


async def shown() -> dict[str, Any]:
    """Every count, score and list the public site reads."""
    return {
        "rated": await db.rows("SELECT * FROM rated_review ORDER BY review_id"),
        "scores": await db.rows("SELECT * FROM agency_score ORDER BY agency_id"),
        "list": await directory.first("DE", 100),
        "latest": await lists.latest(100),
        "totals": await lists.totals(),
        "found": await agencies.search_ids("Nordlicht", 10),
    }


@pytest.fixture
async def second(scene: Scene) -> str:
    """Nina's review of the same agency."""
    return await factories.published_review(scene.agency, NINA)


async def test_only_a_listing_can_be_objected_to(enter: Enter, scene: Scene) -> None:
    visitor = await enter(None)
    review = await visitor.get(f"/de/notices/new?review={scene.review}")
    assert 'value="listing"' not in review.text
    assert 'value="no_contact"' in review.text
    profile = await visitor.get(f"/de/notices/new?agency={scene.agency.slug}")
    assert "Widerspruch gegen die Eintragung (Art. 21 DSGVO)" in profile.text
    assert 'value="no_contact"' not in profile.text
    page = await visitor.fill(review, "/notices/new", ground="listing", explanation=REASON)
    assert page.status_code == 422
    assert await db.rows("SELECT 1 FROM moderation_case") == []


async def test_from_the_objection_to_a_neutral_page(
    enter: Enter, scene: Scene, second: str
) -> None:
    """Decided by a human; then profile and reviews are gone from everywhere (410)."""
    visitor, mira = await enter(None), await enter(MIRA)
    profile = f"/de/agencies/{scene.agency.slug}"
    assert (await visitor.get(profile)).status_code == 200
    status = await object_to(visitor, scene)
    number = await number_of(status)
    page = await mira.get(f"/de/moderation/cases/{number}")
    page = await mira.follow(await mira.fill(page, f"/cases/{number}/claim"))
    assert 'value="remove"' in page.text
    assert re.findall(r'<option value="([a-z_]+)"', page.text) == ["objection"]
    await mira.fill(page, "/decision", verdict="remove", ground="objection")
    for path in (profile, f"/de/reviews/{scene.review}", f"/de/reviews/{second}"):
        gone = await visitor.get(path)
        assert gone.status_code == 410, path
        assert "noindex" in gone.text
        for word in (scene.agency.name, "Karla", "Widerspruch", REASON):
            assert word not in html.unescape(gone.text)
    left = await shown()
    assert left["rated"] == []
    assert left["scores"] == []
    assert left["latest"] == []
    assert left["found"] == []
    assert scene.agency.id not in {row["id"] for row in left["list"]}
    assert (await scoring.recompute()).differing == 0
    for path in ("/de/", "/de/agencies", "/de/agencies?q=Nordlicht", "/de/decisions"):
        assert scene.agency.slug not in (await visitor.get(path)).text, path
    assert "Ergebnis: entfernt" in (await visitor.get(status)).text


async def test_authors_read_why_and_the_statement_is_kept(
    enter: Enter, scene: Scene, second: str
) -> None:
    """TRUST 15: each author reads it, and nothing of what the objector wrote."""
    number = await take_down(enter, scene)
    alex = await enter(ALEX)
    page = html.unescape((await alex.get(f"/de/my/reviews/{scene.review}")).text)
    assert "nicht zu sehen, weil die Agentur nicht mehr im Verzeichnis steht" in page
    assert "Art. 21 Abs. 1 DSGVO" in page
    assert REASON not in page
    assert "Karla" not in page
    kinds = [row["kind"] for row in await db.rows("SELECT kind FROM outbox ORDER BY id")]
    assert kinds.count("case_restricted") == 2
    assert kinds.count("listing_ended") == 1
    assert kinds.count("notice_decided") == 1
    (batch,) = [one async for one in transparency.batches(clock.today())]
    (fields,) = batch.statements
    assert violations(fields) == ()
    assert fields["category_specification"] == ["KEYWORD_RIGHT_TO_BE_FORGOTTEN"]
    assert fields["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    owner = await enter(None)
    secret = moderation.author_secret(number)
    reasons = html.unescape((await owner.get(f"/de/complaints/{secret}")).text)
    assert "Wir haben die Agentur aus dem Verzeichnis genommen." in reasons
    assert REASON not in reasons


async def test_an_upheld_complaint_brings_everything_back(
    enter: Enter, scene: Scene, second: str
) -> None:
    """TRUST 17: profile, reviews, score and lists are as before; another human decides."""
    before = await shown()
    number = await take_down(enter, scene)
    visitor, mira, milo = await enter(None), await enter(MIRA), await enter(MILO)
    links = [moderation.author_secret(number, review) for review in (scene.review, second)]
    page = await visitor.get(f"/de/complaints/{links[0]}")
    await visitor.fill(page, f"/complaints/{links[0]}", explanation="Das war eine GmbH.")
    other = await visitor.get(f"/de/complaints/{links[1]}")
    assert "Das war eine GmbH." not in other.text
    assert "Was haben wir übersehen?" in html.unescape(other.text)
    barred = await mira.get(f"/de/moderation/cases/{number}")
    assert "wer mit dem Fall noch nicht zu tun hatte" in barred.text
    await decide(milo, number, verdict="uphold", explanation="Hinter dem Namen steht eine Firma.")
    assert await shown() == before
    assert (await scoring.recompute()).differing == 0
    assert (await visitor.get(f"/de/agencies/{scene.agency.slug}")).status_code == 200
    assert (await visitor.get(f"/de/reviews/{scene.review}")).status_code == 200
    alex = await enter(ALEX)
    own = await alex.get(f"/de/my/reviews/{scene.review}")
    assert "Die Agentur steht wieder im Verzeichnis." in own.text


async def test_a_dismissed_complaint_leaves_the_others_theirs(
    enter: Enter, scene: Scene, second: str
) -> None:
    """TRUST 17: each author has a complaint of their own."""
    number = await take_down(enter, scene)
    visitor, milo = await enter(None), await enter(MILO)
    for review in (scene.review, second):
        link = moderation.author_secret(number, review)
        page = await visitor.get(f"/de/complaints/{link}")
        await visitor.fill(page, f"/complaints/{link}", explanation="Ich sehe das anders.")
        if review == scene.review:
            await decide(milo, number, verdict="dismiss", explanation="Die Gründe wiegen schwerer.")
            assert (await moderation.case_record(number)).state == "decided"
    assert (await visitor.get(f"/de/agencies/{scene.agency.slug}")).status_code == 410
    answers = await db.rows("SELECT kind FROM outbox WHERE kind = 'complaint_decided'")
    assert len(answers) == 1


async def test_an_objection_can_be_taken_back(enter: Enter, scene: Scene, second: str) -> None:
    before = await shown()
    number = await take_down(enter, scene)
    mira = await enter(MIRA)
    page = await mira.get(f"/de/moderation/cases/{number}")
    assert (await mira.fill(page, "/relist")).status_code == 422
    answer = await mira.fill(page, "/relist", why="Der Widerspruch ist zurückgenommen.")
    assert "wieder im Verzeichnis" in (await mira.follow(answer)).text
    assert await shown() == before
    assert (await mira.fill(page, "/relist", why="Noch einmal.")).status_code == 409


async def test_an_objection_can_be_refused(enter: Enter, scene: Scene) -> None:
    """A company has no right of its own; the objector reads the outcome and may complain."""
    visitor = await enter(None)
    status = await object_to(visitor, scene)
    await decide(await enter(MIRA), await number_of(status), verdict="keep")
    page = await visitor.get(status)
    assert "Ergebnis: bleibt online" in page.text
    assert "Beschweren Sie sich kostenlos" in page.text
    assert (await visitor.get(f"/de/agencies/{scene.agency.slug}")).status_code == 200


async def test_other_faults_of_a_profile_are_corrected(enter: Enter, scene: Scene) -> None:
    """Facts of public registers are not removed for any other reason."""
    status = await object_to(await enter(None), scene, ground="false_fact")
    number = await number_of(status)
    mira = await enter(MIRA)
    page = await mira.get(f"/de/moderation/cases/{number}")
    page = await mira.follow(await mira.fill(page, f"/cases/{number}/claim"))
    assert 'value="remove"' not in page.text
    answer = await mira.fill(page, "/decision", verdict="remove", ground="objection")
    assert answer.status_code == 422
    await object_to(await enter(OTTO), scene)
    assert 'value="remove"' in (await mira.get(f"/de/moderation/cases/{number}")).text


async def test_it_does_not_come_back_by_a_side_door(
    enter: Enter, scene: Scene, second: str, tmp_path: Path
) -> None:
    """Neither a proposal nor an import nor a new review lists it again."""
    waiting = await factories.queued_review(scene.agency, OTTO)
    who = await acting(MIRA)
    mira = Moderator(who.account_id, who.public_id)
    await reviews.remove(second, "Grund", "system", clock.now())
    await take_down(enter, scene)
    with pytest.raises(NotListedError):
        await agencies.propose(scene.agency.name, "DE", None, None, clock.now())
    visitor = await enter(None)
    assert (await visitor.get(f"/de/reviews/new?agency={scene.agency.slug}")).status_code == 404
    page = await visitor.get("/de/reviews/new")
    proposed = await visitor.fill(
        page,
        "/reviews/new",
        role="applicant",
        month="older",
        last_stage="application",
        new_name=scene.agency.name,
        new_country="DE",
    )
    assert proposed.status_code == 422
    assert "steht nicht mehr im Verzeichnis" in proposed.text
    file = tmp_path / "agencies.csv"
    file.write_text(f"name,country\n{scene.agency.name},DE\n", encoding="utf-8")
    await agencies.import_agencies(file)
    await moderation.claim(waiting, mira, clock.now())
    await moderation.decide(waiting, mira, Verdict.APPROVE, None, "", clock.now())
    with pytest.raises(ConflictError):
        await reviews.publish(waiting, clock.now())
    await reviews.restore(second, "", "system", clock.now())
    assert await db.rows("SELECT 1 FROM rated_review") == []
    assert (await visitor.get(f"/de/agencies/{scene.agency.slug}")).status_code == 410
    await agencies.bring_back(scene.agency.id)
    await reviews.return_with_agency(scene.agency.id, clock.now())
    assert len(await db.rows("SELECT 1 FROM rated_review WHERE live")) == 2
