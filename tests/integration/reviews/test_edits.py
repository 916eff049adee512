"""TRUST 11: an edit has a check of its own, while the old text stays public."""

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

import factories
import pytest
from cast import ALEX, OTTO
from support.scanning import places

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.service import AgencyRef, branches
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import RevisionState, Role, State
from resonanz.scoring.domain.ledger import Answer, Criterion, LedgerLine, Stage

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

FIRST = NOW - dt.timedelta(days=100)
TUESDAY = dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC)
"""After the batch's minute, whichever it is."""
NEW_TEXT = "Nach drei Wochen kam doch noch ein Anruf."
EDITED = factories.submission(
    role=Role.FREELANCER,
    job_field=JobField.LOGISTICS,
    last_stage=Stage.SECOND_INTERVIEW,
    lines=(LedgerLine(Stage.SECOND_INTERVIEW, Answer.NOTHING),),
    ratings={
        Criterion.FEEDBACK: 1,
        Criterion.RESPECT: 2,
        Criterion.HONESTY: 2,
        Criterion.FIT: 3,
    },
    text=NEW_TEXT,
    coarse=True,
    language="en",
)


@pytest.fixture
async def alex(database: db.Engine) -> int:
    return await factories.account(ALEX)


@pytest.fixture
async def review(agency: AgencyRef) -> str:
    """Alex' review, public for a hundred days."""
    return await factories.published_review(agency, ALEX, at=FIRST)


async def record(public_id: str) -> reviews.ReviewRecord:
    found = await reviews.record(public_id)
    assert found is not None
    return found


async def edit_of(public_id: str) -> reviews.Revision:
    found = await reviews.newest_revision(await record(public_id))
    assert found is not None
    return found


async def stored(public_id: str) -> dict[str, Any]:
    """All columns of a review."""
    row = await db.row("SELECT * FROM review WHERE public_id = {}", public_id)
    assert row is not None
    return row


async def edit(public_id: str, alex: int, sent: reviews.Submission = EDITED) -> None:
    await factories.edit(public_id, alex, sent, NOW)


async def rated(public_id: str) -> dict[str, Any]:
    row = await db.row(
        "SELECT rr.* FROM rated_review rr JOIN review r ON r.id = rr.review_id "
        "WHERE r.public_id = {}",
        public_id,
    )
    assert row is not None
    return row


async def revision_of(agency: AgencyRef) -> int:
    row = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    assert row is not None
    return int(row["revision"])


async def mails() -> list[str]:
    """The kinds of mails on their way."""
    rows = await db.rows("SELECT kind FROM outbox ORDER BY id")
    return [row["kind"] for row in rows]


async def test_the_old_text_stays_while_the_edit_is_checked(
    agency: AgencyRef, alex: int, review: str
) -> None:
    before, score, shown = await stored(review), await rated(review), await revision_of(agency)
    await edit(review, alex)
    assert await stored(review) == before
    assert await rated(review) == score
    assert await revision_of(agency) == shown
    waiting = await edit_of(review)
    assert waiting.state is RevisionState.PRE_CHECK
    assert waiting.review.text == NEW_TEXT
    assert waiting.review.replaces is not None
    assert waiting.review.replaces.text == before["text"]
    # Three working days from Wednesday.
    assert waiting.due_at is not None
    assert waiting.due_at.date() == dt.date(2026, 11, 23)


async def test_a_published_edit_replaces_everything_but_the_first_day(
    agency: AgencyRef, alex: int, review: str
) -> None:
    """SCORING.md, Days: the day of the first publication is kept through edits."""
    await db.execute("UPDATE review SET place = 'Kiel', contact_proven = {}", True)
    before, score, shown = await stored(review), await rated(review), await revision_of(agency)
    await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    assert (await stored(review))["text"] == before["text"]
    await reviews.publish_revision(review, NOW)
    after = await stored(review)
    assert (after["text"], after["role"], after["job_field"]) == (
        *(NEW_TEXT, "freelancer", "logistics"),
    )
    assert (after["last_stage"], after["outcome"]) == ("second_interview", "no_answer")
    assert (bool(after["coarse"]), after["language"]) == (True, "en")
    assert after["edited_on"] == NOW.date()
    assert after["version"] > before["version"]
    for kept in (
        *("id", "public_id", "state", "published_on", "published_at", "created_at"),
        *("contact_proven", "invited", "form_language", "place", "agency_id", "author_id"),
    ):
        assert after[kept] == before[kept], kept
    counted = await rated(review)
    assert counted["published_on"] == score["published_on"]
    assert counted["value"] < score["value"]
    assert await revision_of(agency) > shown
    assert await places(str(before["text"])[:40]) == set(), "the old text is nowhere any more"
    assert await places(NEW_TEXT) == {"review.text"}


