"""Making, changing and withdrawing a pledge, and how reviews are measured against it."""

import datetime as dt
from typing import Any

import factories
import pytest
from cast import ALEX, OTTO, Person

from resonanz.agencies.domain.pledges import Ending
from resonanz.agencies.queries.pledges import history
from resonanz.agencies.service import AgencyRef, pledges
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage
from resonanz.scoring.domain.pledges import kept
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.views.figures import statistics_of

from .conftest import NOW

DAY = dt.timedelta(days=1)
MADE = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
SOON = LedgerLine(Stage.FIRST_INTERVIEW, Answer.REJECTION, DaysClass.UP_TO_3)
SILENT = LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING)
WRITERS = [Person(f"Person {number}") for number in range(8)]


async def publish(
    of: AgencyRef, who: Person, line: LedgerLine, month: str, at: dt.datetime = NOW
) -> str:
    sent = factories.submission(lines=(line,), month=month)
    return await factories.published_review(of, who, sent, at)


async def shares(of: AgencyRef) -> dict[int, Share]:
    """How often each pledge of the agency was kept, by its days."""
    row = await db.row("SELECT statistics FROM agency_score WHERE agency_id = {}", of.id)
    assert row is not None
    tables = statistics_of(row["statistics"]).pledges
    known = {pledge.id: pledge.days for pledge in await history(of.id)}
    return {known[key]: kept(table, known[key]) for key, table in tables.items()}


async def score_row(of: AgencyRef) -> dict[str, Any]:
    """All that is stored of the score, without the ledger's figures."""
    row = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", of.id)
    assert row is not None
    return {key: value for key, value in row.items() if key != "statistics"}


async def test_only_contacts_that_fell_under_the_pledge_are_measured(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 7, "olu", MADE)
    for who, line, month in (
        (WRITERS[0], SOON, "2026-05"),
        (WRITERS[1], SILENT, "2026-09"),
        (WRITERS[2], SILENT, "2026-04"),
        (WRITERS[3], SILENT, "2025-12"),
        (WRITERS[4], SILENT, "older"),
    ):
        await publish(agency, who, line, month)
    assert await shares(agency) == {7: Share(1, 2)}


async def test_a_pledge_changes_no_score(agency: AgencyRef) -> None:
    """TRUST 23: the same reviews, with and without a pledge."""
    other = await factories.agency("Südwind Personal")
    await pledges.make(agency.id, 3, "olu", MADE)
    for who, line in zip(WRITERS, (SOON, SILENT, SOON, SILENT), strict=False):
        for of in (agency, other):
            await publish(of, who, line, "2026-09")
    assert await shares(agency) == {3: Share(2, 4)}
    assert await shares(other) == {}
    plain = await score_row(other) | {"agency_id": agency.id}
    assert await score_row(agency) == plain
    await pledges.withdraw(agency.id, "olu", NOW)
    await scoring.recompute()
    assert await score_row(agency) == plain


async def test_a_stored_figure_is_met_when_all_is_computed_again(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 3, "olu", MADE)
    await publish(agency, ALEX, SOON, "2026-09")
    assert (await scoring.recompute()).differing == 0


async def test_a_change_ends_the_pledge_before_and_keeps_it(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 3, "olu", MADE)
    await pledges.make(agency.id, 14, "olu", MADE + 90 * DAY)
    first, second = await history(agency.id)
    assert (first.days, first.ended_on, first.ending) == (3, dt.date(2026, 5, 31), Ending.CHANGED)
    assert (second.days, second.made_on, second.ended_on) == (14, dt.date(2026, 5, 31), None)
    late = LedgerLine(Stage.FIRST_INTERVIEW, Answer.REJECTION, DaysClass.FROM_8_TO_14)
    await publish(agency, ALEX, late, "2026-06")
    await publish(agency, OTTO, late, "2026-09")
    assert await shares(agency) == {3: Share(0, 1), 14: Share(1, 1)}


