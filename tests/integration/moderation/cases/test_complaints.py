"""Complaints: free, for six months, by another human (TRUST 16, 16a, 17; steps 8 and 9)."""

import datetime as dt

import pytest

from resonanz.accounts.queries import accounts
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseState, Ground, NoticeGround, Outcome, Step, Verdict
from resonanz.moderation.service import AgencyMember, ComplaintAccess, Moderator, deadlines

from .conftest import (
    DAY,
    NOW,
    Publish,
    UseSettings,
    case,
    counted,
    heard,
    mails,
    notice,
    report,
    state_of,
    statements,
)

WHY = "Im zweiten Absatz wird jemand herabgesetzt."


async def removed(review: str, mira: Moderator) -> str:
    """A case in which Mira removed the review; its number."""
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.REMOVE, Ground.INSULT, WHY, NOW)
    return number


async def kept(review: str, mira: Moderator) -> tuple[str, str]:
    """A case in which Mira kept the review; its number and Nora's secret."""
    subject = await moderation.review_subject(review)
    receipt = await moderation.submit_notice(subject, notice(), NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    await moderation.decide_case(receipt.number, mira, Step.KEEP, None, "", NOW)
    return receipt.number, receipt.secret


async def access(secret: str) -> ComplaintAccess:
    """What a secret opens."""
    found = await moderation.complaint_access(secret)
    assert found is not None
    return found


async def complain(number: str, at: dt.datetime = NOW) -> None:
    """Alex complains by the link in the statement."""
    found = await access(moderation.author_secret(number))
    await moderation.complain(found, "Bitte noch einmal lesen.", at)


async def test_the_author_complains_by_link_and_the_review_comes_back_entirely(
    review: str, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 17: upheld means reinstated, also in the score, with its first day."""
    before = await db.row("SELECT published_on, published_at FROM review")
    number = await removed(review, mira)
    await complain(number)
    record = await case(number)
    assert (record.state, record.due_at) == (CaseState.COMPLAINT, NOW + 14 * DAY)
    assert len(await mails("complaint_received")) == 1
    await moderation.claim_case(number, milo, NOW + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Sie haben recht.", now=NOW + DAY
    )
    assert await state_of(review) == "published"
    assert await counted(review)
    assert await db.row("SELECT published_on, published_at FROM review") == before
    (told,) = await moderation.complaints_in(await case(number))
    assert (told.upheld, told.answer, told.solo) == (True, "Sie haben recht.", False)
    assert len(await mails("complaint_decided")) == 1


async def test_whoever_had_to_do_with_a_case_does_not_hear_its_complaint(
    review: str, mira: Moderator, milo: Moderator, olu: AgencyMember
) -> None:
    """TRUST 16: complaints go to someone who never saw the case, also if the rule decided it."""
    number = await heard(review, olu, mira)
    await deadlines.end_hearings(NOW + 14 * DAY)
    late = NOW + 15 * DAY
    await complain(number, late)
    assert await moderation.claim_due_case(mira, late) is None
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, late)
    assert await moderation.claim_due_case(milo, late) == number


async def test_nobody_decides_a_complaint_automatically(review: str, mira: Moderator) -> None:
    """TRUST 16: however long it takes."""
    number = await removed(review, mira)
    await complain(number)
    year = NOW + 400 * DAY
    await deadlines.end_hearings(year)
    await deadlines.end_complaint_periods(year)
    await deadlines.purge_cases(year)
    assert (await case(number)).state is CaseState.COMPLAINT


async def test_an_operator_who_is_alone_decides_and_says_so(
    review: str, mira: Moderator, use_settings: UseSettings
) -> None:
    """TRUST 16a: the labelled solo mode."""
    use_settings(solo_moderator=True)
    number = await removed(review, mira)
    await complain(number)
    assert await moderation.claim_due_case(mira, NOW) == number
    await moderation.decide_complaints(
        number, mira, uphold=False, ground=None, answer="Es bleibt dabei.", now=NOW
    )
    (told,) = await moderation.complaints_in(await case(number))
    assert told.solo
    assert await state_of(review) == "removed"


async def test_a_guest_decides_one_complaint_and_sees_nothing_else(
    publish: Publish, mira: Moderator
) -> None:
    """TRUST 16a: a guest reviewer for one case."""
    number, other = [await removed(await publish(), mira) for _ in range(2)]
    await complain(number)
    await complain(other)
    await moderation.invite_guest(number, mira, "gast@example.org", "de", NOW)
    account = await accounts.by_email("gast@example.org")
    assert account is not None
    guest = Moderator(account.id, account.public_id)
    with pytest.raises(NotFoundError):
        await moderation.guest_case(other, guest, NOW)
    with pytest.raises(NotFoundError):
        await moderation.guest_case(number, guest, NOW + 31 * DAY)
    await moderation.guest_decides(
        number, guest, uphold=False, ground=None, answer="Es bleibt dabei.", now=NOW
    )
    assert (await case(number)).state is CaseState.FINAL


@pytest.mark.parametrize(("day", "open_"), [("2027-05-18", True), ("2027-05-19", False)])
async def test_six_months_to_complain(day: str, open_: bool, review: str, mira: Moderator) -> None:
    """TRUST 17."""
    number = await removed(review, mira)
    at = dt.datetime.fromisoformat(f"{day}T10:00:00+00:00")
    found = await access(moderation.author_secret(number))
    assert await moderation.may_complain(found, at) is open_
    assert await deadlines.end_complaint_periods(at) == (0 if open_ else 1)
    assert ((await case(number)).state is CaseState.FINAL) is not open_


async def test_a_notifier_complains_and_the_author_keeps_that_right(
    review: str, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 17: for author and notifier; a new restriction has its own reasons and six months."""
    number, secret = await kept(review, mira)
    assert not await moderation.may_complain(await access(moderation.author_secret(number)), NOW)
    await moderation.complain(await access(secret), "Doch.", NOW)
    await moderation.claim_case(number, milo, NOW + DAY)
    with pytest.raises(ValueError, match="GROUND_MISSING"):
        await moderation.decide_complaints(
            number, milo, uphold=True, ground=None, answer=WHY, now=NOW + DAY
        )
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=Ground.INSULT, answer=WHY, now=NOW + DAY
    )
    assert await state_of(review) == "removed"
    assert not await counted(review)
    assert len(await statements(number)) == 1
    record = await case(number)
    assert (record.state, record.outcome) == (CaseState.DECIDED, Outcome.REMOVED)
    assert await moderation.may_complain(await access(moderation.author_secret(number)), NOW + DAY)


async def test_one_complaint_each_against_a_decision(review: str, mira: Moderator) -> None:
    number = await removed(review, mira)
    await complain(number)
    with pytest.raises(ConflictError):
        await complain(number)


async def test_a_dismissed_complaint_ends_the_case_unless_others_may_still_complain(
    publish: Publish, mira: Moderator, milo: Moderator
) -> None:
    """Step 8."""
    alone, _ = first = await kept(await publish(), mira)
    shared = await publish()
    subject = await moderation.review_subject(shared)
    await moderation.submit_notice(subject, notice(email="paul@example.org"), NOW)
    second = await kept(shared, mira)
    for number, secret in (first, second):
        await moderation.complain(await access(secret), "Doch.", NOW)
        await moderation.claim_case(number, milo, NOW)
        await moderation.decide_complaints(
            number, milo, uphold=False, ground=None, answer="Es bleibt dabei.", now=NOW
        )
    assert (await case(alone)).state is CaseState.FINAL
    assert (await case(second[0])).state is CaseState.DECIDED
    assert (await case(second[0])).outcome is Outcome.KEPT


async def test_hiding_can_be_complained_about_and_somebody_else_decides(
    review: str, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 15 to 17, while the case is open."""
    number = await report(review, NoticeGround.PRIVACY)
    await moderation.claim_case(number, mira, NOW)
    await moderation.hide_for_now(number, mira, Ground.PERSON, "", NOW)
    await moderation.release_case(number, mira)
    await complain(number)
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW)
    await moderation.claim_case(number, milo, NOW)
    await moderation.decide_case(number, milo, Step.KEEP, None, "Niemand ist erkennbar.", NOW)
    (told,) = await moderation.complaints_in(await case(number))
    assert told.upheld
    assert await state_of(review) == "published"


async def test_a_rejection_can_be_complained_about_and_goes_back_to_the_check(
    queue_review: Publish, mira: Moderator, milo: Moderator
) -> None:
    """A rejection opens a case at `decided`; upheld: rejected → pre_check."""
    review = await queue_review()
    await moderation.claim(review, mira, NOW)
    await moderation.decide(review, mira, Verdict.REJECT, Ground.PERSON, "", NOW)
    row = await db.row("SELECT public_id, state, kind FROM moderation_case")
    assert row is not None
    assert (row["state"], row["kind"]) == ("decided", "rejection")
    number = row["public_id"]
    await complain(number)
    assert await moderation.claim_due_case(mira, NOW) is None
    await moderation.claim_case(number, milo, NOW)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Niemand ist erkennbar.", now=NOW
    )
    assert await state_of(review) == "pre_check"
    await moderation.claim(review, milo, NOW)
    await moderation.decide(review, milo, Verdict.APPROVE, None, "", NOW)
    assert await state_of(review) == "approved"


async def test_a_final_case_is_purged_on_its_day_unless_the_law_holds_it(
    publish: Publish, mira: Moderator
) -> None:
    """Step 9: seven months after the decision; a legal hold stops that."""
    plain, held = [(await kept(await publish(), mira))[0] for _ in range(2)]
    await db.execute("UPDATE moderation_case SET legal_hold = TRUE WHERE public_id = {}", held)
    before = dt.datetime(2027, 6, 17, 12, tzinfo=dt.UTC)
    await deadlines.end_complaint_periods(before)
    assert await deadlines.purge_cases(before) == 0
    assert await deadlines.purge_cases(before + DAY) == 1
    assert (await case(plain)).state is CaseState.PURGED
    assert (await case(held)).state is CaseState.FINAL
