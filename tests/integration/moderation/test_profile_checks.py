"""Moderators and agencies' profiles: names and places wait, the rest can be taken back."""

import datetime as dt

import factories
import msgspec
import pytest
from cast import ALEX, MILO, MIRA, OLU, Person

from resonanz import wiring
from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import ChangeState, ProfileField
from resonanz.agencies.queries.profiles import changes
from resonanz.agencies.service import AgencyRef, profiles
from resonanz.directory.service import finding
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import DecidedError, Moderator
from resonanz.moderation.service.case_files import case_file
from resonanz.moderation.service.next_work import claim_next_work, today
from resonanz.moderation.service.profile_checks import (
    approve_change,
    profile_check,
    recent_changes,
    reject_change,
    waiting_changes,
)
from resonanz.moderation.service.reach import reach_of
from resonanz.moderation.views.matter import matter_view

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

F = ProfileField
RUDE = "Rufen Sie Frau Sabine Müller an: 040 1234567. Andere Agenturen sind Idioten."


@pytest.fixture(autouse=True)
def _wired() -> None:
    wiring.register()


@pytest.fixture
async def north() -> AgencyRef:
    made = await factories.agency(city="Hamburg")
    await factories.member(made, OLU)
    return made


async def moderator(person: Person) -> Moderator:
    found = await accounts.by_id(await factories.account(person))
    assert found is not None
    return Moderator(found.id, found.public_id)


async def edit(agency: AgencyRef, now: dt.datetime = NOW, **values: str) -> str:
    """The public id of the change that an owner makes."""
    known = await profiles.profile(agency.id)
    new = {F(name): value for name, value in values.items()}
    olu = await factories.account(OLU)
    await profiles.edit(agency.id, new, known.revision, olu, "olu", now)
    return (await changes(agency.id, limit=1))[0].public_id


async def stated(agency: AgencyRef, field: ProfileField) -> str:
    return (await profiles.profile(agency.id)).stated.get(field, "")


async def ref(agency: AgencyRef) -> AgencyRef:
    return (await agencies.agencies_by_id([agency.id]))[agency.id]


async def mails() -> list[str]:
    return [row["kind"] for row in await db.rows("SELECT kind FROM outbox ORDER BY id")]


async def test_a_new_name_waits_and_sheds_no_review(north: AgencyRef) -> None:
    await factories.published_review(north, ALEX, at=NOW)
    change = await edit(north, name="Südlicht Personal")
    mira = await moderator(MIRA)
    assert (await ref(north)).name == "Nordlicht Personal"
    (waiting,) = await waiting_changes(await reach_of(mira))
    assert (waiting.change.public_id, waiting.act) == (change, "check")
    await approve_change(change, mira, NOW)
    now = await ref(north)
    assert (now.name, now.slug) == ("Südlicht Personal", north.slug), "the address is for good"
    for query in ("Nordlicht", "Suedlicht"):
        assert [one.id for one in await agencies.search(query, 5)] == [north.id], query
    row = await db.row("SELECT reviews FROM agency_score WHERE agency_id = {}", north.id)
    assert row is not None
    assert row["reviews"] == 1
    assert await waiting_changes(await reach_of(mira)) == ()
    with pytest.raises(DecidedError):
        await approve_change(change, mira, NOW)


async def test_a_name_is_among_what_a_moderator_owes_and_gets_next(north: AgencyRef) -> None:
    change = await edit(north, name="Südlicht Personal")
    mira = await moderator(MIRA)
    later = NOW + dt.timedelta(days=9)
    owed = (await today(mira, later)).tallies[WorkKind.PROFILE]
    assert (owed.waiting, owed.overdue) == (1, 1)
    work = await claim_next_work(mira, later)
    assert work is not None
    assert (work.kind, work.public_id) == (WorkKind.PROFILE, change)
    await approve_change(change, mira, later)
    assert await claim_next_work(mira, later) is None
    assert (await today(mira, later)).tallies[WorkKind.PROFILE].waiting == 0


async def test_a_newer_wish_takes_the_place_of_the_one_that_waits(north: AgencyRef) -> None:
    first = await edit(north, name="Südlicht Personal")
    second = await edit(north, name="Westlicht Personal")
    mira = await moderator(MIRA)
    assert [one.change.public_id for one in await waiting_changes(await reach_of(mira))] == [second]
    with pytest.raises(DecidedError):
        await approve_change(first, mira, NOW)
    await edit(north, name="Nordlicht Personal")
    assert await waiting_changes(await reach_of(mira)) == (), "the owners stay with the old name"


async def test_places_wait_and_become_those_of_the_search(north: AgencyRef) -> None:
    change = await edit(north, places="24103 Kiel\nLübeck")
    assert (await ref(north)).city == "Hamburg"
    await approve_change(change, await moderator(MIRA), NOW)
    assert (await ref(north)).city == "Kiel"
    rows = await db.rows(
        "SELECT place, region, latitude FROM agency_place WHERE agency_id = {} ORDER BY place",
        north.id,
    )
    assert [row["place"] for row in rows] == ["Kiel", "Lübeck"]
    assert all(row["region"] and row["latitude"] for row in rows)


