"""Which events of lower subjects call which services above."""

from resonanz.accounts.service import AddressConfirmed, shortcuts
from resonanz.agencies.domain.members import MembershipAsked, Objection
from resonanz.agencies.service import AgenciesChanged, invitations, is_member
from resonanz.kernel import db
from resonanz.kernel.events import on
from resonanz.kernel.i18n import lazy
from resonanz.mail.domain import MailGivenUp
from resonanz.moderation.domain import SubjectType
from resonanz.moderation.domain.events import OtherContentDecided
from resonanz.moderation.service import hearings
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import ReviewWithdrawn
from resonanz.reviews.service.activity import has_live_review
from resonanz.web import bodies


def register() -> None:
    """Register all handlers; doing it again changes nothing."""
    on(AgenciesChanged, _show_changes)
    on(ReviewWithdrawn, _end_cases)
    on(MailGivenUp, _stop_clock)
    on(AddressConfirmed, _queue_review)
    on(AddressConfirmed, _admit_member)
    on(MembershipAsked, _keep_authors_apart)
    shortcuts.add(_desk)
    on(OtherContentDecided, _move_reply)


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


async def _desk(account_id: int) -> shortcuts.Shortcut | None:
    """Members find the agency's desk on their account page."""
    if await is_member(account_id):
        return shortcuts.Shortcut(lazy("Ihre Agenturen"), "/desk")
    return None


async def _admit_member(event: AddressConfirmed) -> None:
    """A link of an agency was used; the author of the address is the account's by now."""
    if event.purpose == invitations.LINK_PURPOSE:
        await invitations.accept(event)


async def _keep_authors_apart(event: MembershipAsked) -> None:
    """Nobody acts for an agency and has a review of it (TRUST 4)."""
    if await has_live_review(event.account_id, event.agency_id):
        event.objections.append(Objection.AUTHOR)


async def _end_cases(event: ReviewWithdrawn) -> None:
    """What is withdrawn needs no decision any more."""
    await hearings.review_withdrawn(event.review_id, event.at)


async def _move_reply(event: OtherContentDecided) -> None:
    """A case about an agency's reply was decided."""
    if event.subject_type is not SubjectType.REPLY or event.review_id is None:
        return
    match event.move:
        case "remove" | "restore":
            await reviews.move_reply(event.review_id, event.move, event.message, event.at)


async def _stop_clock(event: MailGivenUp) -> None:
    """An author who was never reached is not silent."""
    number = event.context.get("case")
    if event.kind in hearings.HEARING_MAILS and isinstance(number, str):
        await hearings.bounced(number, event.at)
