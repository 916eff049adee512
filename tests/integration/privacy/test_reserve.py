"""Issue 3, state machine 10: sealed proof that an author leaves before the account ends."""

import datetime as dt
from dataclasses import dataclass

import factories
import pytest
from cast import ALEX, MIRA, OLU
from support import documents

from resonanz.cli.jobs import JOBS
from resonanz.cli.worker import run_once
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround, Step
from resonanz.moderation.domain.evidence import RESERVE_MONTHS, months_after
from resonanz.moderation.service import AgencyMember, Moderator, evidence
from resonanz.moderation.service.case_files import case_file
from resonanz.privacy import service
from resonanz.privacy.domain import KeepReviews
from resonanz.reviews import service as reviews

from . import traces

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=2)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Left:
    """Alex' public review of Olu's agency, and a document that lies ready."""

    review: str
    alex: int
    olu: AgencyMember
    mira: Moderator

    async def erase(self, *, leave: bool, choice: KeepReviews = KeepReviews.KEEP) -> None:
        """Alex' account ends, with or without the proof."""
        with clock.at(LATER):
            left = (self.review,) if leave else ()
            await service.erase(self.alex, ALEX.email, "de", choice, LATER, leave=left)

    async def dispute(
        self, ground: NoticeGround = NoticeGround.NO_CONTACT, at: dt.datetime = LATER
    ) -> str:
        """Olu's agency objects; the case's number."""
        with clock.at(at):
            text = "" if ground is NoticeGround.NO_CONTACT else "Das war anders."
            return (await moderation.dispute(self.review, self.olu, ground, text, at)).number

    async def state(self) -> str:
        record = await reviews.record(self.review)
        assert record is not None
        return record.state.value


@pytest.fixture
async def left(settings: Settings) -> Left:
    with clock.at(NOW):
        mira = await traces.moderator(MIRA)
        alex = await traces.confirmed(ALEX)
        agency = await factories.agency()
        review = await factories.published_review(agency, ALEX, at=NOW)
        await traces.confirmed(OLU)
        olu = await traces.member(agency, OLU)
        file = evidence.Upload("absage.png", documents.png())
        assert await evidence.add(review, alex, [file], NOW) == []
    return Left(review, alex, olu, mira)


async def kept() -> list[tuple[str, bool]]:
    """Purpose of each document, and whether it can still be read."""
    rows = await db.rows("SELECT purpose, key_sealed FROM evidence ORDER BY id")
    return [(row["purpose"], row["key_sealed"] is not None) for row in rows]


async def test_nothing_stays_that_was_not_ticked(left: Left) -> None:
    """Off by default: what lay ready is destroyed, and a "no contact" removes the review."""
    await left.erase(leave=False)
    assert await kept() == [("voluntary", False)]
    await left.dispute()
    assert await left.state() == "removed"


async def test_proof_that_was_left_speaks_for_the_review(left: Left, settings: Settings) -> None:
    """Sealed until the agency denies the contact; then the assigned moderator alone opens it."""
    await left.erase(leave=True)
    assert await kept() == [("reserve", True)]
    with clock.at(LATER):
        assert await run_once(JOBS, settings)
    row = await db.row("SELECT public_id FROM evidence")
    assert row is not None
    number = await left.dispute()
    assert await left.state() == "published"
    assert await kept() == [("hearing", True)]
    assert (await case_file(number, left.mira, LATER)).documents.files == ()
    await moderation.claim_case(number, left.mira, LATER)
    file = await case_file(number, left.mira, LATER)
    assert [one.public_id for one in file.documents.files] == [row["public_id"]]
    assert await evidence.image(row["public_id"], 1, left.mira, LATER)
    assert file.author_gone
    assert Step.OPEN_HEARING not in file.steps
    with pytest.raises(ConflictError):
        await moderation.open_hearing(number, left.mira, "", LATER)
    await moderation.decide_case(number, left.mira, Step.KEEP, None, "", LATER)
    assert await left.state() == "published"


async def test_the_agency_gets_nothing_of_it(left: Left) -> None:
    """Nothing is forwarded that was not ticked, and there is nobody left to tick it."""
    await left.erase(leave=True)
    number = await left.dispute()
    case = await moderation.case_record(number)
    assert await evidence.released_pages(case.id) == ()
    assert await evidence.forward(case.id, LATER) == 0


async def test_only_a_denied_contact_opens_it(left: Left) -> None:
    """Another ground is decided by a human; the proof stays sealed."""
    await left.erase(leave=True)
    await left.dispute(NoticeGround.FALSE_FACT)
    assert await kept() == [("reserve", True)]
    assert await left.state() == "published"


async def test_a_hearing_that_ran_already_is_not_silence(left: Left, settings: Settings) -> None:
    """The author left in the middle of it: after fourteen days the proof is looked at."""
    number = await left.dispute(at=NOW)
    with clock.at(NOW):
        await moderation.claim_case(number, left.mira, NOW)
        assert await moderation.open_hearing(number, left.mira, "", NOW)
    await left.erase(leave=True)
    with clock.at(NOW + 15 * DAY):
        assert await run_once(JOBS, settings)
    case = await moderation.case_record(number)
    assert (case.state, case.outcome) == ("evidence_check", None)
    assert case.due_at is not None
    assert await left.state() == "contested"
    assert await kept() == [("hearing", True)]


async def test_without_proof_the_hearing_ends_in_silence(left: Left, settings: Settings) -> None:
    """State machine 3 and 10."""
    number = await left.dispute(at=NOW)
    with clock.at(NOW):
        await moderation.claim_case(number, left.mira, NOW)
        assert await moderation.open_hearing(number, left.mira, "", NOW)
    await left.erase(leave=False)
    with clock.at(NOW + 15 * DAY):
        assert await run_once(JOBS, settings)
    assert await left.state() == "removed"


async def test_it_ends_on_its_day(left: Left, settings: Settings) -> None:
    """TRUST 33: 24 months at most; after that a "no contact" removes the review."""
    await left.erase(leave=True)
    over = dt.datetime.combine(months_after(LATER.date(), RESERVE_MONTHS), dt.time(9), dt.UTC)
    with clock.at(over - DAY):
        assert await run_once(JOBS, settings)
    assert await kept() == [("reserve", True)]
    with clock.at(over):
        assert await run_once(JOBS, settings)
    assert ("reserve", True) not in await kept()
    await left.dispute(at=over + DAY)
    assert await left.state() == "removed"


async def test_it_ends_with_the_review(left: Left, settings: Settings) -> None:
    """A review that is gone needs no proof."""
    await left.erase(leave=True)
    with clock.at(LATER):
        await reviews.remove(left.review, "Grund", "system", LATER)
        assert await run_once(JOBS, settings)
    assert await kept() == [("reserve", False)]


async def test_nothing_is_left_for_reviews_that_are_withdrawn(left: Left) -> None:
    """TRUST 28."""
    await left.erase(leave=True, choice=KeepReviews.WITHDRAW)
    assert await kept() == [("voluntary", False)]


async def test_a_check_that_ran_ends_with_the_account(left: Left) -> None:
    """No moderator is asked to look at documents that are destroyed."""
    with clock.at(NOW):
        assert await evidence.send(left.review, left.alex, NOW) == 1
        assert len(await evidence.queue(left.mira, NOW)) == 1
    await left.erase(leave=False)
    assert await evidence.queue(left.mira, LATER) == ()
