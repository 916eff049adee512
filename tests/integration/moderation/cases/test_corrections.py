"""An agency corrects one fact; its author agrees, keeps it or withdraws (PRODUCT.md, no. 5)."""

import datetime as dt
from dataclasses import replace

import factories
import pytest

from resonanz.accounts import service as accounts
from resonanz.accounts.service import demo
from resonanz.directory.queries import lists, profiles
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.mail.domain import MailGivenUp
from resonanz.moderation import jobs
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CorrectionState, Ground, NoticeGround, Refusal, Step
from resonanz.moderation.domain.deadlines import CORRECTIONS_PER_AGENCY
from resonanz.moderation.service import AgencyMember, Moderator, correction_answers, corrections
from resonanz.moderation.service.correction_records import CorrectionRecord
from resonanz.moderation.service.corrections import RefusedError
from resonanz.privacy.domain import KeepReviews
from resonanz.privacy.service import erase
from resonanz.reviews import service as reviews
from resonanz.scoring.domain.ledger import (
    Answer,
    Concreteness,
    DaysClass,
    LedgerLine,
    Stage,
)
from resonanz.wiring import register

from ..conftest import SUBMISSION
from .conftest import DAY, NOW, PASSWORD, Publish, counted, mails, report, state_of

SAID = LedgerLine(
    Stage.FIRST_INTERVIEW,
    Answer.REJECTION,
    DaysClass.FROM_4_TO_7,
    concreteness=Concreteness.SPECIFIC,
)
"""What the agency says; the author said that nothing came."""


@pytest.fixture(autouse=True)
def _wired() -> None:
    register()


async def propose(review: str, olu: AgencyMember, now: dt.datetime = NOW) -> str:
    return await corrections.propose(review, olu, SAID, now)


async def record(number: str, alex: int) -> CorrectionRecord:
    return await correction_answers.own_correction(number, alex)


async def value(review: str) -> float:
    row = await db.row(
        "SELECT q.value FROM rated_review q JOIN review r ON r.id = q.review_id "
        "WHERE r.public_id = {}",
        review,
    )
    assert row is not None
    return float(row["value"])


async def marks(review: str) -> tuple[str, dt.date | None]:
    """The mark that readers see, and the day of a correction."""
    row = await profiles.review(review)
    assert row is not None
    return row["disputed_lines"], row["corrected_on"]


async def line_of(review: str) -> LedgerLine:
    found = await reviews.record(review)
    assert found is not None
    return found.lines[-1]


async def test_the_author_is_asked_the_line_is_marked_and_the_score_stays(
    review: str, olu: AgencyMember, alex: int
) -> None:
    before = await value(review), await line_of(review)
    number = await propose(review, olu)
    assert await marks(review) == ("first_interview", None)
    assert [row["disputed_lines"] for row in await lists.latest(1)] == ["first_interview"]
    assert (await value(review), await line_of(review)) == before
    found = await record(number, alex)
    assert (found.original, found.proposed, found.due_at) == (before[1], SAID, NOW + 7 * DAY)
    ((to, context),) = await mails("correction_asked")
    assert to == "alex@example.org"
    assert context == {"correction": number, "days": 7}, "TRUST 59"


async def test_agreeing_changes_line_score_and_revision_together(
    review: str, olu: AgencyMember, alex: int, agency: int
) -> None:
    number = await propose(review, olu)
    before = await value(review)
    revision = await db.row("SELECT revision FROM agency WHERE id = {}", agency)
    later = NOW + 2 * DAY
    await correction_answers.agree(number, alex, later)
    assert await line_of(review) == SAID
    assert await value(review) > before
    assert await marks(review) == ("", later.date())
    row = await profiles.review(review)
    assert row is not None
    assert row["published_on"] == NOW.date(), "the review's day stays"
    outcome = await db.row("SELECT outcome FROM review WHERE public_id = {}", review)
    assert outcome == {"outcome": "rejected"}
    after = await db.row("SELECT revision FROM agency WHERE id = {}", agency)
    assert after is not None
    assert revision is not None
    assert after["revision"] > revision["revision"]
    assert (await record(number, alex)).state is CorrectionState.AGREED
    with pytest.raises(ConflictError):
        await correction_answers.keep(number, alex, later)
    assert await line_of(review) == SAID


