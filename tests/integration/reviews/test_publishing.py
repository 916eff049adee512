"""Publication in batches; the score follows in the same transaction, back and forth."""

import asyncio
import datetime as dt
from dataclasses import replace

import factories
import pytest
from cast import ALEX, OTTO
from cryptography.exceptions import InvalidTag

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.reviews import jobs
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State, Wait
from resonanz.reviews.service.publishing import batch_is_open

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

TUESDAY = dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC)
"""After the batch's minute, whichever it is."""


LONG_AGO = TUESDAY - dt.timedelta(days=15)
"""So long nobody waits for company (see `test_a_batch_…`)."""


async def state_of(public_id: str) -> State:
    record = await reviews.record(public_id)
    assert record is not None
    return record.state


async def score(agency: AgencyRef) -> dict[str, object]:
    found = await db.row("SELECT * FROM agency_score WHERE agency_id = {}", agency.id)
    return found or {}


async def revision(agency: AgencyRef) -> int:
    row = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    assert row is not None
    return int(row["revision"])


async def test_an_approved_review_waits_for_its_batch(agency: AgencyRef) -> None:
    public_id = await factories.approved_review(agency, ALEX, at=LONG_AGO)
    monday = TUESDAY - dt.timedelta(days=1)
    early = TUESDAY.replace(hour=5)
    for closed in (monday, early):
        assert await reviews.publish_due(closed) == 0
    assert await state_of(public_id) is State.APPROVED
    assert await score(agency) == {}
    await jobs.publish(TUESDAY)
    record = await reviews.record(public_id)
    assert record is not None
    assert record.state is State.PUBLISHED
    assert record.published_on == dt.date(2026, 11, 24)


async def test_a_batch_holds_reviews_of_three_agencies_or_waits(agency: AgencyRef) -> None:
    """None stands out in a batch; after two weeks a review appears all the same."""
    others = [await factories.agency(name) for name in ("Alsterkontor", "Weserbüro")]
    for home, person in zip((agency, agency, others[0]), (ALEX, OTTO, ALEX), strict=True):
        await factories.approved_review(home, person, at=NOW)
    assert await reviews.publish_due(TUESDAY) == 0
    await factories.approved_review(others[1], ALEX, at=NOW)
    assert await reviews.publish_due(TUESDAY) == 4
    await factories.approved_review(others[1], OTTO, at=NOW)
    assert await reviews.publish_due(TUESDAY) == 0
    assert await reviews.publish_due(TUESDAY + dt.timedelta(days=14)) == 1


async def test_nothing_appears_right_after_its_agency_replied(agency: AgencyRef) -> None:
    public_id = await factories.approved_review(agency, ALEX, at=LONG_AGO)
    await agencies.note_act(agency.id, TUESDAY - dt.timedelta(days=1))
    assert await reviews.publish_due(TUESDAY) == 0
    assert await reviews.publish_due(TUESDAY + dt.timedelta(days=2)) == 1
    assert await state_of(public_id) is State.PUBLISHED