async def test_an_edit_may_name_another_branch(agency: AgencyRef, alex: int, review: str) -> None:
    """The review stays in the old one's inbox until the edit is public; a removed one is none."""
    for name in ("Nord", "Süd"):
        await branches.add(agency, name, "", "olu", NOW)
    north, south = await branches.branches_of(agency.id)
    await db.execute("UPDATE review SET branch_id = {}", north.id)
    same = factories.submission(branch=north.public_id)
    with pytest.raises(reviews.UnchangedError):
        await edit(review, alex, same)
    await edit(review, alex, replace(same, branch=south.public_id))
    assert (await record(review)).branch_id == north.id
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.publish_revision(review, NOW)
    assert (await record(review)).branch_id == south.id
    await edit(review, alex, replace(same, branch=north.public_id))
    await branches.remove(agency, north.public_id, "olu", NOW)
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.publish_revision(review, NOW)
    assert (await record(review)).branch_id is None


async def test_edits_appear_in_the_batches_of_reviews(agency: AgencyRef, alex: int) -> None:
    """They count as company for reviews, and wait after an act of their agency, as these do."""
    review = await factories.published_review(agency, ALEX, at=FIRST)
    await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    assert await reviews.publish_due(TUESDAY) == 0
    for name in ("Alsterkontor", "Weserbüro"):
        await factories.approved_review(await factories.agency(name), OTTO, at=NOW)
    await agencies.note_act(agency.id, TUESDAY - dt.timedelta(days=1))
    assert await reviews.publish_due(TUESDAY) == 0
    thursday = TUESDAY + dt.timedelta(days=2)
    assert await reviews.publish_due(thursday) == 3
    assert (await record(review)).edited_on == dt.date(2026, 11, 26)
    assert await reviews.publish_due(thursday) == 0


async def test_in_the_demo_an_approved_edit_is_public_at_once(
    alex: int, review: str, settings: Settings
) -> None:
    settings_module.use(replace(settings, mode="demo"))
    await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    assert (await record(review)).text == NEW_TEXT


async def test_a_review_has_one_open_edit(alex: int, review: str) -> None:
    await edit(review, alex)
    with pytest.raises(ConflictError):
        await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    with pytest.raises(ConflictError):
        await edit(review, alex)
    await reviews.publish_revision(review, NOW)
    await edit(review, alex, replace(EDITED, text="Und noch einmal."))


async def test_two_edits_at_once_leave_one(alex: int, review: str) -> None:
    got = await asyncio.gather(edit(review, alex), edit(review, alex), return_exceptions=True)
    assert sorted(type(one).__name__ for one in got) == ["ConflictError", "NoneType"]


async def test_an_edit_that_changes_nothing_is_none(alex: int, review: str) -> None:
    with pytest.raises(reviews.UnchangedError):
        await edit(review, alex, factories.submission())
    await edit(review, alex, factories.submission(month="2026-10"))


async def test_a_returned_edit_is_sent_again(alex: int, review: str) -> None:
    await edit(review, alex)
    await reviews.apply_verdict(review, "return", "Bitte ohne Namen.", NOW)
    assert (await edit_of(review)).state is RevisionState.RETURNED
    assert (await record(review)).messages[-1].text == "Bitte ohne Namen."
    first = (await edit_of(review)).review.version
    await edit(review, alex, replace(EDITED, text="Ohne Namen."))
    again = await edit_of(review)
    assert (again.state, again.review.text) == (RevisionState.PRE_CHECK, "Ohne Namen.")
    assert again.review.version > first
    assert await mails() == ["review_published", "review_returned"]


