"""The review form by hand, without JavaScript: three screens, and nothing typed is lost."""

import asyncio
import re

import factories
import pytest
from cast import ALEX, OLU, OTTO, RENA
from support.visitor import Visitor, checked, form_with

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import LEDGER, NEW, STARS, START, mailed, press_link, send, to_ledger, to_ratings

TEXT = "Die Absage kam schnell.\n\nGründe: „zu wenig Erfahrung“ & <b>sonst</b> nichts."


async def count(table: str) -> int:
    return len(await db.rows(f"SELECT 1 AS one FROM {table}"))


async def test_three_screens_and_a_link_queue_a_review(visitor: Visitor, agency: AgencyRef) -> None:
    page = await to_ratings(visitor, agency)
    sent = await send(visitor, page, email=ALEX.email, text=TEXT)
    done = await visitor.follow(sent)
    assert "Bitte bestätigen Sie Ihre E-Mail-Adresse" in done.text
    assert "draft" not in visitor.client.cookies
    shown = await press_link(visitor)
    assert "Danke. Ihre Bewertung ist bestätigt und wird jetzt geprüft." in shown.text
    assert "So wird sie öffentlich aussehen" in shown.text
    assert agency.name in shown.text
    (row,) = await db.rows("SELECT state, text, agency_id FROM review")
    assert row == {"state": "pre_check", "text": TEXT, "agency_id": agency.id}


