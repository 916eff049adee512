"""The author's turn (steps 2 and 3): asked, reminded, answered, or silent."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import gettext, use_language
from resonanz.reviews import service as reviews

from .. import mails, queries
from ..domain import OPEN_STATES, CaseKind, CaseState, Ground, NoticeGround, Step
from ..domain.deadlines import HEARING_DAYS, HEARINGS_PER_AGENCY, MOST_HEARINGS, reminders_due
from .absence import author_is_gone, something_speaks
from .case_claims import held_by
from .errors import Moderator
from .notice_wording import standard_question
from .outcomes import conclude
from .records import CaseRecord, case_record, locked_case
from .steps import AUTHOR, SYSTEM, Acting, acting_moderator, take

HEARING_MAILS = frozenset({"case_hearing", "case_hearing_reminder"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an author answers.

    `account` is for the moderation alone; `released` is what the agency may read, "" for nothing:
    only what is ticked is forwarded.
    """

    account: str
    released: str


async def open_hearing(
    public_id: str, moderator: Moderator, question: str, now: dt.datetime
) -> bool:
    """Ask the author, in words without the notifier's identity; whether it began at once.

    While too many authors are asked because of one agency, the case waits and the review stays
    online, unmarked. Raises ClaimedError, ForbiddenError, and ConflictError where no hearing is
    possible (any more), as without an account to ask. Also starts the clock again after a mail
    that came back.
    """
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        await _require_reachable(record)
        acting = acting_moderator(moderator)
        await _ask(record, question, moderator.account_id, now)
        await queries.end_case_claim(record.id, moderator.account_id)
        if await _must_wait(record):
            await queries.update_case(record.id, {"on_hold": True, "due_at": None})
            return False
        await begin(record, Step.OPEN_HEARING, acting, now)
        return True


async def ask_more(public_id: str, moderator: Moderator, question: str, now: dt.datetime) -> None:
    """Ask the author for more after an answer; at most three rounds a case."""
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        if record.hearings >= MOST_HEARINGS:
            raise ConflictError("hearings")
        await _require_reachable(record)
        await _ask(record, question, moderator.account_id, now)
        await begin(record, Step.ASK_MORE, acting_moderator(moderator), now)
        await queries.end_case_claim(record.id, moderator.account_id)


async def begin(record: CaseRecord, step: Step, acting: Acting, now: dt.datetime) -> None:
    """Start the fourteen days of a locked case: mark the review, mail its author."""
    await take(record, step, acting, now)
    if step is Step.DENY_AND_ASK:
        await _ask(record, "", None, now)
    if record.review_public_id is not None:
        await reviews.contest(record.review_public_id, acting.name, now)
        await _mail(record, HEARING_DAYS)


async def resume(public_id: str, now: dt.datetime) -> bool:
    """Begin a hearing that waited, or end the wait for one; False while it still has to."""
    async with db.transaction():
        record = await locked_case(public_id)
        if not record.on_hold or await _must_wait(record):
            return False
        if await author_is_gone(record):
            await _without_author(record, now)
            return True
        await begin(record, Step.OPEN_HEARING, SYSTEM, now)
        return True


async def _without_author(record: CaseRecord, now: dt.datetime) -> None:
    """A hearing cannot begin any more: a bare "no contact" removes, all else is for a human."""
    if record.no_contact and not await something_speaks(record, now):
        await conclude(record, Step.AUTHOR_GONE, SYSTEM, Ground.UNANSWERED, "", now)
    else:
        await queries.update_case(record.id, {"on_hold": False, "due_at": now})


async def bounced(public_id: str, now: dt.datetime, moderator: Moderator | None = None) -> None:
    """The mail to the author came back: no clock runs, and a moderator looks at it."""
    async with db.transaction():
        record = await locked_case(public_id)
        acting = acting_moderator(moderator) if moderator else SYSTEM
        if record.state is CaseState.AUTHOR_HEARING:
            await take(record, Step.BOUNCE, acting, now)


async def answer(public_id: str, account_id: int, given: Answer, now: dt.datetime) -> None:
    """Take the author's answer in.

    Raises NotFoundError for everybody but the author, ConflictError if no answer is awaited, and
    ValueError if it says nothing.
    """
    if not given.account and not given.released:
        raise ValueError("account")
    async with db.transaction():
        record = await _own(public_id, account_id)
        for to_whom, text in (("moderation", given.account), ("agency", given.released)):
            if text:
                await queries.add_case_message(record.id, "author", to_whom, account_id, text, now)
        await take(record, Step.ANSWER, AUTHOR, now)


async def refuse(public_id: str, account_id: int, now: dt.datetime) -> None:
    """The author does not want to show the contact: the review goes, nobody is called a liar."""
    async with db.transaction():
        record = await _own(public_id, account_id)
        await conclude(record, Step.REFUSE, AUTHOR, _ground(record), "", now)