async def test_an_edit_can_be_taken_back_and_leaves_no_text(alex: int, review: str) -> None:
    await edit(review, alex)
    await reviews.withdraw_revision(review, alex, NOW)
    assert await reviews.newest_revision(await record(review)) is None
    assert await places(NEW_TEXT) == set()
    assert (await record(review)).state is State.PUBLISHED
    with pytest.raises(NotFoundError):
        await reviews.withdraw_revision(review, alex, NOW)
    with pytest.raises(ConflictError):
        await reviews.apply_verdict(review, "approve", "", NOW)


async def test_only_the_author_edits(alex: int, review: str) -> None:
    """TRUST 42."""
    otto = await factories.account(OTTO)
    for attempt in (edit(review, otto), reviews.withdraw_revision(review, otto, NOW)):
        with pytest.raises(NotFoundError):
            await attempt


async def test_who_may_not_review_may_not_edit(agency: AgencyRef, alex: int, review: str) -> None:
    """TRUST 4, 18: members of agencies, and who is suspended."""
    await reviews.suspend_author(alex, dt.date(2027, 1, 1))
    with pytest.raises(ForbiddenError):
        await edit(review, alex)
    await reviews.suspend_author(alex, None)
    await factories.member(agency, ALEX)
    with pytest.raises(reviews.MemberError):
        await edit(review, alex)


async def test_an_approved_edit_waits_while_its_review_is_hidden(alex: int, review: str) -> None:
    """It is checked meanwhile, and published once the review is back."""
    await reviews.hide(review, "", "system", NOW)
    await edit(review, alex)
    checked = await reviews.record_to_check(review)
    assert checked is not None
    assert checked.text == NEW_TEXT
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.publish_revision(review, NOW)
    assert await reviews.publish_due(TUESDAY + dt.timedelta(days=14)) == 0
    assert (await record(review)).state is State.HIDDEN_INTERIM
    await reviews.keep(review, "system", NOW)
    assert await reviews.publish_due(TUESDAY + dt.timedelta(days=14)) == 1
    assert (await record(review)).text == NEW_TEXT


async def test_an_edit_waits_while_its_review_is_removed(alex: int, review: str) -> None:
    """Nobody checks it, and after a restoration it has the whole time again."""
    await edit(review, alex)
    await reviews.remove(review, "", "system", NOW)
    assert await reviews.queue(9, None, not_by=0) == []
    with pytest.raises(ConflictError):
        await reviews.apply_verdict(review, "approve", "", NOW)
    with pytest.raises(ConflictError):
        await edit(review, alex)
    later = NOW + dt.timedelta(days=28)
    await reviews.restore(review, "", "system", later)
    (waiting,) = await reviews.queue(9, None, not_by=0)
    assert (waiting.public_id, waiting.edit) == (review, True)
    assert waiting.due_at > later


async def test_an_edit_ends_with_its_review(alex: int, review: str) -> None:
    """TRUST 11: what is withdrawn leaves nothing."""
    await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.withdraw(review, alex, NOW)
    await reviews.publish_revision(review, NOW)
    assert await reviews.publish_due(TUESDAY + dt.timedelta(days=14)) == 0
    assert await places(NEW_TEXT) == set()
    assert (await record(review)).state is State.WITHDRAWN


async def test_an_author_who_leaves_leaves_no_edit(alex: int, review: str) -> None:
    """TRUST 28: also if the review stays public."""
    await edit(review, alex)
    async with db.transaction():
        await reviews.erase_author(alex, keep_public=True, now=NOW)
    assert await places(NEW_TEXT) == set()
    assert (await record(review)).state is State.PUBLISHED


async def test_a_review_that_is_published_edited_and_restored_counts_as_it_reads(
    alex: int, review: str
) -> None:
    await edit(review, alex)
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.publish_revision(review, NOW)
    edited = await rated(review)
    await reviews.remove(review, "", "system", NOW)
    await reviews.restore(review, "", "system", NOW)
    assert await rated(review) == edited