async def test_opening_the_mailed_link_changes_nothing(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 40: mail scanners open links."""
    await send(visitor, await to_ratings(visitor, agency), email=ALEX.email)
    (mail,) = await mailed("review_confirm")
    page = await visitor.get(f"/de/link/{mail['token']}")
    assert page.status_code == 200
    assert await db.rows("SELECT state FROM review") == [{"state": "email_pending"}]
    assert "session" not in visitor.client.cookies


async def test_a_used_link_says_so(visitor: Visitor, agency: AgencyRef) -> None:
    await send(visitor, await to_ratings(visitor, agency), email=ALEX.email)
    await press_link(visitor)
    (mail,) = await mailed("review_confirm")
    assert (await visitor.get(f"/de/link/{mail['token']}")).status_code == 410


async def test_looking_at_the_form_leaves_no_draft(visitor: Visitor, agency: AgencyRef) -> None:
    for path in (NEW, f"{NEW}?agency={agency.slug}", f"{NEW}?q=nord"):
        assert (await visitor.get(path)).status_code == 200
    for path in (f"{NEW}/ledger", f"{NEW}/ratings"):
        assert (await visitor.get(path)).headers["location"] == NEW
    assert "draft" not in visitor.client.cookies
    assert await count("draft") == 0


async def test_the_draft_begins_with_the_first_submit(visitor: Visitor, agency: AgencyRef) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    answer = await visitor.fill(page, "/new", role="freelancer")
    assert answer.status_code == 422
    cookie = answer.headers["set-cookie"]
    assert re.search(r"draft=[\w-]{43}; HttpOnly; .*SameSite=lax", cookie)
    assert answer.headers["cache-control"] == "no-store"
    assert await count("draft") == 1


@pytest.mark.parametrize("screen", [1, 2, 3])
async def test_nothing_is_preselected(visitor: Visitor, agency: AgencyRef, screen: int) -> None:
    if screen == 1:
        page = await visitor.get(f"{NEW}?agency={agency.slug}")
    else:
        page = await (to_ledger if screen == 2 else to_ratings)(visitor, agency)
    assert checked(page.text) == {}


async def test_every_screen_names_its_errors_and_keeps_what_was_typed(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    page = await visitor.fill(page, "/new", role="freelancer", job_field="it", remote="yes")
    assert page.status_code == 422
    assert {'href="#f-month"', 'href="#f-last_stage"'} <= set(
        re.findall(r'href="#f-\w+"', page.text)
    )
    _, form = form_with(page.text, "/new")
    assert (form["role"], form["job_field"], form["remote"]) == ("freelancer", "it", "yes")

    page = await visitor.follow(await visitor.fill(page, "/new", **START))
    page = await visitor.fill(page, "/ledger", days="2", chasers="3", earlier_application="0")
    assert page.status_code == 422
    assert 'href="#f-answer"' in page.text
    _, form = form_with(page.text, "/ledger")
    assert (form["days"], form["chasers"], form["earlier_application"]) == ("2", "3", "0")

    page = await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER))
    page = await send(visitor, page, rating_feedback="", email="kein Name", text=TEXT, wait="3")
    assert page.status_code == 422
    assert {'href="#f-rating_feedback"', 'href="#f-email"'} <= set(
        re.findall(r'href="#f-\w+"', page.text)
    )
    _, form = form_with(page.text, "/ratings")
    assert (form["email"], form["text"], form["wait"]) == ("kein Name", TEXT, "3")
    assert form["rating_availability"] == "na"
    assert await count("review") == 0


async def test_a_text_that_is_too_long_comes_back_whole(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await to_ratings(visitor, agency)
    page = await send(visitor, page, email=ALEX.email, text="ä" * 5001)
    assert page.status_code == 422
    assert "höchstens 5.000 Zeichen" in page.text
    assert form_with(page.text, "/ratings")[1]["text"] == "ä" * 5001
    huge = await send(visitor, page, text="ä" * 60_000)
    assert huge.status_code == 413


async def test_odd_characters_are_no_error(visitor: Visitor, agency: AgencyRef) -> None:
    for query in ("agency=%00", "agency=%ff", "q=%00", "q=%F0%9F%A6%86", "agency=" + "x" * 3000):
        assert (await visitor.get(f"{NEW}?{query}")).status_code in {200, 400, 404}
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    for typed in ("\x00", "a\x00b", "\x85"):
        odd = await visitor.fill(page, "/new", **START, agency=typed)
        assert odd.status_code == 422
    page = await to_ratings(visitor, agency)
    sent = await send(
        visitor, page, email=ALEX.email, text="a\x00b\x1b\r\nc", review_language="\x00"
    )
    assert sent.status_code == 303
    assert await db.rows("SELECT text, language FROM review") == [
        {"text": "ab\nc", "language": "de"}
    ]


async def test_going_back_keeps_everything(visitor: Visitor, agency: AgencyRef) -> None:
    page = await to_ratings(visitor, agency)
    page = await visitor.follow(
        await visitor.fill(page, "/ratings", **STARS, text=TEXT, _action="back")
    )
    _, form = form_with(page.text, "/ledger")
    assert form["answer"] == "rejection"
    page = await visitor.follow(await visitor.fill(page, "/ledger", days="3", _action="back"))
    _, form = form_with(page.text, "/new")
    assert (form["role"], form["month"], form["agency"]) == ("applicant", "older", agency.slug)
    page = await visitor.follow(await visitor.fill(page, "/new", role="freelancer"))
    assert form_with(page.text, "/ledger")[1]["days"] == "3"
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    _, form = form_with(page.text, "/ratings")
    assert (form["text"], form["rating_respect"]) == (TEXT, "5")


@pytest.mark.parametrize(("button", "screen"), [("start", "/new"), ("back", "/new/ledger")])
async def test_the_steps_above_the_form_lead_back_and_keep_everything(
    visitor: Visitor, agency: AgencyRef, button: str, screen: str
) -> None:
    page = await to_ratings(visitor, agency)
    assert f'form="screen" name="_action" value="{button}" formnovalidate' in page.text
    answer = await visitor.fill(page, "/ratings", text=TEXT, email="alex@", _action=button)
    assert answer.headers["location"] == f"/de/reviews{screen}"
    _, form = form_with((await visitor.get(f"{NEW}/ratings")).text, "/ratings")
    assert (form["text"], form["email"]) == (TEXT, "alex@")


async def test_the_enter_key_sends(visitor: Visitor, agency: AgencyRef) -> None:
    """The first button that belongs to a form is the one that Enter presses."""
    page = await to_ratings(visitor, agency)
    assert "höchstens 5.000 Zeichen" in page.text
    buttons = re.findall(r"<button[^>]*value=\"(\w+)\"", page.text)
    assert buttons[0] == "enter"
    answer = await visitor.fill(page, "/ratings", **STARS, email=ALEX.email, _action=buttons[0])
    assert answer.headers["location"] == "/de/reviews/new/sent"


async def test_errors_are_listed_in_the_order_of_the_page(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    answer = await visitor.fill(page, "/new")
    named = re.findall(r'href="#f-(\w+)"', answer.text)
    assert named == ["role", "month", "last_stage"]


async def test_a_second_agency_asks_before_it_replaces_the_draft(
    visitor: Visitor, agency: AgencyRef
) -> None:
    other = await factories.agency("Südlicht Personal")
    await to_ratings(visitor, agency)
    page = await visitor.get(f"{NEW}?agency={other.slug}")
    assert f"Entwurf zu {agency.name} begonnen" in page.text
    assert checked(page.text) == {}
    wrong = await visitor.fill(page, "/new", role="applicant")
    assert wrong.status_code == 422
    assert f"Entwurf zu {agency.name} begonnen" in wrong.text
    kept = await visitor.get(f"{NEW}/ratings")
    assert agency.name in kept.text, "until then the first draft is there"
    page = await visitor.follow(await visitor.fill(wrong, "/new", **START))
    assert other.name in page.text
    assert checked(page.text) == {}, "the other agency's answers are gone"


async def test_a_window_opened_before_does_not_replace_the_draft_unasked(
    visitor: Visitor, agency: AgencyRef
) -> None:
    other = await factories.agency("Südlicht Personal")
    window = await visitor.get(f"{NEW}?agency={other.slug}")
    await to_ratings(visitor, agency)
    page = await visitor.fill(window, "/new", **START)
    assert page.status_code == 409
    assert f"Entwurf zu {agency.name} begonnen" in page.text
    assert form_with(page.text, "/new")[1]["role"] == "applicant"
    page = await visitor.follow(await visitor.fill(page, "/new"))
    assert other.name in page.text


async def test_a_text_never_goes_to_another_agency_than_its_author_saw(
    visitor: Visitor, agency: AgencyRef
) -> None:
    other = await factories.agency("Südlicht Personal")
    window = await to_ratings(visitor, agency)
    page = await visitor.get(f"{NEW}?agency={other.slug}")
    page = await visitor.follow(await visitor.fill(page, "/new", **START))
    await visitor.fill(page, "/ledger", **LEDGER)
    assert (await send(visitor, window, email=ALEX.email)).status_code == 409
    assert (await visitor.fill(window, "/ratings", _action="preview")).status_code == 409
    assert await count("review") == 0


async def test_a_wrongly_chosen_agency_can_be_changed_with_all_answers(
    visitor: Visitor, agency: AgencyRef
) -> None:
    other = await factories.agency("Südlicht Personal")
    await to_ratings(visitor, agency)
    page = await visitor.get(NEW)
    found = await visitor.get(f"{NEW}?q={other.name}")
    assert "andere wählen" in page.text
    link = re.search(rf'href="([^"]*agency={other.slug}[^"]*)"', found.text)
    assert link
    page = await visitor.get(link[1].replace("&amp;", "&"))
    assert "begonnen" not in page.text
    page = await visitor.follow(await visitor.fill(page, "/new"))
    assert other.name in page.text
    assert form_with(page.text, "/ledger")[1]["answer"] == "rejection"
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    await send(visitor, page, email=ALEX.email)
    assert await db.rows("SELECT agency_id FROM review") == [{"agency_id": other.id}]


async def test_a_draft_can_be_thrown_away(visitor: Visitor, agency: AgencyRef) -> None:
    await to_ledger(visitor, agency)
    page = await visitor.get(NEW)
    page = await visitor.follow(await visitor.fill(page, "/discard"))
    assert checked(page.text) == {}
    assert await count("draft") == 0
    assert "draft" not in visitor.client.cookies


async def test_an_agency_that_is_missing_can_be_proposed(visitor: Visitor) -> None:
    page = await visitor.get(f"{NEW}?q=Ostlicht")
    assert "haben wir keine Agentur gefunden" in page.text
    assert form_with(page.text, "/new")[1]["new_name"] == "Ostlicht"
    new = {"new_name": "  Ostlicht   Personal GmbH ", "new_city": "Leipzig", "new_country": "DE"}
    page = await visitor.fill(page, "/new", **new, **START, new_website="gibt es nicht")
    assert page.status_code == 422
    assert form_with(page.text, "/new")[1]["new_city"] == "Leipzig"
    page = await visitor.follow(await visitor.fill(page, "/new", new_website="ostlicht.example"))
    assert "Ostlicht Personal GmbH" in page.text
    page = await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER))
    await send(visitor, page, email=ALEX.email)
    shown = await press_link(visitor)
    assert "Ostlicht Personal GmbH" in shown.text
    rows = await db.rows("SELECT name, state, city FROM agency")
    assert rows == [{"name": "Ostlicht Personal GmbH", "state": "proposed", "city": "Leipzig"}]


async def test_a_proposal_that_is_corrected_keeps_the_draft(visitor: Visitor) -> None:
    new = {"new_name": "Osdlicht", "new_country": "DE"}
    page = await visitor.follow(await visitor.fill(await visitor.get(NEW), "/new", **new, **START))
    page = await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER, _action="back"))
    page = await visitor.follow(await visitor.fill(page, "/new", new_name="Ostlicht"))
    assert "Ostlicht" in page.text
    assert form_with(page.text, "/ledger")[1]["answer"] == "rejection"


async def test_a_known_agency_that_is_proposed_is_that_agency(
    visitor: Visitor, agency: AgencyRef
) -> None:
    new = {"new_name": "nordlicht personal gmbh", "new_country": "DE"}
    page = await visitor.follow(await visitor.fill(await visitor.get(NEW), "/new", **new, **START))
    assert agency.name in page.text
    assert await count("agency") == 1


async def test_an_unknown_agency_is_named_as_such(visitor: Visitor, agency: AgencyRef) -> None:
    page = await visitor.get(f"{NEW}?agency=unbekannt")
    assert page.status_code == 404
    assert "Diese Agentur haben wir nicht gefunden." in page.text
    await to_ledger(visitor, agency)
    proposed = await factories.agencies.propose("Unsinn", "DE", None, None, clock.now())
    await factories.agencies.refuse_proposal(proposed)
    for slug in ("unsinn", "unbekannt"):
        page = await visitor.get(NEW)
        path, form = form_with(page.text, "/new")
        page = await visitor.client.post(path, data=form | {"agency": slug})
        assert page.status_code == 422
        assert "Diese Agentur haben wir nicht gefunden." in page.text


async def test_without_cookies_a_clear_page_says_what_to_do(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    visitor.client.cookies.clear()
    answer = await visitor.fill(page, "/new", **START)
    assert answer.status_code == 403
    assert "lassen Sie Cookies für diese Seite zu" in answer.text
    assert await count("draft") == 0


async def test_a_cookie_that_we_did_not_make_is_not_kept(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    visitor.client.cookies.set("draft", "chosen-by-somebody-else")
    answer = await visitor.fill(page, "/new", **START)
    assert "chosen-by" not in answer.headers["set-cookie"]


async def test_a_draft_lost_before_the_last_screen_keeps_that_screen(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await to_ratings(visitor, agency)
    await db.execute("DELETE FROM draft")
    page = await visitor.follow(await send(visitor, page, email=ALEX.email, text=TEXT))
    path, form = form_with(page.text, "/new")
    page = await visitor.follow(
        await visitor.client.post(path, data=form | START | {"agency": agency.slug})
    )
    page = await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER))
    assert form_with(page.text, "/ratings")[1]["text"] == TEXT


async def test_pressing_send_twice_sends_once(visitor: Visitor, agency: AgencyRef) -> None:
    page = await to_ratings(visitor, agency)
    cookies = dict(visitor.client.cookies)
    answers = await asyncio.gather(
        *(send(visitor, page, email=ALEX.email, text=TEXT) for _ in range(3))
    )
    visitor.client.cookies.update(cookies)
    answers.append(await send(visitor, page, email=ALEX.email, text=TEXT))
    assert {answer.headers["location"] for answer in answers} == {f"{NEW}/sent"}
    assert await count("review") == 1
    assert len(await mailed("review_confirm")) == 1


async def test_a_broken_database_loses_nothing(visitor: Visitor, agency: AgencyRef) -> None:
    page = await to_ratings(visitor, agency)
    await db.execute("ALTER TABLE outbox RENAME TO outbox_away")
    try:
        answer = await send(visitor, page, email=ALEX.email, text=TEXT)
    finally:
        await db.execute("ALTER TABLE outbox_away RENAME TO outbox")
    assert answer.status_code == 500
    assert await count("review") == 0
    page = await visitor.get(f"{NEW}/ratings")
    _, form = form_with(page.text, "/ratings")
    assert (form["text"], form["email"], form["rating_feedback"]) == (TEXT, ALEX.email, "4")
    assert (await send(visitor, page)).status_code == 303


async def test_who_sends_too_often_loses_nothing(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 43; typing errors do not count against the address."""
    for _ in range(8):
        page = await to_ratings(visitor, agency)
        assert (await send(visitor, page, email=ALEX.email, rating_feedback="")).status_code == 422
    for _ in range(5):
        page = await to_ratings(visitor, agency)
        assert (await send(visitor, page, email=ALEX.email)).status_code == 303
    page = await to_ratings(visitor, agency)
    answer = await send(visitor, page, email=ALEX.email, text=TEXT)
    assert answer.status_code == 429
    page = await visitor.get(f"{NEW}/ratings")
    assert form_with(page.text, "/ratings")[1]["text"] == TEXT


async def test_a_stranger_cannot_lock_out_who_is_signed_in(
    visitor: Visitor, agency: AgencyRef
) -> None:
    for _ in range(6):
        page = await to_ratings(visitor, agency)
        answer = await send(visitor, page, email=ALEX.email)
    assert answer.status_code == 429
    visitor.client.cookies.clear()
    await factories.sign_in(visitor.client, ALEX)
    page = await to_ratings(visitor, agency)
    assert (await send(visitor, page)).status_code == 303


async def test_who_is_signed_in_types_no_address(visitor: Visitor, agency: AgencyRef) -> None:
    await factories.sign_in(visitor.client, ALEX)
    page = await to_ratings(visitor, agency)
    assert "Sie sind angemeldet als alex@example.org" in page.text
    assert 'name="email"' not in page.text
    shown = await visitor.follow(await send(visitor, page))
    assert "wird geprüft" in shown.text
    assert await db.rows("SELECT state FROM review") == [{"state": "pre_check"}]


async def test_a_session_that_ends_on_the_way_loses_nothing(
    visitor: Visitor, agency: AgencyRef
) -> None:
    await factories.sign_in(visitor.client, ALEX)
    page = await to_ratings(visitor, agency)
    await db.execute("DELETE FROM session")
    page = await send(visitor, page, text=TEXT)
    assert page.status_code == 422
    assert form_with(page.text, "/ratings")[1]["text"] == TEXT
    sent = await visitor.fill(page, "/ratings", email=ALEX.email, _action="send")
    assert sent.headers["location"] == f"{NEW}/sent"
    assert await db.rows("SELECT text FROM review") == [{"text": TEXT}]


async def test_a_member_of_an_agency_is_told_at_the_end(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """TRUST 4."""
    await factories.member(agency, OLU)
    await factories.sign_in(visitor.client, OLU)
    other = await factories.agency("Südlicht Personal")
    page = await send(visitor, await to_ratings(visitor, other))
    assert page.status_code == 422
    assert "Mitglieder von Agenturen können auf Resonanz keine Bewertung schreiben." in page.text
    assert 'id="f-email"' in page.text, "the summary's link has a target"
    assert await count("review") == 0


async def test_a_member_who_confirms_by_mail_is_told_too(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """TRUST 4."""
    await factories.member(agency, RENA, "responder")
    await send(visitor, await to_ratings(visitor, agency), email=RENA.email)
    shown = await press_link(visitor)
    assert "Mitglieder von Agenturen" in shown.text
    assert "von Ihnen zurückgezogen" not in shown.text


async def test_a_second_review_leads_to_the_first(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 4, signed in: the new draft stays."""
    first = await factories.queued_review(agency, ALEX)
    await factories.sign_in(visitor.client, ALEX)
    page = await to_ratings(visitor, agency)
    shown = await visitor.follow(await send(visitor, page, text=TEXT))
    assert shown.url.path == f"/de/my/reviews/{first}"
    assert "eine zweite ist nicht möglich" in shown.text
    page = await visitor.get(f"{NEW}/ratings")
    assert form_with(page.text, "/ratings")[1]["text"] == TEXT


async def test_a_second_review_by_mail_leads_to_the_first(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """TRUST 4; the form answers as to everybody."""
    first = await factories.queued_review(agency, ALEX)
    answer = await send(visitor, await to_ratings(visitor, agency), email=ALEX.email, text=TEXT)
    assert answer.headers["location"] == f"{NEW}/sent"
    shown = await press_link(visitor)
    assert shown.url.path == f"/de/my/reviews/{first}"
    assert "eine zweite ist nicht möglich" in shown.text
    listed = await visitor.get("/de/my/reviews")
    assert "nicht eingereicht" in listed.text


async def test_all_addresses_get_the_same_answer(visitor: Visitor, agency: AgencyRef) -> None:
    """Nobody learns by trying whether an address is known, a member's, or has reviewed."""
    await factories.account(OTTO)
    await factories.queued_review(agency, ALEX)
    await factories.member(await factories.agency("Südlicht Personal"), OLU)
    answers = set()
    for email in ("new@example.org", OTTO.email, ALEX.email, OLU.email):
        page = await to_ratings(visitor, agency)
        with db.recording() as statements:
            answer = await send(visitor, page, email=email)
        headers = tuple(name for name in answer.headers)
        answers.add((answer.status_code, answer.headers["location"], headers, len(statements)))
    assert len(answers) == 1


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("proposed", [False, True])
async def test_sending_takes_at_most_ten_statements(
    visitor: Visitor, agency: AgencyRef, signed_in: bool, proposed: bool
) -> None:
    """With session, limits, audit and outbox; also when the agency is new."""
    if signed_in:
        await factories.sign_in(visitor.client, ALEX)
    if proposed:
        new = {"new_name": "Ostlicht Personal", "new_country": "DE"}
        page = await visitor.fill(await visitor.get(NEW), "/new", **new, **START)
        page = await visitor.fill(await visitor.follow(page), "/ledger", **LEDGER)
        page = await visitor.follow(page)
    else:
        page = await to_ratings(visitor, agency)
    email = {} if signed_in else {"email": ALEX.email}
    with db.recording() as statements:
        answer = await send(visitor, page, text=TEXT, **email)
    assert answer.status_code == 303
    assert await count("review") == 1
    assert len(statements) <= 10, statements


async def test_every_language_has_the_whole_form(visitor: Visitor, agency: AgencyRef) -> None:
    for language, word in (("en", "Send"), ("es", "Enviar")):
        page = await visitor.get(f"/{language}/reviews/new?agency={agency.slug}")
        page = await visitor.follow(await visitor.fill(page, "/new", **START))
        page = await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER))
        assert re.search(rf'value="send">{word}<', page.text)
        sent = await send(visitor, page, email=f"{language}@example.org", review_language="")
        assert sent.headers["location"] == f"/{language}/reviews/new/sent"
    rows = await db.rows("SELECT language, form_language FROM review ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [("en", "en"), ("es", "es")]


async def test_a_draft_is_sealed_and_belongs_to_its_cookie(
    visitor: Visitor, agency: AgencyRef
) -> None:
    await send(visitor, await to_ratings(visitor, agency), email="falsch", text=TEXT)
    token = visitor.client.cookies["draft"]
    (row,) = await db.rows("SELECT token_hash, sealed FROM draft")
    assert token not in row["token_hash"]
    assert b"Absage" not in row["sealed"]
    assert (await reviews.load_draft(token, clock.now())).values["text"] == TEXT
    assert (await reviews.load_draft("x" * 43, clock.now())).values == {}