async def test_a_withdrawn_pledge_keeps_its_result(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 7, "olu", MADE)
    await publish(agency, ALEX, SILENT, "2026-07")
    await pledges.withdraw(agency.id, "olu", MADE + 150 * DAY)
    await publish(agency, OTTO, SILENT, "2026-09")
    (pledge,) = await history(agency.id)
    assert (pledge.ended_on, pledge.ending) == (dt.date(2026, 7, 30), Ending.WITHDRAWN)
    assert await shares(agency) == {7: Share(0, 1)}


async def test_what_cannot_be_pledged(agency: AgencyRef) -> None:
    with pytest.raises(ValueError, match="cannot be pledged"):
        await pledges.make(agency.id, 5, "olu", MADE)
    with pytest.raises(ConflictError):
        await pledges.withdraw(agency.id, "olu", MADE)
    await pledges.make(agency.id, 7, "olu", MADE)
    with pytest.raises(ConflictError, match="in force"):
        await pledges.make(agency.id, 7, "olu", MADE + 90 * DAY)
    with pytest.raises(pledges.TooSoonError):
        await pledges.make(agency.id, 3, "olu", MADE + 29 * DAY)
    await pledges.withdraw(agency.id, "olu", MADE + DAY)
    with pytest.raises(pledges.TooSoonError):
        await pledges.make(agency.id, 3, "olu", MADE + 29 * DAY)
    await pledges.make(agency.id, 3, "olu", MADE + 30 * DAY)
    assert [pledge.days for pledge in await history(agency.id)] == [7, 3]


async def test_the_database_knows_one_pledge_in_force(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 7, "olu", MADE)
    with pytest.raises(db.INTEGRITY_ERRORS):
        await db.execute(
            "INSERT INTO agency_pledge (agency_id, days, made_on) VALUES ({}, {}, {})",
            *(agency.id, 3, MADE.date()),
        )


async def test_who_pledged_and_withdrew_is_written_down_and_readers_see_it(
    agency: AgencyRef,
) -> None:
    before = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    await pledges.make(agency.id, 7, "olu", MADE)
    between = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    await pledges.withdraw(agency.id, "olu", MADE + DAY)
    after = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    assert before
    assert between
    assert after
    assert before["revision"] < between["revision"] < after["revision"]
    entries = await db.rows(
        "SELECT actor, action, object_id FROM audit_entry WHERE action LIKE 'pledge.%' ORDER BY id"
    )
    assert [tuple(entry.values()) for entry in entries] == [
        ("olu", "pledge.make", agency.public_id),
        ("olu", "pledge.withdraw", agency.public_id),
    ]


async def test_a_review_that_leaves_leaves_the_kept_share(agency: AgencyRef) -> None:
    """TRUST 11: withdrawn, it counts nowhere, and what it fell under is forgotten."""
    await pledges.make(agency.id, 7, "olu", MADE)
    gone = await publish(agency, ALEX, SILENT, "2026-09")
    await publish(agency, OTTO, SOON, "2026-09")
    assert await shares(agency) == {7: Share(1, 2)}
    await reviews.withdraw(gone, await factories.account(ALEX), NOW)
    assert await shares(agency) == {7: Share(1, 1)}
    row = await db.row("SELECT pledge_id FROM review WHERE public_id = {}", gone)
    assert row == {"pledge_id": None}


async def test_a_returned_review_is_measured_by_what_it_says_in_the_end(agency: AgencyRef) -> None:
    await pledges.make(agency.id, 7, "olu", MADE)
    sent = factories.submission(lines=(SILENT,), month="2026-03")
    public_id = await factories.queued_review(agency, ALEX, sent, NOW)
    await reviews.apply_verdict(public_id, "return", "Bitte ohne Namen.", NOW)
    await reviews.resubmit(
        draft_token=await reviews.save_draft(None, {}, NOW),
        public_id=public_id,
        submission=factories.submission(lines=(SILENT,), month="2026-09"),
        account_id=await factories.account(ALEX),
        now=NOW,
    )
    await reviews.apply_verdict(public_id, "approve", "", NOW)
    await reviews.publish(public_id, NOW)
    assert await shares(agency) == {7: Share(0, 1)}
