"""Agencies that candidates propose, members, revisions and old slugs."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resonanz.agencies import service
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


async def agency(agency_id: int) -> dict[str, Any]:
    row = await db.row("SELECT * FROM agency WHERE id = {}", agency_id)
    assert row is not None
    return row


async def test_a_proposed_agency_can_be_reviewed_but_not_found() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", "Kiel", "neue-kraefte.example", NOW)
    ref = await service.find_for_review("neue-kraefte")
    assert ref is not None
    assert (ref.id, ref.state, ref.city) == (agency_id, "proposed", "Kiel")
    assert await service.search("neue kräfte", 5) == []


async def test_proposing_twice_or_a_listed_one_leads_to_the_first() -> None:
    first = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    assert await service.propose("neue kraefte AG", "DE", "Kiel", None, NOW) == first
    assert await service.propose("Neue Kräfte GmbH", "AT", None, None, NOW) != first


async def test_two_who_propose_at_the_same_time_mean_one_agency() -> None:
    ids = await asyncio.gather(
        *(service.propose("Neue Kräfte GmbH", "DE", None, None, NOW) for _ in range(4))
    )
    assert len(set(ids)) == 1


async def test_an_accepted_proposal_is_listed_with_its_place() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", "Kiel", None, NOW)
    await service.accept_proposal(agency_id)
    row = await agency(agency_id)
    assert (row["state"], row["region"]) == ("listed", "Schleswig-Holstein")
    assert row["revision"] == 1
    assert [found.id for found in await service.search("neue kräfte", 5)] == [agency_id]
    await service.accept_proposal(agency_id)
    assert (await agency(agency_id))["revision"] == 1


async def test_a_refused_proposal_is_gone_and_may_be_made_again() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    await service.refuse_proposal(agency_id)
    assert await service.find_for_review("neue-kraefte") is None
    with pytest.raises(ConflictError):
        await service.accept_proposal(agency_id)
    again = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    assert again != agency_id
    assert (await agency(again))["slug"] == "neue-kraefte-2"
    with pytest.raises(NotFoundError):
        await service.accept_proposal(999)


async def test_a_listed_agency_cannot_be_refused_as_a_proposal() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    await service.accept_proposal(agency_id)
    with pytest.raises(ConflictError):
        await service.refuse_proposal(agency_id)


async def test_an_import_lists_what_was_proposed(csv_file: Callable[..., Path]) -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", "Kiel", None, NOW)
    path = csv_file("Neue Kräfte GmbH,neu.example,DE,,,temp,,,one")
    report = await service.import_agencies(path)
    assert (report.added, report.changed) == (0, 1)
    row = await agency(agency_id)
    assert (row["state"], row["kind"], row["city"]) == ("listed", "temp", "Kiel")
    assert (await service.import_agencies(path)).unchanged == 1


@pytest.mark.parametrize(
    ("name", "country", "website"),
    [("", "DE", None), ("–", "DE", None), ("Gut", "de", None), ("Gut", "DE", "keine Adresse")],
)
async def test_values_that_make_no_agency_are_refused(
    name: str, country: str, website: str | None
) -> None:
    with pytest.raises(ValueError, match=" "):
        await service.propose(name, country, None, website, NOW)


async def test_members_of_any_agency_are_known() -> None:
    """TRUST 4: who belongs to an agency cannot review."""
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    for number in (1, 2):
        await db.execute(
            "INSERT INTO account (id, public_id, email, language, second_factor_required,"
            " created_at) VALUES ({}, {}, {}, 'de', {}, {})",
            *(number, f"p{number}", f"a{number}@example.org", False, NOW),
        )
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at)"
        " VALUES ({}, 1, 'owner', {})",
        *(agency_id, NOW),
    )
    assert await service.is_member(1)
    assert not await service.is_member(2)


async def test_each_public_change_raises_the_revision_of_its_agencies_alone() -> None:
    ids = [await service.propose(f"Agentur {n}", "DE", None, None, NOW) for n in range(3)]
    assert await service.bump(ids[0], ids[1]) == 1
    assert await service.bump(ids[1]) == 2
    assert [(await agency(each))["revision"] for each in ids] == [1, 2, 0]
    with pytest.raises(ValueError, match="nothing"):
        await service.bump()


async def test_changes_at_the_same_time_get_revisions_of_their_own() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    revisions = await asyncio.gather(*(service.bump(agency_id) for _ in range(8)))
    assert sorted(revisions) == list(range(1, 9))


async def test_an_old_slug_leads_to_the_present_one_and_is_not_given_away() -> None:
    agency_id = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    await db.execute("UPDATE agency SET slug = 'kraefte', name_key = 'x', name = 'X'")
    await db.execute("INSERT INTO agency_slug VALUES ('neue-kraefte', {})", agency_id)
    assert await service.current_slug("neue-kraefte") == "kraefte"
    assert await service.current_slug("kraefte") is None
    other = await service.propose("Neue Kräfte GmbH", "DE", None, None, NOW)
    assert (await agency(other))["slug"] == "neue-kraefte-2"
