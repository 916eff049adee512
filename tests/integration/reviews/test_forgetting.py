"""What is forgotten, and when (TRUST 33)."""

import datetime as dt

import factories
import pytest
from cast import ALEX, OTTO

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.reviews import jobs
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

DAY = dt.timedelta(days=1)


async def test_a_review_nobody_confirmed_is_gone_after_seven_days(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX, at=NOW)
    await jobs.forget(NOW + 7 * DAY)
    kept = await reviews.record(public_id)
    assert kept is not None
    assert kept.state is State.EMAIL_PENDING
    await jobs.forget(NOW + 7 * DAY + dt.timedelta(minutes=1))
    row = await db.row("SELECT state, text, anchors_sealed FROM review")
    assert row == {"state": "expired", "text": "", "anchors_sealed": None}
    assert await reviews.author_email(public_id) is None
    gone = await reviews.record(public_id)
    assert gone is not None
    assert gone.month == ""


async def test_who_has_other_reviews_stays_reachable(agency: AgencyRef) -> None:
    """TRUST 5: authors stay contactable."""
    elsewhere = await factories.agency("Südlicht Personal")
    known = await factories.published_review(elsewhere, ALEX, at=NOW)
    await factories.pending_review(agency, ALEX, at=NOW)
    other = await factories.pending_review(elsewhere, OTTO, at=NOW + 5 * DAY)
    await jobs.forget(NOW + 8 * DAY)
    assert await reviews.author_email(known) == ALEX.email
    assert await reviews.author_email(other) == OTTO.email


async def test_a_forgotten_author_who_writes_again_is_reachable_again(agency: AgencyRef) -> None:
    await factories.pending_review(agency, ALEX, at=NOW)
    await jobs.forget(NOW + 8 * DAY)
    again = await factories.pending_review(agency, ALEX, at=NOW + 9 * DAY)
    assert await reviews.author_email(again) == ALEX.email


async def test_a_draft_lives_thirty_days_from_its_last_change(database: db.Engine) -> None:
    token = await reviews.save_draft(None, {"text": "x"}, NOW)
    await reviews.save_draft(token, {"text": "y"}, NOW + 10 * DAY)
    assert (await reviews.load_draft(token, NOW + 39 * DAY)).values == {"text": "y"}
    await jobs.forget(NOW + 39 * DAY)
    assert await db.rows("SELECT 1 AS one FROM draft") == [{"one": 1}]
    assert (await reviews.load_draft(token, NOW + 40 * DAY)).values == {}
    await jobs.forget(NOW + 40 * DAY)
    assert await db.rows("SELECT 1 AS one FROM draft") == []


async def test_the_note_that_a_draft_was_sent_lives_a_day_and_holds_nothing(
    agency: AgencyRef,
) -> None:
    await factories.pending_review(agency, ALEX, at=NOW)
    assert len(await db.rows("SELECT 1 AS one FROM draft")) == 1
    await jobs.forget(NOW + DAY)
    assert await db.rows("SELECT 1 AS one FROM draft") == []


async def test_discarding_forgets_a_draft_at_once(database: db.Engine) -> None:
    token = await reviews.save_draft(None, {"text": "x"}, NOW)
    await reviews.discard_draft(token)
    assert await db.rows("SELECT 1 AS one FROM draft") == []
