"""Inviting candidates: the link, the poster, the words, lists, and where the code leads."""

import datetime as dt
import html
import re

import factories
import pypdfium2
from cast import OLU, RENA, Person
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews
from resonanz.workspace.service import mailings

from .conftest import Enter, Scene

LIST = "\n".join(f"kim{number}@example.org" for number in range(10))


async def begin(olu: Visitor, agency: AgencyRef) -> str:
    """Olu makes the first link; the code."""
    own = f"/de/desk/agencies/{agency.slug}/invitations"
    page = await olu.get(own)
    page = await olu.follow(await olu.fill(page, "/invitations/code"))
    assert "Ihr Einladungslink ist da." in page.text
    found = re.search(r"/i/([0-9A-Z]{4}-[0-9A-Z]{4})<", page.text)
    assert found
    return found[1]


async def test_a_candidate_comes_by_the_link_and_the_review_says_so(
    enter: Enter, scene: Scene
) -> None:
    """Issue 4: reviews carry "invited"; the invitation is remembered in the sealed draft."""
    code = await begin(await enter(OLU), scene.agency)
    alex = await enter(None)
    form = await alex.follow(await alex.get(f"/i/{code.lower()}"))
    assert "Sie kommen über die Einladung von" in form.text
    page = await alex.follow(
        await alex.fill(
            form,
            "/reviews/new",
            role="applicant",
            month="older",
            last_stage="application",
        )
    )
    page = await alex.follow(
        await alex.fill(page, "/ledger", answer="rejection", days="1", concreteness="3")
    )
    ratings = {f"rating_{name}": "4" for name in ("feedback", "respect", "honesty", "availability")}
    shown = await alex.follow(
        await alex.fill(page, "/ratings", **ratings, text=factories.TEXT, _action="preview")
    )
    assert "· eingeladen" in shown.text
    sent = await alex.fill(shown, "/ratings", email="neu@example.org", _action="send")
    assert sent.headers["location"] == "/de/reviews/new/sent"
    row = await db.row("SELECT invited, invite_code_id FROM review ORDER BY id DESC LIMIT 1")
    assert row is not None
    assert row["invited"]
    assert row["invite_code_id"] is not None


async def test_a_code_that_ended_still_leads_to_the_form(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    code = await begin(olu, scene.agency)
    page = await olu.get(f"{scene.desk}/invitations")
    wrong = await olu.fill(page, "/code/change", reason="leaked")
    assert wrong.status_code == 422
    assert "seit dem der Link in fremden Händen ist" in wrong.text
    future = (clock.today() + dt.timedelta(days=1)).isoformat()
    assert (await olu.fill(page, "/code/change", reason="leaked", since=future)).status_code == 422
    changed = await olu.fill(page, "/code/change", reason="leaked", since=clock.today().isoformat())
    page = await olu.follow(changed)
    assert code not in page.text
    visitor = await enter(None)
    answer = await visitor.get(f"/i/{code}")
    assert answer.headers["location"] == f"/de/reviews/new?agency={scene.agency.slug}"
    assert "Sie kommen über die Einladung" not in (await visitor.follow(answer)).text


async def test_an_unknown_code_is_asked_for_again(enter: Enter) -> None:
    visitor = await enter(None)
    answer = await visitor.get("/i/QQQQ-QQQQ")
    assert answer.status_code == 404
    assert 'value="QQQQ-QQQQ"' in answer.text
    assert (await visitor.get("/en/invited?code=<b>")).status_code == 404
    assert not visitor.client.cookies


async def test_the_code_for_another_agency_marks_nothing(enter: Enter, scene: Scene) -> None:
    code = await begin(await enter(OLU), scene.agency)
    visitor = await enter(None)
    page = await visitor.get(f"/de/reviews/new?agency={scene.other.slug}&invite={code}")
    assert "Sie kommen über die Einladung" not in page.text


async def test_a_code_does_not_travel_to_another_agency(enter: Enter, scene: Scene) -> None:
    """Somebody who began by an invitation and goes on to another agency is not invited there."""
    code = await begin(await enter(OLU), scene.agency)
    nina = Person("Nina")
    public_id = await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, clock.now()),
        submission=factories.submission(),
        agency_id=scene.other.id,
        email=nina.email,
        account_id=await factories.account(nina),
        now=clock.now(),
        invite=code,
    )
    found = await reviews.record(public_id)
    assert found is not None
    assert not found.invited


async def test_poster_and_words_are_the_same_for_everybody(enter: Enter, scene: Scene) -> None:
    """Issue 4: neutral wording, three languages, no way to choose happy candidates."""
    olu = await enter(OLU)
    code = await begin(olu, scene.agency)
    page = html.unescape((await olu.get(f"{scene.desk}/invitations")).text)
    letters = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", page, re.S)
    assert len(letters) == 3
    for letter in letters:
        assert f"/i/{code}" in letter
    rena = await enter(RENA)
    for language, word in (("de", "Absage"), ("en", "rejection"), ("es", "rechazo")):
        answer = await rena.get(f"{scene.desk}/invitations/poster/{language}")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment")
        text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
        assert word in " ".join(text.split())
        assert code in text
        for praise in ("zufrieden", "happy", "satisf", "★", "5 Sterne"):
            assert praise not in text
    assert (await rena.get(f"{scene.desk}/invitations/poster/fr")).status_code == 404


