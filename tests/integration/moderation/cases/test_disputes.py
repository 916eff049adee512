"""Disputes by agencies, from "no contact" to the decision (TRUST 13, state machine 1 to 7)."""

import pytest

from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.mail.domain import MailGivenUp
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseState, Ground, NoticeGround, Outcome, Step
from resonanz.moderation.domain.deadlines import HEARINGS_PER_AGENCY
from resonanz.moderation.service import AgencyMember, Answer, ClaimedError, Moderator, deadlines
from resonanz.reviews import service as reviews
from resonanz.wiring import register

from .conftest import (
    DAY,
    NOW,
    Publish,
    UseSettings,
    case,
    counted,
    forwarded,
    heard,
    mails,
    own_notice,
    report,
    state_of,
    statements,
)


async def test_a_bare_no_contact_opens_a_case_without_reasons(
    review: str, olu: AgencyMember
) -> None:
    """TRUST 13 and 14: acknowledged at once, with a number; the review stays as it is."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    record = await case(receipt.number)
    assert record.no_contact
    assert record.state is CaseState.RECEIVED
    assert await state_of(review) == "published"
    ((to, context),) = await mails("notice_received")
    assert (to, context["number"]) == ("olu@example.org", receipt.number)


async def test_every_other_ground_says_why(review: str, olu: AgencyMember) -> None:
    with pytest.raises(ValueError, match="text"):
        await moderation.dispute(review, olu, NoticeGround.FALSE_FACT, "", NOW)


async def test_an_agency_disputes_its_own_reviews_only(
    review: str, olu: AgencyMember, alex: int
) -> None:
    """TRUST 42."""
    stranger = AgencyMember(alex, olu.public_id, "alex@example.org", "de")
    with pytest.raises(ForbiddenError):
        await moderation.dispute(review, stranger, NoticeGround.NO_CONTACT, "", NOW)
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    with pytest.raises(NotFoundError):
        await moderation.dispute_of(receipt.number, stranger)


async def test_triage_is_due_after_two_working_days(review: str, olu: AgencyMember) -> None:
    """Step 1: from Wednesday morning to Friday morning."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    assert (await case(receipt.number)).due_at == NOW + 2 * DAY


