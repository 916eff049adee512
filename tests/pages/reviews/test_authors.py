"""An author's own reviews: signed in, and by the status link of a mail."""

import datetime as dt
import json
import re

import factories
import pytest
from cast import ALEX, OTTO
from support.visitor import Visitor, form_with

from resonanz.agencies.service import AgencyRef, branches
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State, Wait

from .conftest import NEW, mailed, send, to_ratings

OWN = "/de/my/reviews"


async def state_of(public_id: str) -> State:
    record = await reviews.record(public_id)
    assert record is not None
    return record.state


async def returned_review(agency: AgencyRef, message: str = "Bitte ohne Namen.") -> str:
    sent = factories.submission(wait=Wait.ONE, coarse=True)
    public_id = await factories.queued_review(agency, ALEX, sent)
    await reviews.apply_verdict(public_id, "return", message, clock.now())
    return public_id


async def test_own_reviews_are_listed_with_their_states(
    visitor: Visitor, agency: AgencyRef
) -> None:
    other = await factories.agency("Südlicht Personal")
    await factories.sign_in(visitor.client, ALEX)
    assert "Noch keine Bewertung" in (await visitor.get(OWN)).text
    first = await factories.published_review(agency, ALEX)
    await factories.queued_review(other, ALEX)
    foreign = await factories.queued_review(agency, OTTO)
    page = await visitor.get(OWN)
    assert page.headers["cache-control"] == "no-store"
    assert page.text.index("Südlicht Personal") < page.text.index("Nordlicht Personal")
    assert "veröffentlicht" in page.text
    assert "wird geprüft" in page.text
    assert foreign not in page.text
    shown = await visitor.get(f"{OWN}/{first}")
    assert f'href="/de/agencies/{agency.slug}#r-{first}"' in shown.text


@pytest.mark.parametrize("state", list(State))
async def test_every_state_can_be_read(visitor: Visitor, agency: AgencyRef, state: State) -> None:
    public_id = await factories.queued_review(agency, ALEX)
    await db.execute("UPDATE review SET state = {}", state.value)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    assert page.status_code == 200
    assert ("zurückziehen</a>" in page.text) == (state is not State.WITHDRAWN)
    assert ("Ändern und neu senden" in page.text) == (state is State.RETURNED)
    assert ("Im Profil ansehen" in page.text) == (state in {State.PUBLISHED, State.CONTESTED})


@pytest.mark.parametrize("tail", ["", "/withdraw", "/confirmed"])
async def test_nobody_else_sees_a_review(visitor: Visitor, agency: AgencyRef, tail: str) -> None:
    """TRUST 42: to Otto it does not exist; a visitor is asked to sign in."""
    public_id = await factories.queued_review(agency, ALEX)
    asked = await visitor.get(f"{OWN}/{public_id}{tail}")
    assert asked.headers["location"].startswith("/de/sign-in?next=")
    await factories.sign_in(visitor.client, OTTO)
    assert (await visitor.get(f"{OWN}/{public_id}{tail}")).status_code == 404
    assert (await visitor.get(f"{OWN}/unbekannt{tail}")).status_code == 404


