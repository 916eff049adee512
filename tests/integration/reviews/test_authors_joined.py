"""TRUST 4: two authors who turn out to be one keep one live review of an agency."""

import datetime as dt

import factories
import pytest
from cast import ALEX, OTTO

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State
from resonanz.reviews.service.authoring import email_digest

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")


async def joined(agency: AgencyRef, apart: dt.timedelta) -> tuple[str, str]:
    """Otto's review and a later one of Alex', whose account then confirms Otto's address."""
    first = await factories.published_review(agency, OTTO, at=NOW - apart)
    second = await factories.published_review(agency, ALEX, at=NOW)
    digest = email_digest(OTTO.email)
    await db.execute("UPDATE author SET account_id = NULL WHERE email_digest = {}", digest)
    await reviews.claim_author(OTTO.email, await factories.account(ALEX))
    return first, second


async def state(public_id: str) -> State:
    record = await reviews.record(public_id)
    assert record is not None
    return record.state


async def test_the_newer_review_stays_and_the_author_reads_why(agency: AgencyRef) -> None:
    first, second = await joined(agency, dt.timedelta(days=100))
    assert (await state(first), await state(second)) == (State.WITHDRAWN, State.PUBLISHED)
    score = await db.row("SELECT reviews FROM agency_score WHERE agency_id = {}", agency.id)
    assert score == {"reviews": 1}, "the score follows at once"
    record = await reviews.record(first)
    assert record is not None
    assert "zwei Adressen" in record.messages[-1].text


async def test_after_a_year_both_stay(agency: AgencyRef) -> None:
    first, second = await joined(agency, dt.timedelta(days=366))
    assert {await state(first), await state(second)} == {State.PUBLISHED}


async def test_reviews_of_two_agencies_both_stay(agency: AgencyRef) -> None:
    other = await factories.agency("Alsterkontor")
    first = await factories.published_review(other, OTTO, at=NOW - dt.timedelta(days=9))
    _, second = await joined(agency, dt.timedelta(days=366))
    assert {await state(first), await state(second)} == {State.PUBLISHED}