async def test_numbers_are_told_and_kept(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    await begin(olu, scene.agency)
    page = await olu.get(f"{scene.desk}/invitations")
    assert (await olu.fill(page, "/count", invited="viele")).status_code == 422
    page = await olu.follow(await olu.fill(page, "/count", invited="40"))
    assert re.search(r'<td class="is-number">40</td>', page.text)
    assert "Anlegen kann ihn" not in page.text


async def test_a_responder_sees_the_link_and_changes_nothing(enter: Enter, scene: Scene) -> None:
    await begin(await enter(OLU), scene.agency)
    page = (await (await enter(RENA)).get(f"{scene.desk}/invitations")).text
    assert "/i/" in page
    for action in ("/code/change", "/count", "/mailings"):
        assert action not in page


async def test_a_list_is_sent_only_with_consent_and_whole(enter: Enter, scene: Scene) -> None:
    """§ 7 UWG; what was typed comes back, and the list is told by its number alone."""
    olu = await enter(OLU)
    own = f"{scene.desk}/invitations/mailings"
    blocked = await olu.get(own)
    assert "Legen Sie zuerst den Einladungslink an." in blocked.text
    await begin(olu, scene.agency)
    page = await olu.get(own)
    assert "VI ZR 225/17" in page.text
    typed = {"addresses": LIST, "language": "es", "consent_where": "Formular"}
    wrong = await olu.fill(page, "/mailings", **typed)
    assert wrong.status_code == 422
    assert "Ohne Einwilligung darf keine Mail hinaus." in wrong.text
    assert "kim9@example.org" in wrong.text
    full = typed | {"everyone": "1", "consent": "1", "consent_when": "2026"}
    done = await olu.follow(await olu.fill(wrong, "/mailings", **full))
    assert "Die Mails gehen in den nächsten Minuten hinaus." in done.text
    assert "Formular, 2026" in done.text
    assert "kim9@example.org" not in done.text
    row = await db.row("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'review_invitation'")
    assert row == {"n": 10}


async def test_a_list_can_come_as_a_file(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    await begin(olu, scene.agency)
    page = await olu.get(f"{scene.desk}/invitations/mailings")
    found = re.search(r'action="([^"]+/mailings\?_csrf=[^"]+)"', page.text)
    assert found
    form = {
        "addresses": "",
        "language": "de",
        "everyone": "1",
        "consent": "1",
        "consent_where": "Formular",
        "consent_when": "2026",
    }
    file = ("kandidaten.csv", f"E-Mail\r\n{LIST}".encode(), "text/csv")
    answer = await olu.client.post(found[1], data=form, files={"file": file})
    assert answer.status_code == 303


async def test_one_click_ends_invitations_and_looking_does_not(enter: Enter, scene: Scene) -> None:
    """TRUST 56, RFC 8058: a POST without cookies, without a form of ours; GET changes nothing."""
    path = f"/en/no-invitations/{mailings.unsubscribe_secret('kim1@example.org')}"
    program = await enter(None)
    for _ in range(2):
        assert (await program.get(path)).status_code == 200
    assert await db.rows("SELECT 1 AS one FROM no_invitation") == []
    program.client.cookies.clear()
    sent = await program.client.post(path, content=b"List-Unsubscribe=One-Click")
    assert sent.status_code == 200
    assert len(await db.rows("SELECT 1 AS one FROM no_invitation")) == 1
    person = await enter(None)
    page = await person.get(f"/de/no-invitations/{mailings.unsubscribe_secret('x@example.org')}")
    done = await person.fill(page, page.url.path)
    assert "Sie bekommen keine Einladungen mehr" in done.text
    assert (await person.get("/de/no-invitations/" + "0" * 48)).status_code == 404


async def test_invited_share_and_gap_are_public_from_ten_of_each(
    enter: Enter, scene: Scene
) -> None:
    """Issue 4."""
    visitor = await enter(None)
    await invites.begin(scene.agency, "olu", clock.now())
    code = await invites.current(scene.agency.id)
    assert code is not None
    for number in range(19):
        who = Person(f"Gast{number}")
        public_id = await reviews.submit(
            draft_token=await reviews.save_draft(None, {}, clock.now()),
            submission=factories.submission(),
            agency_id=scene.agency.id,
            email=who.email,
            account_id=await factories.account(who),
            now=clock.now(),
            invite=code.code if number < 10 else "",
        )
        await reviews.apply_verdict(public_id, "approve", "", clock.now())
        if number == 18:
            before = await visitor.get(f"/de/agencies/{scene.agency.slug}")
            assert "Bewertungen sind eingeladen" not in before.text
        await reviews.publish(public_id, clock.now())
    page = await visitor.get(f"/de/agencies/{scene.agency.slug}")
    assert "10 von 20 Bewertungen sind eingeladen" in page.text
    assert 'href="/de/methodology#invited"' in page.text
