"""The first page of the desk: what waits, what changed, all figures, and no reviewer."""

import contextlib
import csv
import datetime as dt
import io

import factories
import pypdfium2
import pytest
from cast import ALEX, MIRA, OLU, OTTO, RENA, Person
from support import seeding
from support.visitor import form_with

from resonanz.accounts.queries import accounts
from resonanz.agencies.domain.invites import quarter_of
from resonanz.agencies.queries.members import membership
from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import clock, db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.reviews import service as reviews
from resonanz.workspace.queries.visits import visits
from resonanz.workspace.service import figures_mail

from ..directory.conftest import in_order, seen
from .conftest import Enter, Scene

DAY = dt.timedelta(days=1)


async def filled(agency: AgencyRef, count: int = 12) -> None:
    """Reviews of two years, some silent, some coarse."""
    now = clock.now()
    lines = (seeding.KEPT, seeding.SILENT, seeding.PHRASE)
    await seeding.add_reviews(
        seeding.ready(
            agency.id,
            number,
            now - (2 + 55 * number) * DAY,
            lines=(seeding.INVITED_ON, lines[number % 3]),
            coarse=number % 4 == 0,
        )
        for number in range(count)
    )


async def test_the_figures_stand_with_their_n(enter: Enter, scene: Scene) -> None:
    await filled(scene.agency)
    olu = await enter(OLU)
    page = await olu.get(scene.desk)
    text = seen(page.text)
    in_order(
        text,
        "Überblick",
        "Wartet auf Sie Gerade nichts.",
        "Wo Sie stehen",
        "13 Bewertungen",
        "Wie Sie antworten",
        "Je Stufe",
        "Bewerbung",
        "100 %",
        "bis 3",
        "Je Quartal",
        "Wert im Verlauf",
        "Nach Kriterien",
        "Wörter der Kandidat:innen",
        "Absage",
    )
    assert 'class="trend-line"' in page.text
    assert "vergleichbaren Agenturen" not in text, "fewer than ten peers"
    assert page.headers["cache-control"] == "no-store"


async def test_an_agency_without_a_review_has_an_empty_desk(
    enter: Enter, agency: AgencyRef
) -> None:
    olu = await enter(OLU)
    text = seen((await olu.get(f"/de/desk/agencies/{agency.slug}")).text)
    in_order(text, "Gerade nichts.", "Hier steht keine Bewertung")
    assert "beantwortet" not in text
    assert "%" not in text


async def test_below_ten_there_are_numbers_instead_of_percentages(
    enter: Enter, scene: Scene
) -> None:
    text = seen((await (await enter(OLU)).get(scene.desk)).text)
    assert "%" not in text
    assert "1 von 1" in text
    assert "Dafür gibt es noch zu wenige Bewertungen mit Text." in text


async def test_ten_peers_give_a_place_among_them(enter: Enter, scene: Scene) -> None:
    """Only agencies of the same kind and country with a published score are peers."""
    await filled(scene.agency)
    await db.execute("UPDATE agency SET kind = 'placement' WHERE id = {}", scene.agency.id)
    names = [f"Nachbar {number} Personal" for number in range(10)]
    made = await seeding.add_agencies(*names)
    await seeding.add_agencies("Fern Personal", country="ES", city="Sevilla")
    now = clock.now()
    for number, (agency_id, _) in enumerate(made.values()):
        stars = [1 if number < 6 else 5] * 8
        await seeding.add_reviews(
            seeding.ready(agency_id, n, now - (1 + n) * DAY, stars=stars) for n in range(6)
        )
    text = seen((await (await enter(OLU)).get(scene.desk)).text)
    assert "besser als 6 von 10 vergleichbaren Agenturen, n = 10" in text
    assert "im selben Land" in text


async def test_what_waits_is_named_with_its_day(enter: Enter, scene: Scene) -> None:
    now = clock.now()
    olu, mira = await factories.account(OLU), await factories.account(MIRA)
    member = moderation.AgencyMember(olu, "olu", OLU.email, "de")
    moderator = moderation.Moderator(mira, "mira")
    receipt = await moderation.dispute(scene.review, member, NoticeGround.NO_CONTACT, "", now)
    await moderation.claim_case(receipt.number, moderator, now)
    await moderation.open_hearing(receipt.number, moderator, "", now)
    browser = await enter(OLU)
    assert "Gerade nichts." in (await browser.get(scene.desk)).text
    alex = await factories.account(ALEX)
    await moderation.answer(receipt.number, alex, moderation.Answer("Es gab Kontakt.", ""), now)
    await moderation.claim_case(receipt.number, moderator, now)
    await moderation.forward(receipt.number, moderator, "", now)
    page = await browser.get(scene.desk)
    assert "Eine Rückfrage zu einer Beanstandung, bis zum" in page.text
    assert f'href="/de/desk/cases/{receipt.number}"' in page.text