async def test_a_refusal_has_reasons_and_a_complaint_that_brings_the_name(north: AgencyRef) -> None:
    """TRUST 15, 16, 17: reasons for the agency, and another human for its complaint."""
    change = await edit(north, name="Agentur für Arbeit Hamburg")
    mira, milo = await moderator(MIRA), await moderator(MILO)
    with pytest.raises(ValueError, match="explanation"):
        await reject_change(change, mira, Ground.MISLEADING, "", NOW)
    await reject_change(change, mira, Ground.MISLEADING, "So heißt eine Behörde.", NOW)
    (newest,) = await changes(north.id, limit=1)
    assert newest.state is ChangeState.REFUSED
    assert newest.message.startswith("Wir veröffentlichen Ihre Angabe nicht.")
    assert await mails() == ["agency_profile_decided"]
    assert (await ref(north)).name == "Nordlicht Personal"
    secret = newest.message.partition("/complaints/")[2].split()[0]
    access = await moderation.complaint_access(secret)
    assert access is not None
    await moderation.complain(access, "So heißen wir seit 1998.", NOW)
    number = access.case.public_id
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW)
    await moderation.claim_case(number, milo, NOW)
    shown = matter_view(await case_file(number, milo, NOW), NOW, ())
    assert shown.change == ("Name", "Nordlicht Personal", "Agentur für Arbeit Hamburg")
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Das stimmt.", now=NOW
    )
    assert (await ref(north)).name == "Agentur für Arbeit Hamburg"
    assert (await changes(north.id, limit=1))[0].state is ChangeState.PUBLIC


async def test_what_is_public_is_shown_with_its_signals_and_taken_back(north: AgencyRef) -> None:
    await edit(north, text_de="Wir vermitteln im Norden.")
    change = await edit(north, text_de=RUDE)
    mira = await moderator(MIRA)
    newest, older = await recent_changes(await reach_of(mira), NOW)
    assert {one.signal.key for one in newest.signals} >= {"person", "contact", "insult"}
    assert older.signals == ()
    assert (await profile_check(older.change.public_id, mira)).act == "", "a newer one stands on it"
    await reject_change(change, mira, Ground.PERSON, "", NOW)
    assert await stated(north, F.TEXT_DE) == "Wir vermitteln im Norden."
    row = await db.row("SELECT fields FROM statement_of_reasons")
    assert row is not None
    assert msgspec.json.decode(row["fields"])["automated_detection"] == "Yes"
    assert "Müller" not in row["fields"]
    assert await mails() == ["agency_profile_decided"]
    with pytest.raises(DecidedError):
        await reject_change(change, mira, Ground.PERSON, "", NOW)


async def test_an_upheld_complaint_does_not_replace_newer_words(north: AgencyRef) -> None:
    change = await edit(north, text_de=RUDE)
    mira, milo = await moderator(MIRA), await moderator(MILO)
    await reject_change(change, mira, Ground.INSULT, "", NOW)
    message = (await changes(north.id, limit=1))[0].message
    await edit(north, text_de="Wir vermitteln im Norden.")
    access = await moderation.complaint_access(message.partition("/complaints/")[2].split()[0])
    assert access is not None
    await moderation.complain(access, "Das war ein Zitat.", NOW)
    await moderation.claim_case(access.case.public_id, milo, NOW)
    await moderation.decide_complaints(
        access.case.public_id, milo, uphold=True, ground=None, answer="Gut.", now=NOW
    )
    assert await stated(north, F.TEXT_DE) == "Wir vermitteln im Norden."


async def test_a_form_that_is_open_meanwhile_does_not_bring_it_back_unseen(
    north: AgencyRef,
) -> None:
    change = await edit(north, text_de=RUDE)
    await reject_change(change, await moderator(MIRA), Ground.INSULT, "", NOW)
    with pytest.raises(profiles.ProfileChangedError) as raised:
        await profiles.edit(north.id, {F.TEXT_DE: RUDE}, 1, None, "olu", NOW)
    assert raised.value.fields == (F.TEXT_DE,)


async def test_nobody_decides_for_an_agency_of_their_own(north: AgencyRef) -> None:
    change = await edit(north, name="Südlicht Personal")
    milo = await moderator(MILO)
    await factories.member(north, MILO, "responder")
    assert await waiting_changes(await reach_of(milo)) == ()
    with pytest.raises(ForbiddenError):
        await approve_change(change, milo, NOW)


async def test_no_decision_moves_a_score(north: AgencyRef) -> None:
    await factories.published_review(north, ALEX, at=NOW)
    before = await db.rows("SELECT * FROM agency_score")
    mira = await moderator(MIRA)
    await approve_change(await edit(north, places="Kiel"), mira, NOW)
    await approve_change(await edit(north, name="Aaa Personal"), mira, NOW)
    await reject_change(await edit(north, text_de=RUDE), mira, Ground.INSULT, "", NOW)
    assert await db.rows("SELECT * FROM agency_score") == before
    assert [row["id"] for row in await finding.first("DE", 9)] == [north.id]