async def test_the_author_is_asked_and_the_review_stays_online_marked(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """Step 2."""
    number = await heard(review, olu, mira)
    record = await moderation.hearing_of(number, alex)
    assert record.hearing_due_at == NOW + 14 * DAY
    assert await state_of(review) == "contested"
    assert await counted(review)
    ((to, context),) = await mails("case_hearing")
    assert to == "alex@example.org"
    assert context == {"case": number, "days": 14}


async def test_reminders_go_out_once_each(review: str, olu: AgencyMember, mira: Moderator) -> None:
    """Step 2: on days 3, 7 and 12."""
    await heard(review, olu, mira)
    sent = [await deadlines.remind_authors(NOW + day * DAY) for day in range(15)]
    assert [day for day, count in enumerate(sent) if count] == [3, 7, 12]
    assert [context["days"] for _, context in await mails("case_hearing_reminder")] == [11, 7, 2]


async def test_silence_removes_and_calls_nobody_a_faker(
    review: str, olu: AgencyMember, mira: Moderator
) -> None:
    """Steps 3 and 6, TRUST 15: with a statement that says what was automatic."""
    number = await heard(review, olu, mira)
    assert await deadlines.end_hearings(NOW + 14 * DAY - DAY / 24) == 0
    assert await deadlines.end_hearings(NOW + 14 * DAY) == 1
    record = await case(number)
    assert (record.state, record.outcome) == (CaseState.DECIDED, Outcome.REMOVED)
    assert record.outcome_ground is Ground.UNANSWERED
    assert record.decided_by is None
    assert await state_of(review) == "removed"
    assert not await counted(review)
    (fields,) = await statements(number)
    assert "AUTOMATED_DECISION_PARTIALLY" in fields
    assert "INAUTHENTIC" not in fields
    assert len(await mails("case_restricted")) == 1
    assert len(await mails("notice_decided")) == 1


async def test_an_answer_goes_to_the_agency_only_as_far_as_it_was_released(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """Steps 4 and 5."""
    number = await heard(review, olu, mira)
    await moderation.answer(number, alex, Answer("Alles genau.", "Am 3. Mai."), NOW + DAY)
    assert (await case(number)).due_at == NOW + 8 * DAY
    await moderation.claim_case(number, mira, NOW + DAY)
    await moderation.forward(number, mira, "", NOW + DAY)
    record = await case(number)
    assert record.state is CaseState.AGENCY_REJOINDER
    assert record.rejoinder_due_at == NOW + 8 * DAY
    said = await db.rows("SELECT to_whom, text FROM case_message WHERE sender = 'author'")
    assert {(row["to_whom"], row["text"]) for row in said} == {
        ("moderation", "Alles genau."),
        ("agency", "Am 3. Mai."),
    }
    assert [to for to, _ in await mails("dispute_rejoinder")] == ["olu@example.org"]


async def test_only_the_author_answers(review: str, olu: AgencyMember, mira: Moderator) -> None:
    """TRUST 42."""
    number = await heard(review, olu, mira)
    with pytest.raises(NotFoundError):
        await moderation.answer(number, olu.account_id, Answer("Ich bin's.", ""), NOW)


@pytest.mark.parametrize(("policy", "state"), [
    ("ask_author", CaseState.AUTHOR_HEARING), ("moderator_decides", CaseState.EVIDENCE_CHECK),
])  # fmt: skip
async def test_a_denial_asks_the_author_for_more_by_policy(
    policy: str,
    state: CaseState,
    review: str,
    olu: AgencyMember,
    mira: Moderator,
    alex: int,
    use_settings: UseSettings,
) -> None:
    """Step 6, the policy switch."""
    use_settings(still_disputed=policy)
    number = await forwarded(review, olu, mira, alex)
    await moderation.deny(number, olu, "Nein.", NOW + 2 * DAY)
    assert (await case(number)).state is state


async def test_who_does_not_answer_the_second_time_did_not_prove_it_to_the_agency(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """Step 6: recorded "contact not proven to the agency"."""
    number = await forwarded(review, olu, mira, alex)
    await moderation.deny(number, olu, "", NOW + 2 * DAY)
    await moderation.refuse(number, alex, NOW + 3 * DAY)
    assert (await case(number)).outcome_ground is Ground.UNPROVEN
    (fields,) = await statements(number)
    assert "contact not proven to the agency" in fields


async def test_an_agency_that_does_not_answer_leaves_it_to_the_moderator(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """Step 5: seven days."""
    number = await forwarded(review, olu, mira, alex)
    assert await deadlines.end_rejoinders(NOW + 8 * DAY) == 1
    record = await case(number)
    assert record.state is CaseState.EVIDENCE_CHECK
    await moderation.claim_case(number, mira, NOW + 8 * DAY)
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW + 8 * DAY)
    assert await state_of(review) == "published"
    assert await counted(review)
    assert len(await mails("case_settled")) == 1
    assert await statements(number) == []


async def test_a_mail_that_came_back_starts_no_clock(
    review: str, olu: AgencyMember, mira: Moderator
) -> None:
    """Against abuse of the procedure: who was never reached is not silent."""
    register()
    number = await heard(review, olu, mira)
    await emit(MailGivenUp("case_hearing", {"case": number, "days": 14}, NOW + DAY))
    record = await case(number)
    assert record.hearing_due_at is None
    assert record.due_at == NOW + DAY
    assert await deadlines.end_hearings(NOW + 30 * DAY) == 0
    await moderation.claim_case(number, mira, NOW + 2 * DAY)
    assert await moderation.open_hearing(number, mira, "", NOW + 2 * DAY)
    record = await case(number)
    assert record.hearing_due_at == NOW + 16 * DAY
    assert record.hearings == 1


async def test_too_many_hearings_for_one_agency_wait_online(
    publish: Publish, olu: AgencyMember, mira: Moderator
) -> None:
    """A cap on concurrent author hearings; the rest waits, online and unmarked."""
    numbers = [await heard(await publish(), olu, mira) for _ in range(HEARINGS_PER_AGENCY)]
    late = await publish()
    receipt = await moderation.dispute(late, olu, NoticeGround.NO_CONTACT, "", NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    assert not await moderation.open_hearing(receipt.number, mira, "", NOW)
    assert (await case(receipt.number)).on_hold
    assert await state_of(late) == "published"
    assert await deadlines.resume_held(NOW) == 0
    await moderation.claim_due_case(mira, NOW)
    for number in numbers[:1]:
        await db.execute(
            "UPDATE moderation_case SET hearing_due_at = {} WHERE public_id = {}", NOW, number
        )
    await deadlines.end_hearings(NOW)
    assert await deadlines.resume_held(NOW) == 1
    assert (await case(receipt.number)).state is CaseState.AUTHOR_HEARING
    assert await state_of(late) == "contested"


async def test_a_repeat_on_the_same_ground_joins_the_decided_case(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """One hearing per review and ground, unless there are new facts."""
    number = await heard(review, olu, mira)
    await moderation.answer(number, alex, Answer("Ja.", ""), NOW)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)
    again = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    assert (again.number, again.decided) == (number, True)
    assert await state_of(review) == "published"
    new = await moderation.dispute(
        review, olu, NoticeGround.NO_CONTACT, "Neu: unser Archiv.", NOW, new_facts=True
    )
    assert new.number != number
    assert not new.decided


async def test_a_dispute_joins_an_open_notice_and_gives_the_agency_its_rejoinder(
    review: str, olu: AgencyMember, mira: Moderator
) -> None:
    number = await report(review)
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    assert (receipt.number, receipt.joined) == (number, True)
    record = await case(number)
    assert record.kind == "dispute"
    assert record.no_contact


async def test_nobody_answers_for_an_erased_account(
    review: str, olu: AgencyMember, alex: int
) -> None:
    """Step 10: a "no contact" on its review removes it, with a statement."""
    await db.execute("UPDATE author SET email_sealed = NULL WHERE account_id = {}", alex)
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    assert await state_of(review) == "removed"
    assert len(await statements(receipt.number)) == 1


async def test_withdrawing_ends_the_case(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    """Step 2: free withdrawal at any time (TRUST 11)."""
    register()
    number = await heard(review, olu, mira)
    await reviews.withdraw(review, alex, NOW + DAY)
    record = await case(number)
    assert (record.state, record.outcome) == (CaseState.DECIDED, Outcome.WITHDRAWN)
    assert await state_of(review) == "withdrawn"


async def test_whoever_has_not_claimed_a_case_cannot_act_in_it(
    review: str, olu: AgencyMember, mira: Moderator, milo: Moderator
) -> None:
    """No two moderators decide the same."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    await moderation.claim_case(receipt.number, milo, NOW)
    for act in (
        moderation.claim_case(receipt.number, mira, NOW),
        moderation.open_hearing(receipt.number, mira, "", NOW),
        moderation.decide_case(receipt.number, mira, Step.KEEP, None, "", NOW),
    ):
        with pytest.raises(ClaimedError):
            await act


async def test_a_moderator_never_handles_what_is_their_own(
    review: str, olu: AgencyMember, publish: Publish, mira: Moderator
) -> None:
    """A moderator never decides on their own or their agency's things."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(receipt.number, Moderator(olu.account_id, olu.public_id), NOW)
    reported = await moderation.review_subject(await publish())
    await moderation.submit_notice(reported, own_notice(mira), NOW)
    numbers = [await moderation.claim_due_case(mira, NOW) for _ in range(2)]
    assert numbers == [receipt.number, receipt.number]


async def test_a_decided_case_takes_no_answer(
    review: str, olu: AgencyMember, mira: Moderator, alex: int
) -> None:
    number = await heard(review, olu, mira)
    await deadlines.end_hearings(NOW + 14 * DAY)
    with pytest.raises(ConflictError):
        await moderation.answer(number, alex, Answer("Doch.", ""), NOW + 15 * DAY)