async def test_nobody_else_changes_a_review(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 42."""
    public_id = await returned_review(agency)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    await factories.sign_in(visitor.client, OTTO)
    assert (await visitor.fill(page, "/edit")).status_code == 404
    csrf = form_with(page.text, "/edit")[1]
    gone = await visitor.client.post(f"{OWN}/{public_id}/withdraw", data=csrf)
    assert gone.status_code == 404
    assert await state_of(public_id) is State.RETURNED
    assert "draft" not in visitor.client.cookies


async def test_withdrawing_asks_first(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 11, 40."""
    public_id = await factories.published_review(agency, ALEX)
    await factories.sign_in(visitor.client, ALEX)
    profile = f"/de/agencies/{agency.slug}"
    assert f"r-{public_id}" in (await visitor.get(profile)).text
    page = await visitor.get(f"{OWN}/{public_id}/withdraw")
    assert await state_of(public_id) is State.PUBLISHED
    page = await visitor.follow(await visitor.fill(page, "/withdraw"))
    assert "von Ihnen zurückgezogen" in page.text
    assert f"r-{public_id}" not in (await visitor.get(profile)).text
    again = await visitor.get(f"{OWN}/{public_id}/withdraw")
    assert (await visitor.fill(again, "/withdraw")).status_code == 409


async def test_a_returned_review_is_changed_in_the_form(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """All that was sent is there again, and only what is changed changes."""
    public_id = await returned_review(agency)
    before = await db.row("SELECT * FROM review")
    assert before is not None
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    assert "Bitte ohne Namen." in page.text
    page = await visitor.follow(await visitor.fill(page, "/edit"))
    assert "Sie ändern eine zurückgegebene Bewertung." in page.text
    page = await visitor.follow(await visitor.fill(page, "/new"))
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    assert form_with(page.text, "/ratings")[1]["text"] == factories.TEXT
    page = await visitor.fill(page, "/ratings", text="Ohne Namen.", _action="send")
    assert page.headers["location"] == f"{OWN}/{public_id}"
    assert "wird geprüft" in (await visitor.follow(page)).text
    after = await db.row("SELECT * FROM review")
    assert after is not None
    assert json.loads(after.pop("ratings")) == json.loads(before.pop("ratings"))
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"state", "text", "due_at", "version", "anchors_sealed"}
    assert "draft" not in visitor.client.cookies


async def test_the_branch_of_a_returned_review_can_be_changed(
    visitor: Visitor, agency: AgencyRef
) -> None:
    for name in ("Nord", "Süd"):
        await branches.add(agency, name, "", "olu", clock.now())
    north, south = await branches.branches_of(agency.id)
    sent = factories.submission(branch=north.public_id)
    public_id = await factories.queued_review(agency, ALEX, sent)
    await reviews.apply_verdict(public_id, "return", "Bitte ohne Namen.", clock.now())
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    page = await visitor.follow(await visitor.fill(page, "/edit"))
    assert f'value="{north.public_id}" selected' in page.text
    page = await visitor.follow(await visitor.fill(page, "/new", branch=south.public_id))
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    await visitor.fill(page, "/ratings", _action="send")
    found = await reviews.record(public_id)
    assert found is not None
    assert (found.state, found.branch_id) == (State.PRE_CHECK, south.id)


async def test_opening_it_again_goes_on_where_one_was(visitor: Visitor, agency: AgencyRef) -> None:
    public_id = await returned_review(agency)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    form = await visitor.follow(await visitor.fill(page, "/edit"))
    await visitor.fill(form, "/new", role="freelancer")
    form = await visitor.follow(await visitor.fill(page, "/edit"))
    assert form_with(form.text, "/new")[1]["role"] == "freelancer"


async def test_changing_one_review_does_not_replace_the_draft_of_another_unasked(
    visitor: Visitor, agency: AgencyRef
) -> None:
    public_id = await returned_review(agency)
    other = await factories.agency("Südlicht Personal")
    await factories.sign_in(visitor.client, ALEX)
    await to_ratings(visitor, other)
    page = await visitor.get(f"{OWN}/{public_id}")
    asked = await visitor.follow(await visitor.fill(page, "/edit"))
    assert "liegt noch ein Entwurf zu Südlicht Personal" in asked.text
    assert other.name in (await visitor.get(f"{NEW}/ratings")).text
    form = await visitor.follow(await visitor.fill(asked, "/edit"))
    assert form_with(form.text, "/new")[1]["agency"] == agency.slug


async def test_a_returned_review_stays_with_its_agency(visitor: Visitor, agency: AgencyRef) -> None:
    """Another agency begins another review; the returned one is untouched."""
    public_id = await returned_review(agency)
    other = await factories.agency("Südlicht Personal")
    await factories.sign_in(visitor.client, ALEX)
    form = await visitor.follow(
        await visitor.fill(await visitor.get(f"{OWN}/{public_id}"), "/edit")
    )
    assert "andere wählen" not in form.text
    path, fields = form_with(form.text, "/new")
    forged = await visitor.client.post(path, data=fields | {"agency": other.slug})
    assert forged.status_code == 409
    new = await to_ratings(visitor, other)
    sent = await send(visitor, new, text="Zu Südlicht")
    assert sent.status_code == 303
    rows = await db.rows("SELECT agency_id, state FROM review ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [
        (agency.id, "returned"),
        (other.id, "pre_check"),
    ]


async def test_a_review_that_is_not_returned_is_not_edited(
    visitor: Visitor, agency: AgencyRef
) -> None:
    public_id = await returned_review(agency)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    await reviews.withdraw(public_id, await factories.account(ALEX), clock.now())
    assert (await visitor.fill(page, "/edit")).status_code == 409
    assert "draft" not in visitor.client.cookies


async def test_a_session_that_ends_while_editing_leads_back_to_it(
    visitor: Visitor, agency: AgencyRef
) -> None:
    public_id = await returned_review(agency)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    page = await visitor.follow(await visitor.fill(page, "/edit"))
    page = await visitor.follow(await visitor.fill(page, "/new"))
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    await db.execute("DELETE FROM session")
    asked = await visitor.fill(page, "/ratings", text="Neu und besser.", _action="send")
    assert asked.headers["location"] == f"/de/sign-in?next={NEW}/ratings"
    assert "Ihre Bewertung ist gespeichert." in (await visitor.follow(asked)).text
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{NEW}/ratings")
    assert form_with(page.text, "/ratings")[1]["text"] == "Neu und besser."
    done = await visitor.fill(page, "/ratings", _action="send")
    assert done.headers["location"] == f"{OWN}/{public_id}"
    assert await state_of(public_id) is State.PRE_CHECK


async def test_somebody_else_at_the_same_browser_cannot_send_the_edit(
    visitor: Visitor, agency: AgencyRef
) -> None:
    public_id = await returned_review(agency)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{public_id}")
    page = await visitor.follow(await visitor.fill(page, "/edit"))
    page = await visitor.follow(await visitor.fill(page, "/new"))
    page = await visitor.follow(await visitor.fill(page, "/ledger"))
    await factories.sign_in(visitor.client, OTTO)
    assert (await visitor.fill(page, "/ratings", _action="send")).status_code == 404
    assert await state_of(public_id) is State.RETURNED


async def test_the_status_link_shows_the_state_without_signing_in(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """Author told of a return; the link comes by mail and shows the message."""
    await returned_review(agency, "Bitte ohne Namen von Personen.")
    (mail,) = await mailed("review_returned")
    for language, words in (
        ("de", "zurückgegeben"),
        ("en", "Bitte ohne Namen"),
        ("es", "Bitte ohne Namen"),
    ):
        page = await visitor.get(f"/{language}/reviews/status/{mail['secret']}")
        assert page.status_code == 200
        assert words in page.text
        assert f'lang="{language}"' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] in {"no-referrer", "same-origin", "strict-origin"}
    assert "session" not in visitor.client.cookies
    assert "/edit" not in page.text


async def test_a_wrong_status_link_finds_nothing(visitor: Visitor, agency: AgencyRef) -> None:
    public_id = await factories.published_review(agency, ALEX)
    secret = reviews.status_secret(public_id)
    last = "0" if secret[-1] != "0" else "1"
    for wrong in (public_id, secret[:-1] + last, secret[1:], "x", "%00", "%ff", "ä" * 54, "." * 54):
        page = await visitor.get(f"/de/reviews/status/{wrong}")
        assert page.status_code in {400, 404}, wrong


async def test_the_status_link_mails_a_link_that_signs_in(
    visitor: Visitor, agency: AgencyRef
) -> None:
    public_id = await returned_review(agency)
    path = f"/de/reviews/status/{reviews.status_secret(public_id)}"
    page = await visitor.follow(await visitor.fill(await visitor.get(path), "/link"))
    assert "Wir haben Ihnen einen Link zum Anmelden geschickt." in page.text
    (mail,) = await mailed("sign_in")
    link = f"/de/link/{mail['token']}"
    shown = await visitor.follow(await visitor.fill(await visitor.get(link), link))
    assert shown.url.path == f"{OWN}/{public_id}"
    assert "Ändern und neu senden" in shown.text


async def test_no_secret_of_a_status_link_is_logged(
    visitor: Visitor, agency: AgencyRef, caplog: pytest.LogCaptureFixture
) -> None:
    """TRUST 45."""
    secret = reviews.status_secret(await factories.queued_review(agency, ALEX))
    with caplog.at_level("INFO", logger="resonanz.access"):
        await visitor.get(f"/de/reviews/status/{secret}")
    logged = [one.getMessage() for one in caplog.records if one.name.startswith("resonanz")]
    assert any("reviews/status/" in line for line in logged)
    assert not any(secret in line for line in logged)


async def test_days_are_days_in_berlin(visitor: Visitor, agency: AgencyRef) -> None:
    await factories.queued_review(agency, ALEX)
    await db.execute(
        "UPDATE review SET submitted_at = {}, due_at = {}",
        dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC),
    )
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(OWN)
    assert "gesendet am 23. November 2026" in page.text
    link = re.search(rf'href="({OWN}/[\w-]{{22}})"', page.text)
    assert link
    assert "Entscheidung bis 26. November 2026" in (await visitor.get(link[1])).text
