"""Changes of profiles: kept, public at once, and nothing else moves."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from cast import ALEX, OLU

from resonanz.agencies import service
from resonanz.agencies.domain.profiles import ChangeState, ProfileField
from resonanz.agencies.queries.profiles import changes
from resonanz.agencies.service import AgencyRef, profile_checks, profiles
from resonanz.directory.service import finding
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.kernel.settings import use as use_settings

pytestmark = pytest.mark.usefixtures("database")
F = ProfileField
NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _settings(settings: Settings) -> None:
    use_settings(settings)


async def edit(agency: AgencyRef, **values: str) -> tuple[ProfileField, ...]:
    """Edit as its owner, who saw the newest profile."""
    account = await factories.account(OLU)
    known = await profiles.profile(agency.id)
    new = {F(name): value for name, value in values.items()}
    return await profiles.edit(agency.id, new, known.revision, account, "olu", clock.now())


async def revision(agency: AgencyRef) -> int:
    row = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    assert row is not None
    return int(row["revision"])


async def test_each_change_is_kept_with_what_stood_there_before() -> None:
    agency = await factories.agency()
    before = await revision(agency)
    assert await edit(agency, text_de="Eins", legal_form="GmbH") == (F.LEGAL_FORM, F.TEXT_DE)
    assert await revision(agency) > before, "kept pages expire"
    await edit(agency, text_de="Zwei", legal_form="GmbH")
    newest, *_ = await changes(agency.id, limit=10)
    assert (newest.field, newest.before, newest.after) == (F.TEXT_DE, "Eins", "Zwei")
    assert newest.account_id == await factories.account(OLU)
    assert newest.state is ChangeState.PUBLIC
    profile = await profiles.profile(agency.id)
    assert (profile.revision, profile.stated[F.TEXT_DE]) == (2, "Zwei")
    row = await db.row("SELECT detail FROM audit_entry WHERE action = 'profile.edit'")
    assert row is not None
    assert "Eins" not in row["detail"], "no texts in the log"


async def test_an_old_form_changes_nothing_and_says_what_came_between() -> None:
    agency = await factories.agency()
    await edit(agency, text_de="Eins")
    await edit(agency, legal_form="GmbH")
    account = await factories.account(OLU)
    with pytest.raises(profiles.ProfileChangedError) as raised:
        await profiles.edit(
            agency.id, {F.TEXT_DE: "Drei", F.LEGAL_FORM: ""}, 1, account, "olu", clock.now()
        )
    assert raised.value.fields == (F.LEGAL_FORM,), "the text has not changed since"
    assert (await profiles.profile(agency.id)).stated[F.TEXT_DE] == "Eins"


async def test_a_profile_moves_no_score_and_no_order() -> None:
    agency, other = await factories.agency("Beta Personal"), await factories.agency("Alpha AG")
    await factories.published_review(agency, ALEX)
    scores = "SELECT * FROM agency_score ORDER BY agency_id"
    before = (await db.rows(scores), [row["id"] for row in await finding.first("DE", 9)])
    waiting = "SELECT id, state, due_at FROM review ORDER BY id"
    queue = await db.rows(waiting)
    for one in (agency, other):
        await edit(one, text_de="Wir", kinds="temp", job_fields="it", name="Aaa", places="Kiel")
    after = (await db.rows(scores), [row["id"] for row in await finding.first("DE", 9)])
    assert after == before
    assert await db.rows(waiting) == queue


async def test_changes_go_after_three_years_and_the_profile_stays() -> None:
    agency = await factories.agency()
    with clock.at(NOW):
        await edit(agency, text_de="Eins")
    await profiles.forget_old(NOW + dt.timedelta(days=3 * 365 + 1))
    assert await changes(agency.id, limit=10) == []
    assert (await profiles.profile(agency.id)).stated[F.TEXT_DE] == "Eins"


async def test_an_import_overwrites_nothing_that_the_agency_said(
    csv_file: Callable[..., Path],
) -> None:
    """The old name in the file is the same agency; its name, places and words stay."""
    await service.import_agencies(
        csv_file("Nordlicht Personal,nord.example,DE,Hamburg,20095,temp,listed seat,,register")
    )
    (agency,) = await service.search("Nordlicht", 5)
    await edit(agency, name="Südlicht Personal", places="Kiel\nLübeck", text_de="Wir.")
    for change in await changes(agency.id, states=(ChangeState.WAITING,), limit=9):
        await profile_checks.approve(change.public_id, NOW)
    said = (await profiles.profile(agency.id)).stated
    report = await service.import_agencies(
        csv_file(
            "Nordlicht Personal,neu.example,DE,Bremen,28195,placement,listed seat,,register",
            "Südlicht Personal,neu.example,DE,Bremen,28195,placement,listed seat,,register",
        )
    )
    assert report.added == 0
    assert (await profiles.profile(agency.id)).stated == said
    places = "agency,place,country,postcode,basis,first_seen,source"
    branch = "Südlicht Personal,{},DE,,{},2026-01-05,board"
    lines = (branch.format("Bremen", "listed branch"), branch.format("Kiel", "listed branch"))
    await service.import_places(csv_file(*lines, header=places))
    assert (await profiles.profile(agency.id)).stated == said
    posting = branch.format("Rostock", "place of job posting")
    report = await service.import_places(csv_file(posting, header=places))
    assert report.added == 1, "where it advertised jobs is no word of the agency's"
    assert (await profiles.profile(agency.id)).stated == said
    (now,) = await service.search("Nordlicht", 5)
    assert (now.id, now.name, now.city, now.slug) == (
        *(agency.id, "Südlicht Personal", "Kiel", agency.slug),
    )