async def test_who_keeps_a_line_is_not_asked_about_it_again(
    review: str, olu: AgencyMember, alex: int
) -> None:
    before = await value(review), await line_of(review)
    number = await propose(review, olu)
    await correction_answers.keep(number, alex, NOW + DAY)
    assert (await value(review), await line_of(review)) == before
    assert await marks(review) == ("", None)
    with pytest.raises(RefusedError) as refused:
        await propose(review, olu, NOW + 400 * DAY)
    assert refused.value.refusal is Refusal.ANSWERED
    assert await marks(review) == ("", None), "a refused one leaves no mark"


async def test_without_an_answer_the_line_stands_and_the_mark_goes(
    review: str, olu: AgencyMember, alex: int
) -> None:
    number = await propose(review, olu)
    before = await line_of(review)
    await jobs.keep_deadlines(NOW + 7 * DAY - dt.timedelta(seconds=1))
    assert (await record(number, alex)).state is CorrectionState.OPEN
    await jobs.keep_deadlines(NOW + 7 * DAY)
    assert (await record(number, alex)).state is CorrectionState.LAPSED
    assert (await line_of(review), await marks(review)) == (before, ("", None))
    with pytest.raises(RefusedError) as refused:
        await propose(review, olu, NOW + 8 * DAY)
    assert refused.value.refusal is Refusal.TOO_SOON
    with pytest.raises(ConflictError):
        await correction_answers.agree(number, alex, NOW + 8 * DAY)


async def test_one_reminder_goes_out(review: str, olu: AgencyMember) -> None:
    await propose(review, olu)
    sent = [await correction_answers.remind(NOW + day * DAY) for day in range(7)]
    assert [day for day, count in enumerate(sent) if count] == [4]
    ((to, context),) = await mails("correction_reminder")
    assert (to, context["days"]) == ("alex@example.org", 3)


async def test_withdrawing_the_review_ends_it(review: str, olu: AgencyMember, alex: int) -> None:
    number = await propose(review, olu)
    await reviews.withdraw(review, alex, NOW + DAY)
    assert (await record(number, alex)).state is CorrectionState.WITHDRAWN


async def test_removing_the_review_ends_it(
    review: str, olu: AgencyMember, alex: int, mira: Moderator
) -> None:
    number = await propose(review, olu)
    case = await report(review)
    await moderation.claim_case(case, mira, NOW)
    await moderation.decide_case(case, mira, Step.REMOVE, Ground.INSULT, "Das ist grob.", NOW)
    assert await state_of(review) == "removed"
    assert (await record(number, alex)).state is CorrectionState.LAPSED
    await reviews.restore(review, "", "system", NOW + DAY)
    assert await marks(review) == ("", None)


@pytest.mark.parametrize("choice", KeepReviews)
async def test_an_erased_author_cannot_answer(
    review: str, olu: AgencyMember, alex: int, choice: KeepReviews
) -> None:
    """State machine of a case, step 10: nobody is asked any more."""
    await propose(review, olu)
    await erase(alex, "alex@example.org", "de", choice, NOW + DAY)
    row = await db.row("SELECT state FROM correction")
    ended = "lapsed" if choice is KeepReviews.KEEP else "withdrawn"
    assert row == {"state": ended}
    if choice is KeepReviews.KEEP:
        assert await marks(review) == ("", None)


async def test_a_hidden_review_keeps_its_question_and_counts_when_it_is_back(
    review: str, olu: AgencyMember, alex: int
) -> None:
    number = await propose(review, olu)
    await reviews.hide(review, "Grund", "system", NOW)
    await correction_answers.agree(number, alex, NOW + DAY)
    assert not await counted(review), "what is hidden is in no score"
    await reviews.keep(review, "system", NOW + 2 * DAY)
    assert await counted(review)
    assert await line_of(review) == SAID