async def test_three_batches_a_week_each_at_a_minute_of_its_own(agency: AgencyRef) -> None:
    opened = []
    for day in range(28):
        start = dt.datetime(2026, 11, 23, 0, 0, tzinfo=SITE_ZONE) + dt.timedelta(days=day)
        minutes = [start.replace(hour=m // 60, minute=m % 60) for m in range(24 * 60)]
        first = next((moment for moment in minutes if batch_is_open(moment)), None)
        if first is not None:
            assert all(batch_is_open(moment) for moment in minutes if moment >= first)
            opened.append(first)
    assert {moment.strftime("%a") for moment in opened} == {"Tue", "Thu", "Sat"}
    assert len(opened) == 12
    assert len({moment.time() for moment in opened}) > 6, "strangers can't foretell the minute"


async def test_the_author_may_put_publication_off(agency: AgencyRef) -> None:
    sent = factories.submission(wait=Wait.ONE)
    public_id = await factories.approved_review(agency, ALEX, sent, NOW)
    assert await reviews.publish_due(TUESDAY) == 0
    thursday = dt.datetime(2026, 12, 17, 22, tzinfo=dt.UTC)
    assert await reviews.publish_due(thursday) == 0
    saturday = dt.datetime(2026, 12, 19, 22, tzinfo=dt.UTC)
    assert await reviews.publish_due(saturday) == 1
    assert await state_of(public_id) is State.PUBLISHED


async def test_the_demo_publishes_at_once_but_respects_a_wait(
    agency: AgencyRef, settings: Settings
) -> None:
    settings_module.use(replace(settings, mode="demo"))
    now = await factories.approved_review(agency, ALEX, at=NOW)
    later = await factories.approved_review(
        agency, OTTO, factories.submission(wait=Wait.THREE), NOW
    )
    assert await state_of(now) is State.PUBLISHED
    assert await reviews.publish_due(NOW + dt.timedelta(days=1)) == 0
    assert await state_of(later) is State.APPROVED


async def test_a_publication_changes_the_score_and_the_revision(agency: AgencyRef) -> None:
    before = await revision(agency)
    await factories.published_review(agency, ALEX, at=NOW)
    assert (await score(agency))["reviews"] == 1
    assert await revision(agency) > before
    one = (await score(agency))["score"]
    low = factories.submission(ratings=dict.fromkeys(factories.submission().ratings, 1))
    await factories.published_review(agency, OTTO, low, NOW)
    two = await score(agency)
    assert two["reviews"] == 2
    assert two["score"] < one  # type: ignore[operator]


async def test_a_publication_that_fails_changes_nothing(agency: AgencyRef) -> None:
    """The author's mail comes last: when it fails, all of it is undone."""
    public_id = await factories.approved_review(agency, ALEX, at=NOW)
    await db.execute("UPDATE author SET email_sealed = {}", b"broken" * 9)
    before = await revision(agency)
    with pytest.raises(InvalidTag):
        await reviews.publish(public_id, NOW)
    assert await state_of(public_id) is State.APPROVED
    assert await score(agency) == {}
    assert await revision(agency) == before


async def test_two_workers_publish_once(agency: AgencyRef) -> None:
    public_id = await factories.approved_review(agency, ALEX, at=NOW)
    await asyncio.gather(*(reviews.publish(public_id, NOW) for _ in range(4)))
    assert (await score(agency))["reviews"] == 1
    mails = await db.rows("SELECT kind FROM outbox")
    assert [mail["kind"] for mail in mails] == ["review_published"]


async def test_one_that_cannot_appear_holds_up_no_other(
    agency: AgencyRef, caplog: pytest.LogCaptureFixture
) -> None:
    refused = await agencies.propose("Unsinn", "DE", None, None, NOW)
    odd = (await agencies.agencies_by_id([refused]))[refused]
    stuck = await factories.approved_review(odd, ALEX, at=NOW)
    await agencies.refuse_proposal(refused)
    fine = await factories.approved_review(agency, ALEX, at=LONG_AGO)
    assert await reviews.publish_due(TUESDAY) == 1
    assert await state_of(fine) is State.PUBLISHED
    assert await state_of(stuck) is State.APPROVED
    assert stuck in caplog.text


async def test_the_first_review_lists_a_proposed_agency(database: db.Engine) -> None:
    proposed = await agencies.propose("Nordlicht Personal", "DE", "Hamburg", None, NOW)
    ref = (await agencies.agencies_by_id([proposed]))[proposed]
    assert ref.state == "proposed"
    await factories.published_review(ref, ALEX, at=NOW)
    assert (await agencies.agencies_by_id([proposed]))[proposed].state == "listed"


async def test_a_withdrawn_review_leaves_profile_and_score_at_once(agency: AgencyRef) -> None:
    """TRUST 11."""
    public_id = await factories.published_review(agency, ALEX, at=NOW)
    await factories.published_review(agency, OTTO, at=NOW)
    before = await revision(agency)
    await reviews.withdraw(public_id, await factories.account(ALEX), NOW)
    assert await state_of(public_id) is State.WITHDRAWN
    assert (await score(agency))["reviews"] == 1
    assert await revision(agency) > before


async def test_a_withdrawn_review_still_counts_among_the_unproven_of_its_quarter(
    agency: AgencyRef,
) -> None:
    """SCORING.md: else a flood of fakes could be taken back to gain room."""
    public_id = await factories.published_review(agency, ALEX, at=NOW)
    await reviews.withdraw(public_id, await factories.account(ALEX), NOW)
    rows = await db.rows("SELECT live, value, weight FROM rated_review")
    assert [(bool(row["live"]), row["value"], row["weight"]) for row in rows] == [
        (False, None, None)
    ]


async def test_nobody_withdraws_somebody_elses_review(agency: AgencyRef) -> None:
    public_id = await factories.published_review(agency, ALEX, at=NOW)
    with pytest.raises(NotFoundError):
        await reviews.withdraw(public_id, await factories.account(OTTO), NOW)
    with pytest.raises(NotFoundError):
        await reviews.withdraw("unknown", await factories.account(OTTO), NOW)
    alex = await factories.account(ALEX)
    await reviews.withdraw(public_id, alex, NOW)
    with pytest.raises(ConflictError):
        await reviews.withdraw(public_id, alex, NOW)


@pytest.mark.parametrize("state", [s for s in State if s is not State.WITHDRAWN])
async def test_an_author_withdraws_from_every_state(agency: AgencyRef, state: State) -> None:
    public_id = await factories.queued_review(agency, ALEX, at=NOW)
    await db.execute("UPDATE review SET state = {}", state.value)
    await reviews.withdraw(public_id, await factories.account(ALEX), NOW)
    assert await state_of(public_id) is State.WITHDRAWN


async def test_publication_and_withdrawal_at_the_same_moment_leave_no_ghost(
    agency: AgencyRef,
) -> None:
    alex = await factories.account(ALEX)
    public_id = await factories.approved_review(agency, ALEX, at=NOW)
    await asyncio.gather(reviews.publish(public_id, NOW), reviews.withdraw(public_id, alex, NOW))
    assert await state_of(public_id) is State.WITHDRAWN
    assert await score(agency) == {}


async def test_a_returned_review_is_handed_in_again(agency: AgencyRef) -> None:
    """Its wait for publication runs from the first time; who edits loses no time."""
    alex = await factories.account(ALEX)
    sent = factories.submission(wait=Wait.ONE)
    public_id = await factories.queued_review(agency, ALEX, sent, NOW)
    await reviews.apply_verdict(public_id, "return", "Bitte ohne Namen.", NOW)
    later = NOW + dt.timedelta(days=5)
    await reviews.resubmit(
        draft_token=await reviews.save_draft(None, {}, later),
        public_id=public_id,
        submission=replace(sent, text="Ohne Namen."),
        account_id=alex,
        now=later,
    )
    record = await reviews.record(public_id)
    assert record is not None
    assert (record.state, record.text, record.version) == (State.PRE_CHECK, "Ohne Namen.", 2)
    assert record.publish_after == dt.date(2026, 12, 18)
    assert record.due_at is not None
    assert site_day(record.due_at) == dt.date(2026, 11, 26)
    assert [message.text for message in record.messages] == ["Bitte ohne Namen."]


async def test_only_the_author_hands_in_again_and_only_what_was_returned(
    agency: AgencyRef,
) -> None:
    public_id = await factories.queued_review(agency, ALEX, at=NOW)
    token = await reviews.save_draft(None, {"text": "x"}, NOW)

    async def again(account_id: int) -> None:
        await reviews.resubmit(
            draft_token=token,
            public_id=public_id,
            submission=factories.submission(),
            account_id=account_id,
            now=NOW,
        )

    with pytest.raises(NotFoundError):
        await again(await factories.account(OTTO))
    with pytest.raises(ConflictError):
        await again(await factories.account(ALEX))
    assert (await reviews.load_draft(token, NOW)).values == {"text": "x"}


async def test_the_value_shown_to_the_author_is_the_stored_one(agency: AgencyRef) -> None:
    public_id = await factories.published_review(agency, ALEX, at=NOW)
    record = await reviews.record(public_id)
    row = await db.row("SELECT value FROM rated_review")
    assert record is not None
    assert row is not None
    assert record.value == row["value"]
