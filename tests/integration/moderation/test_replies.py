"""The check of agencies' replies: beside the reviews, with reasons and redress."""

import datetime as dt

import factories
import msgspec
import pytest
from cast import ALEX, MILO, MIRA, OLU, Person

from resonanz import wiring
from resonanz.accounts.queries import accounts
from resonanz.agencies.service import AgencyRef
from resonanz.directory.queries import profiles
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, NoticeGround, Step, Verdict
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import ClaimedError, DecidedError, Moderator, text_blocks
from resonanz.moderation.service.next_work import claim_next_work, today
from resonanz.moderation.service.reply_checks import (
    claim_reply,
    release_reply,
    reply_check,
    waiting_replies,
)
from resonanz.moderation.service.reply_decisions import decide_reply
from resonanz.moderation.views.replies import reply_check_view
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import ReplyState

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

TEXT = "Danke. Frau Sabine Müller erreichen Sie unter 040 1234567, rufen Sie einfach an."


async def moderator(person: Person) -> Moderator:
    found = await accounts.by_id(await factories.account(person))
    assert found is not None
    return Moderator(found.id, found.public_id)


@pytest.fixture(autouse=True)
def _wired() -> None:
    wiring.register()


@pytest.fixture
async def north() -> AgencyRef:
    made = await factories.agency()
    await factories.member(made, OLU)
    return made


@pytest.fixture
async def review(north: AgencyRef) -> str:
    """Alex' public review of Olu's agency."""
    return await factories.published_review(north, ALEX, at=NOW)


@pytest.fixture
async def version(north: AgencyRef, review: str) -> str:
    """Olu's reply, which waits."""
    return await factories.sent_reply(north, review, OLU, TEXT, NOW)


async def state_of(version: str) -> ReplyState:
    found = await reviews.reply_version(version)
    assert found is not None
    return found.state


async def decide(version: str, person: Person, verdict: Verdict, ground: Ground | None) -> None:
    who = await moderator(person)
    await claim_reply(version, who, NOW)
    await decide_reply(version, who, verdict, ground, "", NOW)


async def test_a_reply_waits_in_the_queue_with_the_signals_of_its_text(version: str) -> None:
    """TRUST 8, 22."""
    mira = await moderator(MIRA)
    (item,) = await waiting_replies(mira, NOW)
    assert (item.reply.public_id, item.claim) == (version, "")
    assert {one.signal.key.value for one in item.signals} >= {"person", "contact"}
    owed = (await today(mira, NOW + dt.timedelta(days=9))).tallies[WorkKind.REPLY]
    assert (owed.waiting, owed.overdue) == (1, 1)
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert (work.kind, work.public_id) == (WorkKind.REPLY, version)
    assert (await waiting_replies(mira, NOW))[0].claim == "me"
    milo = await moderator(MILO)
    with pytest.raises(ClaimedError):
        await claim_reply(version, milo, NOW)
    await release_reply(version, mira)
    await claim_reply(version, milo, NOW)
    with pytest.raises(ClaimedError):
        await decide_reply(version, mira, Verdict.APPROVE, None, "", NOW)


async def test_nobody_checks_a_reply_on_an_own_review_or_of_an_own_agency(north: AgencyRef) -> None:
    own = await factories.published_review(north, MIRA, at=NOW)
    version = await factories.sent_reply(north, own, OLU, TEXT, NOW)
    mira = await moderator(MIRA)
    assert await waiting_replies(mira, NOW) == ()
    with pytest.raises(ForbiddenError):
        await reply_check(version, mira, NOW)
    milo = await moderator(MILO)
    await factories.member(north, MILO, "responder")
    assert await waiting_replies(milo, NOW) == ()
    assert (await today(milo, NOW)).barred == 1
    with pytest.raises(ForbiddenError):
        await claim_reply(version, milo, NOW)


async def test_a_returned_reply_says_what_to_change(version: str) -> None:
    await decide(version, MIRA, Verdict.RETURN, Ground.PERSON)
    found = await reviews.reply_version(version)
    assert found is not None
    assert found.state is ReplyState.RETURNED
    assert found.message.startswith("Wir haben Ihre Antwort gelesen")
    assert "keine einzelnen Personen" in found.message
    with pytest.raises(DecidedError):
        await decide(version, MIRA, Verdict.APPROVE, None)