async def silence(public_id: str, now: dt.datetime) -> None:
    """The fourteen days are over (step 3); nothing happens if somebody acted meanwhile."""
    async with db.transaction():
        record = await locked_case(public_id)
        due = record.hearing_due_at
        if record.state is not CaseState.AUTHOR_HEARING or due is None or due > now:
            return
        if record.second_human_needed:
            # A complaint against hiding is open, and those are never decided automatically.
            await queries.update_case(record.id, {"hearing_due_at": None, "due_at": now})
        elif await author_is_gone(record) and await something_speaks(record, now):
            await take(record, Step.LEFT_PROOF, SYSTEM, now)
        else:
            await conclude(record, Step.SILENCE, SYSTEM, _ground(record), "", now)


async def remind(public_id: str, now: dt.datetime) -> bool:
    """Send the reminder that is due (days 3, 7 and 12); whether there was one."""
    async with db.transaction():
        record = await locked_case(public_id)
        due = record.hearing_due_at
        if record.state is not CaseState.AUTHOR_HEARING or due is None or due <= now:
            return False
        expected = reminders_due(due, now)
        if expected <= record.reminders_sent:
            return False
        await queries.update_case(record.id, {"reminders_sent": expected})
        await _mail(record, max(1, (due - now).days), reminder=True)
        return True


async def hearing_of(public_id: str, account_id: int) -> CaseRecord:
    """A case for its author; raises NotFoundError for everybody else."""
    record = await case_record(public_id)
    await _require_author(record, account_id)
    return record


async def cases_of(review_public_id: str, account_id: int) -> list[CaseRecord]:
    """All cases about an author's own review, newest first."""
    review = await reviews.of_account(review_public_id, account_id)
    if review is None:
        raise NotFoundError("review")
    rows = await queries.cases_of_review(review.id)
    records = [CaseRecord.from_row(row) for row in rows]
    return [record for record in records if record.about_review]


async def review_withdrawn(review_id: int, now: dt.datetime) -> None:
    """Their author withdrew the review: its open case is over."""
    for row in await queries.cases_of_review(review_id):
        record = CaseRecord.from_row(row)
        if record.about_review and record.state in OPEN_STATES:
            await take(record, Step.WITHDRAW, AUTHOR, now)
            await queries.answer_notices(record.id, now)


async def review_edited(review_id: int, now: dt.datetime) -> None:
    """Their author sent an edit while being heard: that is an answer, and a moderator reads both.

    An edited text does not show a contact that was denied: there the hearing goes on.
    """
    for row in await queries.cases_of_review(review_id):
        record = CaseRecord.from_row(row)
        hearing = record.about_review and record.state is CaseState.AUTHOR_HEARING
        if not hearing or record.no_contact or record.review_public_id is None:
            continue
        review = await reviews.record(record.review_public_id)
        assert review is not None
        with use_language(review.form_language):
            told = gettext("Ich habe die Bewertung geändert. Die Änderung wartet auf die Prüfung.")
        await queries.add_case_message(record.id, "author", "moderation", None, told, now)
        await take(record, Step.ANSWER, AUTHOR, now)


def _ground(record: CaseRecord) -> Ground:
    """Never "fake": either nobody answered, or the agency was not convinced."""
    return Ground.UNPROVEN if record.no_contact and record.hearings > 1 else Ground.UNANSWERED


async def _ask(record: CaseRecord, question: str, account_id: int | None, now: dt.datetime) -> None:
    """Write to the author, in the standard words unless there are others."""
    if not question and record.review_public_id is not None:
        review = await reviews.record(record.review_public_id)
        assert review is not None
        with use_language(review.form_language):
            question = standard_question(NoticeGround(record.ground), again=record.hearings > 0)
    await queries.add_case_message(record.id, "moderation", "author", account_id, question, now)


async def _require_reachable(record: CaseRecord) -> None:
    if await author_is_gone(record):
        raise ConflictError("author")


async def _must_wait(record: CaseRecord) -> bool:
    if record.state is not CaseState.RECEIVED or record.agency_id is None:
        return False
    if record.kind is not CaseKind.DISPUTE:
        return False
    return await queries.hearings_of_agency(record.agency_id) >= HEARINGS_PER_AGENCY


async def _own(public_id: str, account_id: int) -> CaseRecord:
    record = await locked_case(public_id)
    await _require_author(record, account_id)
    return record


async def _require_author(record: CaseRecord, account_id: int) -> None:
    if record.review_public_id is None or not record.about_review:
        raise NotFoundError("case")
    if await reviews.of_account(record.review_public_id, account_id) is None:
        raise NotFoundError("case")


async def _mail(record: CaseRecord, days: int, *, reminder: bool = False) -> None:
    assert record.review_public_id is not None
    review = await reviews.record(record.review_public_id)
    email = await reviews.author_email(record.review_public_id)
    if review is not None and email is not None:
        tell = mails.hearing_reminder if reminder else mails.hearing
        await tell(email, review.form_language, record.public_id, days)