async def test_answering_is_suggested_and_all_answered_is_said_only_when_true(
    enter: Enter, scene: Scene
) -> None:
    olu = await enter(OLU)
    page = await olu.get(scene.desk)
    in_order(seen(page.text), "Gerade nichts.", "Wenn Sie möchten:", "Eine neuere Bewertung ohne")
    assert f'href="{scene.desk}/reviews?unanswered=1"' in page.text
    assert "Alle Bewertungen sind beantwortet." not in page.text
    await factories.sent_reply(scene.agency, scene.review, OLU, "Danke.", clock.now())
    assert "Gerade nichts. Alle Bewertungen sind beantwortet." in (await olu.get(scene.desk)).text


async def test_the_newest_quarter_of_invitations_stands_with_who_came(
    enter: Enter, scene: Scene
) -> None:
    """Who came is told from ten invited people on."""
    olu = await enter(OLU)
    now = clock.now()
    await invites.begin(scene.agency, "olu", now)
    quarter = quarter_of(clock.today())
    await invites.enter_count(scene.agency, quarter, 9, "olu", now)
    text = seen((await olu.get(scene.desk)).text)
    assert "9 eingeladen." in text
    assert "gekommen" not in text
    await invites.enter_count(scene.agency, quarter, 12, "olu", now)
    assert "12 eingeladen, 0 gekommen." in seen((await olu.get(scene.desk)).text)


async def test_each_member_learns_what_changed_since_the_own_last_visit(
    enter: Enter, scene: Scene
) -> None:
    olu, rena = await enter(OLU), await enter(RENA)
    now = clock.now()
    with clock.at(now - 3 * DAY):
        assert "Seit Ihrem Besuch" not in (await olu.get(scene.desk)).text
    await factories.published_review(scene.agency, OTTO)
    text = seen((await olu.get(scene.desk)).text)
    assert "Seit Ihrem Besuch am" in text
    assert "eine neue Bewertung" in text
    assert "eine neue Bewertung" in (await olu.get(scene.desk)).text, "all that day"
    assert "Seit Ihrem Besuch" not in (await rena.get(scene.desk)).text
    with clock.at(now + DAY):
        assert "nichts Neues." in (await olu.get(scene.desk)).text


async def test_what_was_seen_ends_with_the_membership(enter: Enter, scene: Scene) -> None:
    """TRUST 33."""
    await (await enter(RENA)).get(scene.desk)
    account_id = await factories.account(RENA)
    assert (await visits(scene.agency.id, account_id))[0].seen_on == clock.today()
    await db.execute("DELETE FROM agency_member WHERE account_id = {}", account_id)
    assert await db.rows("SELECT 1 FROM desk_member WHERE account_id = {}", account_id) == []


@pytest.mark.parametrize("count", [4, 40])
async def test_the_page_takes_the_same_few_statements_for_few_and_many(
    enter: Enter, scene: Scene, count: int
) -> None:
    await filled(scene.agency, count)
    olu = await enter(OLU)
    await olu.get(scene.desk)
    with db.recording() as statements:
        assert (await olu.get(scene.desk)).status_code == 200
    assert len(statements) <= 18, statements


