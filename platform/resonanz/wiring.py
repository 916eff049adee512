"""Which events of lower subjects call which services above."""

from resonanz.accounts.service import AddressConfirmed, shortcuts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.members import MembershipAsked, Objection
from resonanz.agencies.domain.records import ClaimEnded
from resonanz.agencies.service import (
    AgenciesChanged,
    claims,
    invitations,
    is_member,
    profile_checks,
)
from resonanz.kernel import db
from resonanz.kernel.clock import next_morning
from resonanz.kernel.events import on
from resonanz.kernel.i18n import lazy
from resonanz.mail.domain import MailGivenUp
from resonanz.moderation.domain import SubjectType
from resonanz.moderation.domain.events import (
    CorrectionEnded,
    DisputeMoved,
    OtherContentDecided,
)
from resonanz.moderation.service import correction_answers as corrections
from resonanz.moderation.service import hearings, versions
from resonanz.moderation.service.agency_claims import destroy_documents
from resonanz.moderation.service.profile_checks import changed_by
from resonanz.moderation.views.corrections import QUESTION, question_view
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import (
    LateFeedbackNamed,
    OwnReviewShown,
    Part,
    PublicChange,
    ReplyDecided,
    ReviewChanged,
    ReviewRemoved,
    ReviewWithdrawn,
    RevisionPublished,
    RevisionSent,
    RevisionWithdrawn,
)
from resonanz.reviews.service import late_answers
from resonanz.reviews.service.activity import has_live_review
from resonanz.web import bodies
from resonanz.workspace.domain.webhooks import Kind
from resonanz.workspace.service import mailings, webhook_events

_CHANGES = {
    PublicChange.PUBLISHED: Kind.REVIEW_PUBLISHED,
    PublicChange.EDITED: Kind.REVIEW_EDITED,
    PublicChange.REMOVED: Kind.REVIEW_REMOVED,
    PublicChange.RESTORED: Kind.REVIEW_RESTORED,
}


def register() -> None:
    """Register all handlers; doing it again changes nothing."""
    on(AgenciesChanged, _show_changes)
    on(OwnReviewShown, _ask_author)
    on(ReviewWithdrawn, _end_cases)
    on(RevisionSent, _take_as_answer)
    on(RevisionWithdrawn, _forget_version)
    on(RevisionPublished, _follow_edit)
    on(ReviewRemoved, _end_corrections)
    on(MailGivenUp, _stop_clock)
    on(MailGivenUp, _count_bounce)
    on(AddressConfirmed, _queue_review)
    on(AddressConfirmed, _admit_member)
    on(MembershipAsked, _keep_authors_apart)
    on(ClaimEnded, destroy_documents)
    shortcuts.add(_desk)
    on(OtherContentDecided, _move_reply)
    on(OtherContentDecided, _move_listing)
    on(OtherContentDecided, _restore_change)
    on(ReviewChanged, _tell_of_review)
    on(ReplyDecided, _tell_of_reply)
    on(LateFeedbackNamed, _tell_of_late_feedback)
    on(DisputeMoved, _tell_of_dispute)
    on(CorrectionEnded, _tell_of_correction)


async def _show_changes(_event: AgenciesChanged) -> None:
    """Kept pages of this process are checked as soon as the change is committed."""
    db.after_commit(bodies.expire)


async def _queue_review(event: AddressConfirmed) -> None:
    """An address is confirmed: its author is the account's, and the review it was for queued."""
    if event.purpose == reviews.LINK_PURPOSE:
        review = str(event.payload.get("review", ""))
        await reviews.confirm_review(review, event.email, event.account_id, event.at)
    else:
        await reviews.claim_author(event.email, event.account_id)
    await corrections.author_reached(event.account_id, event.at)


async def _ask_author(event: OwnReviewShown) -> None:
    """What an agency says against a fact stands on its author's page of the review."""
    for one in await corrections.open_corrections(event.review_id):
        event.parts.append(Part(QUESTION, question_view(one)))


async def _desk(account_id: int) -> shortcuts.Shortcut | None:
    """Members find the agency's desk on their account page."""
    if await is_member(account_id):
        return shortcuts.Shortcut(lazy("Ihre Agenturen"), "/desk")
    return None


async def _admit_member(event: AddressConfirmed) -> None:
    """A link of an agency was used; the author of the address is the account's by now."""
    if event.purpose == invitations.LINK_PURPOSE:
        await invitations.accept(event)
    elif event.purpose == claims.LINK_PURPOSE:
        await claims.confirm_mail(event)