async def test_a_rejection_has_a_statement_and_a_complaint_that_brings_it_back(
    version: str, review: str
) -> None:
    """TRUST 15, 16, 17: reasons for the agency, and another human for its complaint."""
    await decide(version, MIRA, Verdict.REJECT, Ground.CONTACT_DATA)
    found = await reviews.reply_version(version)
    assert found is not None
    assert found.state is ReplyState.REJECTED
    assert found.message.startswith("Wir veröffentlichen Ihre Antwort nicht.")
    assert "Ein Programm hatte auf die Stelle" in found.message
    row = await db.row("SELECT fields FROM statement_of_reasons")
    assert row is not None
    fields = msgspec.json.decode(row["fields"])
    assert fields["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert fields["automated_detection"] == "Yes"
    assert "Müller" not in row["fields"]
    secret = found.message.partition("/complaints/")[2].split()[0]
    access = await moderation.complaint_access(secret)
    assert access is not None
    await moderation.complain(access, "Die Nummer steht auf unserer Website.", NOW)
    mails = [row["kind"] for row in await db.rows("SELECT kind FROM outbox ORDER BY id")]
    assert mails[-2:] == ["reply_decided", "complaint_received"]
    number = access.case.public_id
    mira, milo = await moderator(MIRA), await moderator(MILO)
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW)
    await moderation.claim_case(number, milo, NOW)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Stimmt, sie ist öffentlich.", now=NOW
    )
    assert await state_of(version) is ReplyState.PRE_CHECK
    record = await reviews.record(review)
    assert record is not None
    assert record.messages == (), "the author of the review has nothing to do with it"


async def test_the_agency_so_far_stands_beside_its_reply_and_the_author_does_not(
    version: str,
) -> None:
    """TRUST 9: a text block comes into the message, the reply stays as it is."""
    mira = await moderator(MIRA)
    await claim_reply(version, mira, NOW)
    check = await reply_check(version, mira, NOW)
    assert check.history.agency is not None
    assert check.history.author is None
    view = reply_check_view(check, NOW, await text_blocks.offered())
    (group,) = view.blocks
    assert "reply.person~de" in [one.value for one in group.choices]
    assert view.history.agency
    assert not view.history.author


async def test_a_decision_on_a_reply_is_none_on_the_review(version: str, review: str) -> None:
    await decide(version, MIRA, Verdict.APPROVE, None)
    mira = await moderator(MIRA)
    assert (await moderation.case(review, mira, NOW)).decisions == ()
    check = await reply_check(version, mira, NOW)
    assert [one.verdict for one in check.decisions] == [Verdict.APPROVE]
    assert not check.waits


async def test_a_case_about_a_reply_removes_and_restores_it(version: str, review: str) -> None:
    """TRUST 15, 17: the agency gets the reasons; the review and its author are left alone."""
    await decide(version, MIRA, Verdict.APPROVE, None)
    notice = moderation.NewNotice(
        ground=NoticeGround.PRIVACY,
        text="Ich bin genannt.",
        address=f"https://example.org/de/reviews/{review}",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    subject = await moderation.reply_subject(review)
    number = (await moderation.submit_notice(subject, notice, NOW)).number
    milo = await moderator(MILO)
    await moderation.claim_case(number, milo, NOW)
    await moderation.decide_case(number, milo, Step.REMOVE, Ground.PERSON, "", NOW)
    assert await state_of(version) is ReplyState.REMOVED
    found = await reviews.reply_version(version)
    row = await profiles.review(review)
    assert found is not None
    assert row is not None
    assert "entfernt" in found.message
    assert row["reply_text"] is None
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, "Das ist unser eigener Name.", NOW)
    mira = await moderator(MIRA)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_complaints(
        number, mira, uphold=True, ground=None, answer="Stimmt.", now=NOW
    )
    assert await state_of(version) is ReplyState.PUBLISHED


async def test_a_reply_to_a_withdrawn_review_waits_no_more(version: str, review: str) -> None:
    alex = await factories.account(ALEX)
    await reviews.withdraw(review, alex, NOW)
    assert await waiting_replies(await moderator(MIRA), NOW) == ()
