"""Proof in a hearing: who sees what, what is forwarded, and when it ends."""

import datetime as dt
from dataclasses import dataclass

import factories
import pytest
from cast import ALEX, OLU
from support import documents

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.moderation.domain.evidence import purge_day
from resonanz.moderation.service import Moderator, evidence

from .conftest import NOW

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A dispute of Olu's agency about Alex' review; Mira has it and asked."""

    case_id: int
    number: str
    review: str
    account_id: int

    async def upload(self, content: bytes) -> evidence.File:
        sent = [evidence.Upload("x", content)]
        assert await evidence.add(self.review, self.account_id, sent, NOW, self.case_id) == []
        files = await evidence.files_of(self.review, self.account_id, self.case_id)
        return files[-1]

    async def send(self) -> int:
        return await evidence.send(self.review, self.account_id, NOW, self.case_id)


@pytest.fixture
async def hearing(settings: Settings, agency: int, mira: Moderator) -> Hearing:
    ref = (await agencies.agencies_by_id([agency]))[agency]
    review = await factories.published_review(ref, ALEX, at=NOW)
    olu = await factories.member(ref, OLU)
    account = await db.row("SELECT public_id FROM account WHERE id = {}", olu)
    assert account
    member = moderation.AgencyMember(olu, account["public_id"], OLU.email, "de")
    receipt = await moderation.dispute(review, member, NoticeGround.NO_CONTACT, "", NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    assert await moderation.open_hearing(receipt.number, mira, "Bitte schildern Sie es.", NOW)
    row = await db.row("SELECT id FROM moderation_case WHERE public_id = {}", receipt.number)
    assert row
    return Hearing(row["id"], receipt.number, review, await factories.account(ALEX))


async def keys() -> list[bytes | None]:
    return [row["key_sealed"] for row in await db.rows("SELECT key_sealed FROM evidence")]


async def test_the_assigned_moderator_alone_sees_it(
    hearing: Hearing, mira: Moderator, milo: Moderator
) -> None:
    """State machine of cases, step 4."""
    file = await hearing.upload(documents.png())
    with pytest.raises(NotFoundError):
        await evidence.image(file.public_id, 1, mira, NOW)
    assert await hearing.send() == 1
    row = await db.row("SELECT assigned_account_id FROM moderation_case")
    assert row == {"assigned_account_id": mira.account_id}
    assert await evidence.image(file.public_id, 1, mira, NOW)
    with pytest.raises(ForbiddenError):
        await evidence.image(file.public_id, 1, milo, NOW)


async def test_the_agency_sees_what_was_ticked_and_nothing_else(hearing: Hearing) -> None:
    """State machine of cases, steps 2, 4 and 5: nothing is forwarded that is not ticked."""
    first = await hearing.upload(documents.pdf("eins", "zwei"))
    await hearing.upload(documents.png())
    await evidence.change_page(first.public_id, hearing.account_id, 2, ["1-1"], released=True)
    preview = await evidence.own_image(first.public_id, hearing.account_id, 2)
    await hearing.send()
    ticked = await evidence.released_pages(hearing.case_id)
    assert [(file.public_id, page.number) for file, page in ticked] == [(first.public_id, 2)]
    assert await evidence.extract(hearing.case_id) == ()
    assert await evidence.forward(hearing.case_id, NOW) == 1
    assert [page.number for page in await evidence.extract(hearing.case_id)] == [1]
    assert await evidence.extract_image(hearing.case_id, 1) == preview
    with pytest.raises(NotFoundError):
        await evidence.extract_image(hearing.case_id, 2)


async def test_raw_proof_is_shredded_on_its_day_and_the_extract_a_year_after(
    hearing: Hearing,
) -> None:
    """State machine of cases, step 9."""
    file = await hearing.upload(documents.png())
    await evidence.change_page(file.public_id, hearing.account_id, 1, [], released=True)
    await hearing.send()
    await evidence.forward(hearing.case_id, NOW)
    day = purge_day(NOW.date())
    await db.execute(
        "UPDATE moderation_case SET state = 'final', decided_at = {}, purge_on = {}", NOW, day
    )
    late = dt.datetime.combine(day, dt.time(12), dt.UTC)
    await evidence.purge_due(late - DAY)
    assert await keys() != [None]
    await evidence.purge_due(late)
    assert await keys() == [None]
    assert await db.rows("SELECT 1 FROM evidence_page") == []
    assert len(await evidence.extract(hearing.case_id)) == 1
    await evidence.purge_due(NOW + 367 * DAY)
    assert await evidence.extract(hearing.case_id) == ()


@pytest.mark.parametrize("held", ["evidence", "moderation_case"])
async def test_a_legal_hold_stops_the_destruction(hearing: Hearing, held: str) -> None:
    """State machine of cases, step 9."""
    file = await hearing.upload(documents.png())
    await hearing.send()
    if held == "evidence":
        await evidence.hold(hearing.case_id, on=True)
    else:
        await db.execute("UPDATE moderation_case SET legal_hold = {}", True)
    await db.execute(
        "UPDATE moderation_case SET state = 'final', decided_at = {}, purge_on = {}",
        *(NOW, NOW.date()),
    )
    await evidence.purge_due(NOW + 300 * DAY)
    with pytest.raises(evidence.HeldError):
        await evidence.destroy(file.public_id, hearing.account_id, NOW)
    assert await evidence.destroy_of_case(hearing.case_id, NOW) == 0
    assert None not in await keys()


async def test_an_author_may_destroy_proof_of_a_hearing_at_any_time(hearing: Hearing) -> None:
    """State machine of cases, step 9."""
    file = await hearing.upload(documents.png())
    await hearing.send()
    await evidence.destroy(file.public_id, hearing.account_id, NOW)
    assert await keys() == [None]


async def test_a_case_that_was_purged_first_takes_its_proof_along(hearing: Hearing) -> None:
    await hearing.upload(documents.png())
    await hearing.send()
    await db.execute("UPDATE moderation_case SET state = 'purged', purge_on = NULL")
    await evidence.purge_due(NOW)
    assert await keys() == [None]


async def test_proof_left_before_an_erasure_serves_a_later_dispute(
    hearing: Hearing, mira: Moderator
) -> None:
    """Issue 3: sealed proof may be left; nobody sees it before there is a dispute."""
    sent = [evidence.Upload("x", documents.png())]
    assert await evidence.add(hearing.review, hearing.account_id, sent, NOW) == []
    assert await evidence.leave_for_disputes(hearing.review, hearing.account_id, NOW) == 1
    row = await db.row("SELECT public_id, review_id FROM evidence")
    assert row
    with pytest.raises(NotFoundError):
        await evidence.image(row["public_id"], 1, mira, NOW)
    assert await evidence.queue(mira, NOW) == ()
    assert await evidence.open_reserve(row["review_id"], hearing.case_id, NOW) == 1
    assert await evidence.image(row["public_id"], 1, mira, NOW)


async def test_proof_left_for_disputes_does_not_stay_for_ever(hearing: Hearing) -> None:
    """TRUST, Never build: no permanent archives of proof."""
    sent = [evidence.Upload("x", documents.png())]
    await evidence.add(hearing.review, hearing.account_id, sent, NOW)
    await evidence.leave_for_disputes(hearing.review, hearing.account_id, NOW)
    await evidence.purge_due(NOW + 700 * DAY)
    assert None not in await keys()
    await evidence.purge_due(NOW + 732 * DAY)
    assert None in await keys() or await keys() == []
