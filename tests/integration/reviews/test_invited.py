"""Which reviews carry "invited": those by the agency's own code, unless it had leaked."""

import datetime as dt

import factories
import pytest
from cast import ALEX, OTTO, Person

from resonanz.agencies.domain.invites import ALWAYS_BELIEVED
from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import clock, db
from resonanz.kernel.clock import site_day
from resonanz.reviews import service as reviews

from .conftest import NOW

DAY = dt.timedelta(days=1)


@pytest.fixture
async def code(agency: AgencyRef) -> str:
    """The agency's present code."""
    await invites.begin(agency, "olu", NOW)
    return await present(agency)


async def present(agency: AgencyRef) -> str:
    code = await invites.current(agency.id)
    assert code is not None
    return code.shown


async def write(agency: AgencyRef, person: Person, code: str, at: dt.datetime = NOW) -> str:
    """A review that came by a code and waits for its check; its public id."""
    with clock.at(at):
        return await reviews.submit(
            draft_token=await reviews.save_draft(None, {"agency": agency.slug}, at),
            submission=factories.submission(),
            agency_id=agency.id,
            email=person.email,
            account_id=await factories.account(person),
            now=at,
            invite=code,
        )


async def publish(review: str, at: dt.datetime = NOW) -> bool:
    """Let it appear; whether it is marked, the same on the site and in the score."""
    await reviews.apply_verdict(review, "approve", "", at)
    await reviews.publish(review, at)
    shown = await db.row("SELECT id, invited FROM review WHERE public_id = {}", review)
    assert shown is not None
    rated = await db.row("SELECT invited FROM rated_review WHERE review_id = {}", shown["id"])
    assert rated is not None
    assert bool(shown["invited"]) == bool(rated["invited"])
    return bool(shown["invited"])


async def test_a_review_by_the_code_is_marked_however_it_was_typed(
    agency: AgencyRef, code: str
) -> None:
    assert await publish(await write(agency, ALEX, code.lower().replace("-", " ")))


async def test_a_review_without_or_with_another_agencys_code_is_not(
    agency: AgencyRef, code: str
) -> None:
    other = await factories.agency("Südwind Personal")
    assert not await publish(await write(other, ALEX, code))
    assert not await publish(await write(agency, ALEX, ""))
    assert not await publish(await write(agency, OTTO, "0000-0000"))


async def test_the_code_changes_each_quarter_and_the_old_one_lasts_on(
    agency: AgencyRef, code: str
) -> None:
    """Posters hang for a while."""
    await invites.renew(NOW)
    assert await present(agency) == code
    january = dt.datetime(2027, 1, 1, 0, 30, tzinfo=dt.UTC)
    for _ in range(2):
        await invites.renew(january)
    assert await present(agency) != code
    assert await publish(await write(agency, ALEX, code, january), january)
    april = dt.datetime(2027, 4, 1, 0, 30, tzinfo=dt.UTC)
    assert not await publish(await write(agency, OTTO, code, april), april)


async def test_an_owner_changes_it_at_once_and_what_was_sent_keeps_its_mark(
    agency: AgencyRef, code: str
) -> None:
    before = await write(agency, ALEX, code)
    await invites.change(agency, "olu", NOW + DAY)
    assert await publish(before, NOW + 2 * DAY)
    assert not await publish(await write(agency, OTTO, code, NOW + 2 * DAY), NOW + 2 * DAY)


async def test_reviews_by_a_leaked_code_are_not_marked_invited(
    agency: AgencyRef, code: str
) -> None:
    """Issue 4. What is published by then keeps its mark, or the agency could choose."""
    nina = Person("Nina")
    seen = await write(agency, ALEX, code)
    assert await publish(seen)
    early, late = await write(agency, OTTO, code), await write(agency, nina, code, NOW + 3 * DAY)
    await invites.change(agency, "olu", NOW + 4 * DAY, site_day(NOW + 2 * DAY))
    assert await publish(early, NOW + 5 * DAY)
    assert not await publish(late, NOW + 5 * DAY)
    row = await db.row("SELECT invited FROM review WHERE public_id = {}", seen)
    assert row is not None
    assert row["invited"]


async def test_more_reviews_than_people_invited_are_not_marked(
    agency: AgencyRef, code: str
) -> None:
    """Issue 4: a code that many more use than were invited has leaked."""
    for number in range(ALWAYS_BELIEVED):
        await write(agency, Person(f"Gast{number}"), code)
    unconfirmed = await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, NOW),
        submission=factories.submission(),
        agency_id=agency.id,
        email="unconfirmed@example.org",
        account_id=None,
        now=NOW,
        invite=code,
    )
    assert unconfirmed
    one_more = await write(agency, ALEX, code, NOW + DAY)
    another = await write(agency, OTTO, code, NOW + 2 * DAY)
    assert not await publish(one_more, NOW + 3 * DAY)
    await invites.enter_count(
        agency, dt.date(2026, 10, 1), ALWAYS_BELIEVED + 2, "olu", NOW + 3 * DAY
    )
    assert await publish(another, NOW + 3 * DAY)


async def test_a_count_is_told_for_this_quarter_and_the_last(agency: AgencyRef) -> None:
    for quarter in (dt.date(2026, 4, 1), dt.date(2027, 1, 1), dt.date(2026, 10, 2)):
        with pytest.raises(ValueError, match="count"):
            await invites.enter_count(agency, quarter, 5, "olu", NOW)
    await invites.enter_count(agency, dt.date(2026, 7, 1), 5, "olu", NOW)
    await invites.enter_count(agency, dt.date(2026, 7, 1), 8, "olu", NOW)
    (kept,) = await invites.counts(agency.id, dt.date(2026, 1, 1))
    assert (kept.entered, kept.invited) == (8, 8)


async def test_each_step_is_logged(agency: AgencyRef, code: str) -> None:
    await invites.begin(agency, "olu", NOW)
    await invites.change(agency, "olu", NOW, site_day(NOW))
    rows = await db.rows("SELECT action FROM audit_entry WHERE action LIKE 'invites.%' ORDER BY id")
    assert [row["action"] for row in rows] == ["invites.begin", "invites.change"]