async def test_a_mail_that_came_back_starts_no_clock(
    review: str, olu: AgencyMember, alex: int
) -> None:
    number = await propose(review, olu)
    (_, context), *_ = await mails("correction_asked")
    await emit(MailGivenUp("correction_asked", context, NOW + 3 * DAY))
    assert await marks(review) == ("", None), "nobody was asked"
    await jobs.keep_deadlines(NOW + 20 * DAY)
    assert (await record(number, alex)).state is CorrectionState.OPEN
    assert await mails("correction_reminder") == []
    with clock.at(NOW + 20 * DAY):
        link = await accounts.create_link("alex@example.org", "de", "sign_in", {})
        await accounts.confirm(link)
    found = await record(number, alex)
    assert found.due_at == NOW + 27 * DAY, "the address works again: the full time begins"
    assert await marks(review) == ("first_interview", None)
    assert len(await mails("correction_asked")) == 2
    await jobs.keep_deadlines(NOW + 27 * DAY)
    assert (await record(number, alex)).state is CorrectionState.LAPSED


async def test_who_is_not_reached_for_long_is_not_waited_for(
    review: str, olu: AgencyMember, alex: int
) -> None:
    number = await propose(review, olu)
    (_, context), *_ = await mails("correction_asked")
    await emit(MailGivenUp("correction_asked", context, NOW))
    await jobs.keep_deadlines(NOW + 29 * DAY)
    assert (await record(number, alex)).state is CorrectionState.OPEN
    await jobs.keep_deadlines(NOW + 30 * DAY)
    assert (await record(number, alex)).state is CorrectionState.LAPSED


async def test_the_agency_learns_the_result_the_next_morning(
    review: str, olu: AgencyMember, alex: int
) -> None:
    """No hour tells when the author sat at a screen."""
    number = await propose(review, olu)
    await correction_answers.keep(number, alex, NOW + DAY)
    ((to, context),) = await mails("correction_ended")
    assert (to, context) == ("olu@example.org", {"slug": "nordlicht-personal"})
    row = await db.row("SELECT due_at FROM outbox WHERE kind = 'correction_ended'")
    assert row == {"due_at": dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC)}


async def test_it_is_an_act_of_the_agency(review: str, olu: AgencyMember, agency: int) -> None:
    """No publication follows right after it, so that nobody learns by comparing the two."""
    await propose(review, olu)
    row = await db.row("SELECT acted_at FROM agency WHERE id = {}", agency)
    assert row == {"acted_at": NOW}


async def test_only_the_agency_proposes_and_only_the_author_answers(
    review: str, olu: AgencyMember, alex: int
) -> None:
    """TRUST 42."""
    stranger = replace(olu, account_id=alex)
    with pytest.raises(ForbiddenError):
        await propose(review, stranger)
    number = await propose(review, olu)
    for act in (correction_answers.agree, correction_answers.keep):
        with pytest.raises(NotFoundError):
            await act(number, olu.account_id, NOW)
    with pytest.raises(NotFoundError):
        await record(number, olu.account_id)


async def test_only_a_public_review_is_corrected(
    review: str, olu: AgencyMember, alex: int, agency: int
) -> None:
    await reviews.contest(review, "system", NOW)
    assert (await corrections.correctable_review(review, agency, NOW)).lines[0].refusal is None
    await reviews.hide(review, "Grund", "system", NOW)
    with pytest.raises(ConflictError):
        await propose(review, olu)
    with pytest.raises(NotFoundError):
        await corrections.correctable_review(review, agency, NOW)


@pytest.mark.parametrize(
    "proposed",
    [
        LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING),
        replace(SAID, chasers=0),
        LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING, DaysClass.UP_TO_3),
    ],
    ids=["the same", "what the author did not say", "what contradicts itself"],
)
async def test_an_unsound_proposal_is_refused(
    review: str, olu: AgencyMember, proposed: LedgerLine
) -> None:
    with pytest.raises(ValueError, match=r"same|foreign|days"):
        await corrections.propose(review, olu, proposed, NOW)
    assert await marks(review) == ("", None)


