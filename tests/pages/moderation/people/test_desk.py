"""The agency's desk: disputes without reasons, and an answer to what was released."""

import datetime as dt
import html

import factories
import pytest
from cast import ALEX, OLU, OTTO, Person
from support.documents import png
from support.visitor import form_with

from resonanz.accounts.queries import accounts
from resonanz.kernel import clock, crypto, db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseKind, CaseState, NoticeGround, complaint_until
from resonanz.moderation.queries import insert_decision
from resonanz.moderation.queries.misuse import add_sanction
from resonanz.moderation.service import Answer, evidence, own_cases
from resonanz.moderation.service.evidence import Upload
from resonanz.moderation.service.misuse_suspension import agency_party
from resonanz.moderation.service.openings import open_decided

from .conftest import RIVAL, Enter, Scene, disputed, forward, heard, mira

DESK = "/de/desk"


def reviews_of(scene: Scene) -> str:
    """The list of the agency's reviews."""
    return f"{DESK}/agencies/{scene.agency.slug}/reviews"


async def answered(number: str, released: str) -> None:
    """Alex answers and releases a text."""
    alex = await factories.account(ALEX)
    given = Answer("Nur für die Moderation.", released)
    await own_cases.answer_with_files(number, alex, given, clock.now())


async def test_no_contact_is_disputed_with_one_press_and_without_reasons(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 13."""
    olu = await enter(OLU)
    desk = await olu.get(reviews_of(scene))
    path = f"{DESK}/reviews/{scene.review}/dispute"
    assert path in desk.text
    page = await olu.get(path)
    assert html.unescape(page.text).count("Kein Kontakt feststellbar") == 1
    case = await olu.follow(await olu.fill(page, "/dispute"))
    assert "kein Kontakt zur Agentur" in case.text
    assert "Stand: eingegangen" in case.text
    assert "Zum Fall" in (await olu.get(reviews_of(scene))).text


async def test_the_form_tells_no_finer_date_than_the_public_page(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 29."""
    await db.execute("UPDATE review SET published_on = {}", dt.date(2026, 8, 3))
    page = await (await enter(OLU)).get(f"{DESK}/reviews/{scene.review}/dispute")
    assert "Bewertung, August 2026" in page.text
    assert "3. August" not in page.text


async def test_another_ground_needs_words(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{DESK}/reviews/{scene.review}/dispute")
    again = await olu.fill(page, "/dispute", ground="false_fact", explanation=" ")
    assert again.status_code == 422
    sent = await olu.fill(page, "/dispute", ground="false_fact", explanation="Es war der 3. Mai.")
    assert sent.status_code == 303


async def test_each_agency_has_its_own_things_alone(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    number = await heard(scene)
    await answered(number, "Am 3. Mai am Telefon.")
    await forward(number)
    ria = await enter(RIVAL)
    own = await ria.follow(await ria.get(DESK))
    assert own.status_code == 200
    assert scene.review not in own.text
    assert number not in own.text
    for path in (
        reviews_of(scene),
        f"{DESK}/reviews/{scene.review}/dispute",
        f"{DESK}/cases/{number}",
        f"{DESK}/cases/{number}/pages/1",
    ):
        assert (await ria.get(path)).status_code == 404, path
    token = form_with((await ria.get("/de/account")).text, "/sign-out")[1]["_csrf"]
    for path, form in (
        (f"/reviews/{scene.review}/dispute", {"ground": "no_contact"}),
        (f"/cases/{number}/rejoinder", {"verdict": "deny"}),
    ):
        answer = await ria.client.post(DESK + path, data=form | {"_csrf": token})
        assert answer.status_code == 404, path
    assert (await moderation.case_record(number)).state is CaseState.AGENCY_REJOINDER


@pytest.mark.parametrize("person", [ALEX, OTTO])
async def test_there_is_no_desk_without_an_agency(
    enter: Enter, scene: Scene, person: Person
) -> None:
    """TRUST 42: not even the author gets to see the agency's side."""
    number = await disputed(scene)
    other = await enter(person)
    for path in (f"{DESK}/reviews/{scene.review}/dispute", f"{DESK}/cases/{number}"):
        assert (await other.get(path)).status_code == 404


async def test_the_agency_reads_what_was_released_once_it_is_forwarded(
    enter: Enter, scene: Scene
) -> None:
    """TRUST.md, State machines, step 5."""
    number = await heard(scene)
    record = await moderation.case_record(number)
    alex = await factories.account(ALEX)
    uploads = [Upload("a.png", png("Einladung")), Upload("b.png", png("Absage"))]
    await own_cases.add_files(number, alex, uploads, clock.now())
    first = (await evidence.files_of(scene.review, alex, record.id))[0]
    await evidence.change_page(first.public_id, alex, 1, [], released=True)
    await answered(number, "Am 3. Mai am Telefon.")
    olu = await enter(OLU)
    before = await olu.get(f"{DESK}/cases/{number}")
    assert "Am 3. Mai am Telefon." not in before.text, "the moderation looks first"
    await forward(number)
    page = await olu.get(f"{DESK}/cases/{number}")
    assert "Am 3. Mai am Telefon." in page.text
    assert "Nur für die Moderation." not in page.text.replace('hint">Nur für die Moderation.', "")
    account = await accounts.by_id(alex)
    assert account is not None
    assert account.email not in page.text
    assert (await olu.get(f"{DESK}/cases/{number}/pages/1")).headers["content-type"] == "image/webp"
    assert (await olu.get(f"{DESK}/cases/{number}/pages/2")).status_code == 404


@pytest.mark.parametrize(
    ("verdict", "state"),
    [("concede", CaseState.EVIDENCE_CHECK), ("deny", CaseState.AUTHOR_HEARING)],
)
async def test_the_agency_leaves_it_at_that_or_goes_on(
    enter: Enter, scene: Scene, verdict: str, state: CaseState
) -> None:
    """TRUST.md, State machines, steps 5 and 6: a denial asks the author for more."""
    number = await heard(scene)
    await answered(number, "Am 3. Mai am Telefon.")
    await forward(number)
    olu = await enter(OLU)
    page = await olu.get(f"{DESK}/cases/{number}")
    assert (await olu.fill(page, "/rejoinder")).status_code == 422
    done = await olu.follow(await olu.fill(page, "/rejoinder", verdict=verdict))
    assert "Ihre Antwort ist bei der Moderation" in done.text
    assert (await moderation.case_record(number)).state is state
    assert (await olu.fill(page, "/rejoinder", verdict=verdict)).status_code == 409


async def test_what_others_report_is_not_the_agencys_to_know(enter: Enter, scene: Scene) -> None:
    subject = await moderation.review_subject(scene.review)
    notice = moderation.NewNotice(
        ground=NoticeGround.INSULT,
        text="Das ist grob.",
        address="https://example.org",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    receipt = await moderation.submit_notice(subject, notice, clock.now())
    olu = await enter(OLU)
    assert receipt.number not in (await olu.get(reviews_of(scene))).text
    assert (await olu.get(f"{DESK}/cases/{receipt.number}")).status_code == 404
    joined = await disputed(scene)
    assert joined == receipt.number
    page = await olu.get(f"{DESK}/cases/{joined}")
    for secret in ("Nora", "Das ist grob", "Beleidigung"):
        assert secret not in page.text


async def test_a_suspended_agency_reads_why_until_when_and_how_to_complain(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 15, 17, 18."""
    olu = await enter(OLU)
    path = f"{DESK}/reviews/{scene.review}/dispute"
    form = await olu.get(path)
    number = await suspend(scene.agency.id)
    for shown in (await olu.get(path), await olu.fill(form, "/dispute")):
        assert shown.status_code == 403
        assert "keine Beanstandungen Ihrer Agentur" in shown.text
        assert "Danach geht es von selbst weiter." in shown.text
        assert "Dreimal war der Kontakt belegt." in shown.text
        assert f"/complaints/{moderation.author_secret(number)}" in shown.text


async def suspend(agency_id: int) -> str:
    """A suspension of thirty days; the number of its case."""
    who, now = await mira(), clock.now()
    party = agency_party(agency_id)
    record = await open_decided(
        {
            "subject_type": "agency",
            "subject_key": f"sanction:{party}",
            "agency_id": agency_id,
            "ground": "misuse",
            "outcome": "sanctioned",
            "decided_by": who.account_id,
            "complaint_until": complaint_until(now.date()),
        },
        CaseKind.SANCTION,
        now,
    )
    await insert_decision(
        {
            "public_id": crypto.public_id(),
            "case_id": record.id,
            "account_id": who.account_id,
            "kind": "suspend",
            "ground": "misuse",
            "explanation": "Dreimal war der Kontakt belegt.",
            "decided_at": now,
        }
    )
    until = now.date() + dt.timedelta(days=30)
    await add_sanction(record.id, party, "suspend", now, until)
    return record.public_id
