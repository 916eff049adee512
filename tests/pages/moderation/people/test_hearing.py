"""The author's turn in a case (TRUST.md, State machines, steps 2 to 4)."""

import html

from cast import ALEX, OLU, OTTO
from support.documents import png
from support.visitor import form_with

from resonanz.kernel import clock
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseState, NoticeGround
from resonanz.moderation.service import NewNotice, evidence
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State

from .conftest import Enter, Scene, disputed, heard, mira

CASES = "/de/my/cases"


async def test_the_author_reads_what_is_asked_until_when_and_what_silence_means(
    enter: Enter, scene: Scene
) -> None:
    number = await heard(scene)
    alex = await enter(ALEX)
    listed = await alex.get(CASES)
    assert f"/my/cases/{number}" in listed.text
    page = await alex.get(f"{CASES}/{number}")
    text = html.unescape(page.text)
    assert "kein Kontakt zur Agentur" in text
    assert "Bitte antworten Sie bis zum" in text
    assert "Ohne Antwort entfernen wir die Bewertung" in text
    assert "/withdraw" in text


async def test_a_private_notifier_stays_unknown_to_the_author(enter: Enter, scene: Scene) -> None:
    """TRUST.md, State machines, step 2."""
    subject = await moderation.review_subject(scene.review)
    notice = NewNotice(
        ground=NoticeGround.INSULT,
        text="Ich bin die Beraterin aus Zimmer sieben.",
        address="https://example.org/de/reviews/x",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    receipt = await moderation.submit_notice(subject, notice, clock.now())
    who = await mira()
    await moderation.claim_case(receipt.number, who, clock.now())
    await moderation.open_hearing(receipt.number, who, "Was sagen Sie dazu?", clock.now())
    page = await (await enter(ALEX)).get(f"{CASES}/{receipt.number}")
    assert "Was sagen Sie dazu?" in page.text
    assert "Beleidigung" in page.text
    for secret in ("Nora", "nora@example.org", "Zimmer sieben"):
        assert secret not in page.text
    assert 'name="released"' not in page.text, "nobody would read it"


async def test_the_case_is_nobody_elses(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    number = await heard(scene)
    for person in (OTTO, OLU):
        other = await enter(person)
        assert (await other.get(f"{CASES}/{number}")).status_code == 404
        assert number not in (await other.get(CASES)).text
    visitor = await enter(None)
    assert (await visitor.get(f"{CASES}/{number}")).status_code == 303


async def test_nobody_is_alarmed_before_a_human_looked(enter: Enter, scene: Scene) -> None:
    number = await disputed(scene)
    alex = await enter(ALEX)
    assert (await alex.get(f"{CASES}/{number}")).status_code == 404
    assert number not in (await alex.get(CASES)).text


async def test_the_author_sees_beforehand_what_the_agency_will_see(
    enter: Enter, scene: Scene
) -> None:
    """TRUST.md, State machines, step 4."""
    number = await heard(scene)
    alex = await enter(ALEX)
    page = await alex.get(f"{CASES}/{number}")
    shown = await alex.fill(
        page, "/answer", account="Alles genau.", released="Am 3. Mai am Telefon.", _action="preview"
    )
    assert shown.status_code == 200
    extract = shown.text[shown.text.index('id="preview"') :]
    extract = extract[: extract.index("</section>")]
    assert "Am 3. Mai am Telefon." in extract
    assert "Alles genau." not in extract
    assert (await moderation.case_record(number)).state is CaseState.AUTHOR_HEARING
    sent = await alex.follow(await alex.fill(shown, "/answer", _action="send"))
    assert "Ihre Antwort ist bei der Moderation" in sent.text
    assert (await moderation.case_record(number)).state is CaseState.EVIDENCE_CHECK


async def test_documents_go_with_the_answer_and_not_before(enter: Enter, scene: Scene) -> None:
    number = await heard(scene)
    case = await moderation.case_record(number)
    alex = await enter(ALEX)
    page = await alex.get(f"{CASES}/{number}")
    action, _ = form_with(page.text, "/files")
    added = await alex.client.post(action, files={"files": ("einladung.png", png())})
    assert added.status_code == 303, added.text
    assert not (await evidence.of_case(case.id)).files
    page = await alex.get(f"{CASES}/{number}")
    assert "Dokument 1" in page.text
    await alex.follow(await alex.fill(page, "/answer", account="Alles genau.", _action="send"))
    assert len((await evidence.of_case(case.id)).files) == 1


async def test_an_empty_answer_is_asked_again(enter: Enter, scene: Scene) -> None:
    number = await heard(scene)
    alex = await enter(ALEX)
    page = await alex.get(f"{CASES}/{number}")
    again = await alex.fill(page, "/answer", released="Am 3. Mai.", _action="send")
    assert again.status_code == 422
    assert "Am 3. Mai." in again.text


async def test_refusing_removes_the_review_at_once(enter: Enter, scene: Scene) -> None:
    number = await heard(scene)
    alex = await enter(ALEX)
    page = await alex.get(f"{CASES}/{number}")
    done = await alex.follow(await alex.fill(page, "/refuse"))
    assert "entfernt" in done.text
    record = await reviews.record(scene.review)
    assert record is not None
    assert record.state is State.REMOVED
    assert f"/complaints/{moderation.author_secret(number)}" in done.text
    late = await alex.fill(page, "/answer", account="Doch noch.", _action="send")
    assert late.status_code == 409