async def test_a_stage_that_the_review_does_not_name_cannot_be_corrected(
    review: str, olu: AgencyMember
) -> None:
    with pytest.raises(NotFoundError):
        await corrections.propose(review, olu, replace(SAID, stage=Stage.OFFER), NOW)


async def test_a_suspended_agency_proposes_nothing(
    review: str, olu: AgencyMember, agency: int
) -> None:
    """TRUST 18."""
    case = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    row = await moderation.case_record(case.number)
    await db.execute("UPDATE moderation_case SET outcome = 'sanctioned' WHERE id = {}", row.id)
    await db.execute(
        "INSERT INTO sanction (case_id, party, kind, imposed_at, until) "
        "VALUES ({}, {}, 'suspend', {}, {})",
        *(row.id, f"agency:{agency}", NOW, (NOW + 30 * DAY).date()),
    )
    assert (await corrections.correctable_review(review, agency, NOW)).suspended
    with pytest.raises(ForbiddenError):
        await propose(review, olu)


async def test_only_so_many_wait_at_once(publish: Publish, olu: AgencyMember) -> None:
    """As many as authors that are heard at once."""
    public = [await publish() for _ in range(CORRECTIONS_PER_AGENCY + 1)]
    for review in public[:-1]:
        await propose(review, olu)
    with pytest.raises(RefusedError) as refused:
        await propose(public[-1], olu)
    assert refused.value.refusal is Refusal.TOO_MANY
    with pytest.raises(RefusedError) as refused:
        await propose(public[0], olu)
    assert refused.value.refusal is Refusal.OPEN


async def test_the_desk_pages_through_corrections(
    publish: Publish, olu: AgencyMember, agency: int, settings: object
) -> None:
    numbers = []
    for number in range(corrections.PAGE + 2):
        email = f"person{number}@example.org"
        account = await demo.create_account(settings, email, PASSWORD, "de")  # type: ignore[arg-type]
        made = await propose(await publish(by=account, email=email), olu)
        await correction_answers.keep(made, account, NOW)
        numbers.append(made)
    first = await corrections.corrections_of_agency(agency, "")
    assert [one.public_id for one in first.corrections] == numbers[:1:-1]
    rest = await corrections.corrections_of_agency(agency, first.older)
    assert [one.public_id for one in rest.corrections] == numbers[1::-1]
    assert rest.older == ""


async def edited(review: str, alex: int, line: LedgerLine, now: dt.datetime) -> None:
    """Alex sends an edit whose last line is this one, and it is approved."""
    await factories.edit(review, alex, replace(SUBMISSION, lines=(line,), text="Anders."), now)
    await reviews.apply_verdict(review, "approve", "", now)


async def test_an_edit_that_waits_keeps_what_was_agreed(
    review: str, olu: AgencyMember, alex: int
) -> None:
    number = await propose(review, olu)
    await edited(review, alex, await line_of(review), NOW)
    await correction_answers.agree(number, alex, NOW + DAY)
    await reviews.publish_revision(review, NOW + 2 * DAY)
    assert await line_of(review) == SAID
    found = await reviews.record(review)
    assert found is not None
    assert found.text == "Anders."


@pytest.mark.parametrize(
    ("line", "state", "mark"),
    [
        (LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING), "open", "first_interview"),
        (SAID, "agreed", ""),
        (LedgerLine(Stage.FIRST_INTERVIEW, Answer.INTERIM), "kept", ""),
        (LedgerLine(Stage.APPLICATION, Answer.NOTHING), "kept", ""),
    ],
    ids=["as before", "as the agency says", "a third thing", "another stage"],
)
async def test_an_edit_of_the_line_is_an_answer(
    review: str, olu: AgencyMember, alex: int, line: LedgerLine, state: str, mark: str
) -> None:
    number = await propose(review, olu)
    await edited(review, alex, line, NOW)
    assert await marks(review) == ("first_interview", None), "until somebody checked the edit"
    await reviews.publish_revision(review, NOW + DAY)
    assert (await record(number, alex)).state == state
    assert (await marks(review))[0] == mark