async def _keep_authors_apart(event: MembershipAsked) -> None:
    """Nobody acts for an agency and has a review of it (TRUST 4)."""
    if await has_live_review(event.account_id, event.agency_id):
        event.objections.append(Objection.AUTHOR)


async def _end_cases(event: ReviewWithdrawn) -> None:
    """What is withdrawn needs no decision any more."""
    await hearings.review_withdrawn(event.review_id, event.at)
    await versions.review_withdrawn(event.review_id)
    await corrections.review_withdrawn(event.review_id, event.at)
    await late_answers.review_withdrawn([event.review_id])


async def _take_as_answer(event: RevisionSent) -> None:
    """Who is heard in a case and edits the review has answered."""
    await hearings.review_edited(event.review_id, event.at)


async def _forget_version(event: RevisionWithdrawn) -> None:
    """Nothing is kept of a text that its author took back."""
    await versions.version_ended(event.review_id, event.version)


async def _follow_edit(event: RevisionPublished) -> None:
    """Nothing is kept of a text that an edit replaced, and what it answers is not asked on."""
    await versions.version_published(event.review_id, event.version)
    await corrections.review_edited(event.review_id, event.public_id, event.at)


async def _end_corrections(event: ReviewRemoved) -> None:
    """What is gone needs no correction and no late feedback."""
    await corrections.review_left(event.review_id, event.at)
    await late_answers.review_left(event.review_id, event.at)


async def _move_reply(event: OtherContentDecided) -> None:
    """A case about an agency's reply was decided."""
    if event.subject_type is not SubjectType.REPLY or event.review_id is None:
        return
    match event.move:
        case "remove" | "restore":
            await reviews.move_reply(event.review_id, event.move, event.message, event.at)


async def _move_listing(event: OtherContentDecided) -> None:
    """A decision about a listing: its reviews leave every count with it, and come back with it."""
    if event.subject_type is not SubjectType.PROFILE or event.agency_id is None:
        return
    if event.move == "remove":
        await reviews.leave_with_agency(event.agency_id, event.at)
        await agencies.take_down(event.agency_id, event.at)
    elif event.move == "restore":
        await reviews.return_with_agency(event.agency_id, event.at)
        await agencies.bring_back(event.agency_id)


async def _restore_change(event: OtherContentDecided) -> None:
    """A complaint about what was refused or taken back on a profile was upheld."""
    change = changed_by(event.subject_key)
    if change and event.move == "restore":
        await profile_checks.restore(change, event.at)


async def _count_bounce(event: MailGivenUp) -> None:
    """An agency whose list holds dead addresses pauses."""
    mailing = event.context.get("mailing")
    if event.kind == mailings.KIND and isinstance(mailing, str):
        await mailings.bounced(mailing)


async def _stop_clock(event: MailGivenUp) -> None:
    """An author who was never reached is not silent."""
    number = event.context.get("case")
    if event.kind in hearings.HEARING_MAILS and isinstance(number, str):
        await hearings.bounced(number, event.at)
    asked = event.context.get("correction")
    if event.kind in corrections.CORRECTION_MAILS and isinstance(asked, str):
        await corrections.bounced(asked, event.at)


async def _tell_of_review(event: ReviewChanged) -> None:
    """An agency's programs hear of publications at once; what else moves may be an author's act."""
    at_once = event.change in {PublicChange.PUBLISHED, PublicChange.EDITED}
    told_at = event.at if at_once else next_morning(event.at)
    kind = _CHANGES[event.change]
    await webhook_events.tell_of_review(event.agency_id, kind, event.public_id, told_at)


async def _tell_of_reply(event: ReplyDecided) -> None:
    """An agency's programs hear what became of a reply."""
    await webhook_events.tell_of_review(
        event.agency_id, Kind.REPLY_DECIDED, event.review_public_id, event.at, "/reply"
    )


async def _tell_of_late_feedback(event: LateFeedbackNamed) -> None:
    """An agency's programs hear that somebody waits for late feedback."""
    await webhook_events.tell_of_review(
        event.agency_id, Kind.LATE_FEEDBACK_NAMED, event.review_public_id, event.at
    )


async def _tell_of_dispute(event: DisputeMoved) -> None:
    """An agency's programs hear that a dispute went on."""
    await webhook_events.tell_of_dispute(event.agency_id, event.number, event.told_at)


async def _tell_of_correction(event: CorrectionEnded) -> None:
    """An agency's programs hear that a correction has a result."""
    await webhook_events.tell_of_review(
        event.agency_id, Kind.CORRECTION_ENDED, event.review_public_id, event.told_at
    )