async def test_the_figures_come_as_a_table(enter: Enter, scene: Scene) -> None:
    await filled(scene.agency)
    answer = await (await enter(OLU)).get(f"{scene.desk}/figures.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["part"] for row in rows} >= {"agency", "score", "stars", "stage", "quarter", "word"}
    (application,) = [row for row in rows if row["key"] == "application"]
    assert (application["count"], application["n"]) == ("13", "13")
    assert application["value"] == "up_to_3"


@pytest.mark.parametrize("language", ["de", "en", "es"])
@pytest.mark.parametrize("count", [0, 12])
async def test_the_report_is_a_pdf_in_the_reader_s_language(
    enter: Enter, scene: Scene, language: str, count: int
) -> None:
    if count:
        await filled(scene.agency, count)
    else:
        await db.execute("DELETE FROM agency_score")
    desk = scene.desk.replace("/de/", f"/{language}/", 1)
    answer = await (await enter(OLU)).get(f"{desk}/figures.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    with contextlib.closing(pypdfium2.PdfDocument(answer.content)) as report:
        text = "".join(page.get_textpage().get_text_range() for page in report)
    title = {"de": "Zahlen von", "en": "Figures of", "es": "Cifras de"}[language]
    assert f"{title} {scene.agency.name}" in text
    assert ("13" in text) == bool(count)


async def authors(agency: AgencyRef) -> tuple[int, int]:
    """The author of the agency's review, and another one."""
    (found,) = await db.rows("SELECT author_id FROM review WHERE agency_id = {}", agency.id)
    other = await factories.agency("Drittwind Personal")
    review = await factories.pending_review(other, Person("Zoe", "es"))
    record = await reviews.record(review)
    assert record is not None
    (own,) = await db.rows("SELECT author_id FROM review WHERE id = {}", record.id)
    return found["author_id"], own["author_id"]


async def test_two_worlds_that_differ_in_the_author_look_the_same(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 29: all that an agency sees is the same, whoever wrote the review."""
    olu = await enter(OLU)
    _, other = await authors(scene.agency)
    pages = (scene.desk, f"{scene.desk}/pledge", f"{scene.desk}/reviews")
    files = (f"{scene.desk}/figures.csv", f"{scene.desk}/figures.pdf")
    before = [seen((await olu.get(path)).text) for path in pages]
    before_files = [(await olu.get(path)).content for path in files]
    await db.execute(
        "UPDATE review SET author_id = {}, network = 'another', device = 'another', "
        "form_language = 'es', anchors_sealed = NULL WHERE agency_id = {}",
        *(other, scene.agency.id),
    )
    assert [seen((await olu.get(path)).text) for path in pages] == before
    assert [(await olu.get(path)).content for path in files] == before_files


async def test_each_member_chooses_whether_the_figures_come_by_mail(
    enter: Enter, scene: Scene
) -> None:
    rena, olu = await enter(RENA), await enter(OLU)
    page = await rena.get(scene.desk)
    assert form_with(page.text, "/mail")[1]["mail"] == "none"
    done = await rena.follow(await rena.fill(page, "/mail", mail="week"))
    assert "Gespeichert." in done.text
    assert form_with(done.text, "/mail")[1]["mail"] == "week"
    assert form_with((await olu.get(scene.desk)).text, "/mail")[1]["mail"] == "none"
    await rena.follow(await rena.fill(page, "/mail", mail="hourly"))
    assert form_with((await rena.get(scene.desk)).text, "/mail")[1]["mail"] == "week"
    await rena.follow(await rena.fill(page, "/mail", mail="none"))
    assert form_with((await rena.get(scene.desk)).text, "/mail")[1]["mail"] == "none"


async def test_one_click_ends_the_mails_of_one_member_and_looking_does_not(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 56, RFC 8058: a POST without cookies, without a form of ours; GET changes nothing."""
    secrets = {}
    for who in (RENA, OLU):
        browser = await enter(who)
        await browser.fill(await browser.get(scene.desk), "/mail", mail="week")
        found = await accounts.by_id(await factories.account(who))
        assert found is not None
        secrets[who] = figures_mail.unsubscribe_secret(scene.agency, found.public_id)

    async def paces() -> list[str | None]:
        rows = await db.rows("SELECT mailed FROM desk_member ORDER BY account_id")
        return [row["mailed"] for row in rows]

    program = await enter(None)
    path = f"/en/no-figures/{secrets[OLU]}"
    assert scene.agency.name in (await program.get(path)).text
    assert await paces() == ["week", "week"]
    program.client.cookies.clear()
    for _ in range(2):
        sent = await program.client.post(path, content=b"List-Unsubscribe=One-Click")
        assert sent.status_code == 200
    assert await paces() == [None, "week"]
    person = await enter(None)
    page = await person.get(f"/de/no-figures/{secrets[RENA]}")
    assert "Sie bekommen keine Zahlen mehr" in (await person.fill(page, page.url.path)).text
    assert await paces() == [None, None]
    forged = secrets[OLU][:-1] + ("0" if secrets[OLU][-1] != "0" else "1")
    for secret in (forged, "x", "ä" * 60):
        assert (await program.get(f"/de/no-figures/{secret}")).status_code == 404
        assert (await program.client.post(f"/de/no-figures/{secret}")).status_code == 404


async def test_a_foreign_desk_is_not_there(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    olu = await enter(OLU)
    assert (await olu.get(f"/de/desk/agencies/{scene.other.slug}")).status_code == 404
    assert await membership(scene.other.slug, await factories.account(OLU)) is None
