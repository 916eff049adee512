"""Replying to a review, from the list to the public page."""

import re

import factories
import pytest
from cast import ALEX, FAY, MIRA, OLU, RENA, Person
from support.visitor import form_with

from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import Enter, Scene

TEXT = "Danke für Ihre Worte. Seit März rufen wir nach jedem Gespräch an."


def reply_path(scene: Scene) -> str:
    return f"{scene.desk}/reviews/{scene.review}/reply"


async def approve(review: str) -> None:
    """The moderation lets the waiting version through."""
    (waiting,) = await reviews.waiting_replies(20, not_by=0)
    await reviews.apply_reply_verdict(waiting.public_id, "approve", "", clock.now())


@pytest.mark.parametrize("person", [OLU, RENA], ids=lambda person: person.name)
async def test_members_reply_and_nobody_else_learns_who(
    enter: Enter, scene: Scene, person: Person
) -> None:
    """TRUST 22: after the check it stands under the review, as the agency's."""
    member, visitor = await enter(person), await enter(None)
    listed = await member.get(f"{scene.desk}/reviews")
    assert reply_path(scene) in listed.text
    page = await member.get(reply_path(scene))
    sent = await member.follow(await member.fill(page, "/reply", text=TEXT))
    assert "Ein Mensch liest Ihre Antwort" in sent.text
    assert person.email in sent.text, "members see who wrote"
    public = f"/de/reviews/{scene.review}"
    assert TEXT not in (await visitor.get(public)).text
    await approve(scene.review)
    for path in (public, f"/de/agencies/{scene.agency.slug}"):
        shown = (await visitor.get(path)).text
        assert "Antwort der Agentur" in shown
        assert TEXT in shown
        assert person.email not in shown
        assert person.name not in shown
    assert f"/de/notices/new?reply={scene.review}" in shown
    alex = await enter(ALEX)
    assert TEXT in (await alex.get(f"/de/my/reviews/{scene.review}")).text
    status = reviews.status_secret(scene.review)
    assert TEXT in (await visitor.get(f"/de/reviews/status/{status}")).text


async def test_a_template_is_discouraged_and_never_blocked(enter: Enter, scene: Scene) -> None:
    for name in ("Cem", "Dana"):
        public_id = await factories.published_review(scene.agency, Person(name))
        await factories.sent_reply(scene.agency, public_id, OLU, TEXT, clock.now())
    olu = await enter(OLU)
    page = await olu.get(reply_path(scene))
    hinted = await olu.fill(page, "/reply", text=TEXT, language="en")
    assert hinted.status_code == 200
    assert "Diese Antwort steht schon unter 2 Bewertungen." in hinted.text
    _, kept = form_with(hinted.text, "/reply")
    assert (kept["text"], kept["language"]) == (TEXT, "en")
    sent = await olu.follow(await olu.fill(hinted, "/reply"))
    assert "Stand: wird geprüft" in sent.text


async def test_what_was_typed_stays_when_something_is_wrong(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(reply_path(scene))
    assert (await olu.fill(page, "/reply", text=" ")).status_code == 422
    long = "x" * 2001
    again = await olu.fill(page, "/reply", text=long)
    assert again.status_code == 422
    assert form_with(again.text, "/reply")[1]["text"] == long
    sent = await olu.follow(await olu.fill(page, "/reply", text=TEXT))
    same = await olu.fill(sent, "/reply", text=TEXT)
    assert same.status_code == 422
    assert "Genau so steht Ihre Antwort schon da." in same.text


async def test_a_returned_reply_comes_back_with_the_message(enter: Enter, scene: Scene) -> None:
    version = await factories.sent_reply(scene.agency, scene.review, OLU, TEXT, clock.now())
    await reviews.apply_reply_verdict(version, "return", "Bitte ohne Namen.", clock.now())
    rena = await enter(RENA)
    page = await rena.get(reply_path(scene))
    assert "Bitte ohne Namen." in page.text
    assert "Stand: zurückgegeben" in page.text
    sent = await rena.follow(await rena.fill(page, "/reply", text=TEXT + " Bis bald."))
    assert "Fassung 2" in sent.text
    assert "Bitte ohne Namen." not in sent.text


async def test_a_reply_is_changed_and_taken_back(enter: Enter, scene: Scene) -> None:
    await factories.published_reply(scene.agency, scene.review, OLU, TEXT, clock.now())
    olu, visitor = await enter(OLU), await enter(None)
    page = await olu.get(reply_path(scene))
    await olu.fill(page, "/reply", text="Danke, dass Sie sich Zeit nahmen.")
    public = f"/de/reviews/{scene.review}"
    assert TEXT in (await visitor.get(public)).text
    await approve(scene.review)
    changed = (await visitor.get(public)).text
    assert "Danke, dass Sie sich Zeit nahmen." in changed
    assert re.search(r"geändert \w+ \d{4}", changed)
    assert "Frühere Fassungen: " in changed
    assert TEXT not in changed
    ask = await olu.get(reply_path(scene) + "/withdraw")
    done = await olu.follow(await olu.fill(ask, "/withdraw"))
    assert "Ihre Antwort ist zurückgenommen." in done.text
    assert "Antwort der Agentur" not in (await visitor.get(public)).text


async def test_the_list_tells_what_has_no_reply(enter: Enter, scene: Scene) -> None:
    other = await factories.published_review(scene.agency, Person("Cem"))
    await factories.sent_reply(scene.agency, scene.review, OLU, TEXT, clock.now())
    olu = await enter(OLU)
    all_of_them = (await olu.get(f"{scene.desk}/reviews")).text
    assert "Ihre Antwort: wird geprüft" in all_of_them
    open_ones = (await olu.get(f"{scene.desk}/reviews?unanswered=1")).text
    assert f'id="r-{other}"' in open_ones
    assert f'id="r-{scene.review}"' not in open_ones


async def test_another_agency_reads_and_writes_nothing(enter: Enter, scene: Scene) -> None:
    """TRUST 42: neither by this desk's address nor by the own one."""
    fay = await enter(FAY)
    token = form_with((await fay.get("/de/account")).text, "/sign-out")[1]["_csrf"]
    own = f"/de/desk/agencies/{scene.other.slug}/reviews/{scene.review}/reply"
    for path in (reply_path(scene), own):
        for tail, form in (("", {"text": TEXT, "language": "de"}), ("/withdraw", {})):
            assert (await fay.get(path + tail)).status_code == 404
            sent = await fay.client.post(path + tail, data=form | {"_csrf": token})
            assert sent.status_code == 404
    assert await reviews.waiting_replies(20, not_by=0) == []


async def test_anyone_reports_a_reply_and_the_moderation_reads_it(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 12: the link under it leads to the form, without signing in."""
    visitor = await enter(None)
    path = f"/de/notices/new?reply={scene.review}"
    assert (await visitor.get(path)).status_code == 404, "there is no reply yet"
    await factories.published_reply(scene.agency, scene.review, OLU, TEXT, clock.now())
    page = await visitor.get(path)
    assert "Antwort von Nordlicht Personal auf eine Bewertung" in page.text
    sent = await visitor.fill(
        page,
        "/notices/new",
        ground="privacy",
        explanation="Ich bin zu erkennen.",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith="1",
    )
    assert sent.status_code == 303
    case = await db.row("SELECT public_id, subject_type FROM moderation_case")
    assert case is not None
    assert case["subject_type"] == "reply"
    mira = await enter(MIRA)
    assert TEXT in (await mira.get(f"/de/moderation/cases/{case['public_id']}")).text
