"""TRUST 28, 29: everything about the person in one file, and nobody else in it."""

import datetime as dt
import json
from typing import Any

import pytest
from cast import ALEX, MILO, MIRA, OLU, OTTO, Person

from resonanz.accounts.queries import accounts as account_queries
from resonanz.accounts.service import sessions
from resonanz.kernel import clock, db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.privacy import service

from . import traces

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


async def exported(person: Person) -> tuple[dict[str, Any], str]:
    """The file of a person, read and as text."""
    account = await account_queries.by_email(person.email)
    assert account is not None
    with clock.at(NOW):
        token = (await sessions.open_session(account, "", NOW)).token
        loaded = await sessions.load(token)
    assert loaded is not None
    content = (await service.export(loaded.signed_in, NOW)).decode()
    found: dict[str, Any] = json.loads(content)
    return found, content


async def test_the_file_holds_all_that_the_person_left(settings: Settings) -> None:
    """GDPR 15: account, reviews with facts and private entries, what was decided and written."""
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    data, text = await exported(ALEX)
    assert data["account"]["email"] == ALEX.email
    assert data["account"]["has_password"] is False
    assert {one["device"] for one in data["sessions"]} == {"Firefox · Linux", ""}
    by_state = {review["state"]: review for review in data["reviews"]}
    assert by_state.keys() == {
        *("published", "contested", "removed", "rejected", "returned", "pre_check", "withdrawn")
    }
    public = by_state["published"]
    assert "Kennwort public" in public["text"]
    assert public["place"] == "Ort public"
    assert public["private"] == {"month": "older", "stage": "first_interview", "channel": "phone"}
    assert public["ratings"]["feedback"] == 4
    assert public["ledger"][1]["answer"] == "rejection"
    assert public["scored"][0]["live"] is True
    assert public["contact_checks"][0]["outcome"] == "proven"
    assert public["evidence"][0]["destroyed_at"] is not None
    edits = {edit["state"]: edit for edit in public["edits"]}
    assert edits.keys() == {"withdrawn", "rejected", "returned"}
    assert (edits["withdrawn"]["text"], edits["withdrawn"]["private"]) == ("", None)
    assert "Kennwort rejected edit" in edits["rejected"]["text"]
    assert edits["returned"]["ledger"][1]["answer"] == "rejection"
    (correction,) = public["corrections"]
    assert public["conduct"] == {"cv_consent": False}
    assert (correction["original"]["days"], correction["proposed"]["days"]) == (0, 1)
    assert correction["state"] == "open"
    rejected = by_state["rejected"]
    assert rejected["decisions"][0]["statement_of_reasons"]["language"] == "de"
    assert rejected["messages"][0]["sender"] == "moderation"
    disputed = by_state["contested"]["cases"][0]
    assert ["author" in (m["sender"], m["to_whom"]) for m in disputed["messages"]] == [True] * 2
    assert "Kennwort reply" in by_state["contested"]["replies"][0]["text"]
    assert "Kennwort refused" not in text, "what never was public is the agency's alone"
    assert "Kennwort complaint" in by_state["removed"]["cases"][0]["complaints"][0]["text"]
    assert {"review.submit", "review.publish"} <= {entry["action"] for entry in data["log"]}
    for word in ("account", "complaint", "rejected", "returned", "waiting", "disputed"):
        assert f"Kennwort {word}" in text, word


async def test_an_authors_file_holds_what_an_agency_may_read(settings: Settings) -> None:
    """Late feedback: job and month as they were released."""
    settings_module.use(settings)
    with clock.at(NOW):
        await traces.offer_late(NOW)
    data, _ = await exported(traces.LEA)
    (offer,) = data["reviews"][0]["late_feedback"]
    assert offer["state"] == "named"
    assert offer["released"]["month"] == "2026-05"
    assert "Kennwort" in offer["released"]["job"]


async def test_a_notifiers_file_holds_the_notice(settings: Settings) -> None:
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    data, text = await exported(OTTO)
    (notice,) = data["notices"]
    assert (notice["name"], notice["email"]) == ("Otto Meldner", OTTO.email)
    assert "Kennwort notice" in notice["text"]
    assert data["reviews"] == []
    assert "Kennwort public" not in text


async def test_a_members_file_holds_the_corrections_that_they_proposed(
    settings: Settings,
) -> None:
    """TRUST 29: what they said, not what became of it or whose review it was."""
    with clock.at(NOW):
        left = await traces.leave(settings, NOW)
    data, text = await exported(OLU)
    (proposed,) = data["proposed_corrections"]
    assert (proposed["agency"], proposed["proposed"]["days"]) == ("Public Personal", 1)
    assert left.reviews["public"] not in text


async def test_a_members_file_holds_the_replies_they_wrote(settings: Settings) -> None:
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    data, _ = await exported(OLU)
    assert [one["state"] for one in data["replies"]] == ["published", "rejected", "pre_check"]
    assert "Kennwort refused" in data["replies"][1]["text"]


async def test_a_members_file_holds_what_the_desk_keeps(settings: Settings) -> None:
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    data, _ = await exported(OLU)
    desk = next(one for one in data["agencies"] if one["agency"] == "Disputed Personal")
    assert (desk["role"], desk["last_visit"], desk["figures_mailed"]) == (
        "owner",
        "2026-11-18",
        None,
    )


@pytest.mark.parametrize("person", [ALEX, OTTO, OLU], ids=lambda person: person.name)
async def test_nobody_else_is_in_the_file(settings: Settings, person: Person) -> None:
    """TRUST 29: no export of an agency's member reveals a reviewer, nor anybody anybody else."""
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    _, text = await exported(person)
    for other in {ALEX, OTTO, OLU, MIRA, MILO} - {person}:
        account = await account_queries.by_email(other.email)
        assert account is not None
        assert other.email not in text
        assert account.public_id not in text
    if person is OLU:
        author = await db.row("SELECT public_id FROM author WHERE account_id IS NOT NULL")
        assert author is not None
        assert author["public_id"] not in text
        assert "Kennwort account" not in text


async def test_the_file_holds_no_secret_and_no_row_number(settings: Settings) -> None:
    """TRUST 45: nothing with which somebody could sign in."""
    with clock.at(NOW):
        await traces.leave(settings, NOW)
    _, text = await exported(MIRA)
    for name in ("password_hash", "totp", "id_hash", "token", "sealed", "digest", '"id"'):
        assert name not in text, name


async def test_a_download_is_written_down(settings: Settings) -> None:
    with clock.at(NOW):
        await traces.confirmed(ALEX)
    await exported(ALEX)
    row = await db.row("SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'account.exported'")
    assert row == {"n": 1}
