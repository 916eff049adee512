"""Replying to a review: by owners and responders alike."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.reviews import service as reviews
from resonanz.reviews.service import PublicReview, Reply


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """A public review with the agency's reply, if there is one."""

    review: PublicReview
    reply: Reply | None


async def reply_page(membership: Membership, public_id: str) -> ReplyPage:
    """A review of the member's agency; NotFoundError for all others (TRUST 42)."""
    review = await reviews.public_review(membership.agency.id, public_id)
    if review is None:
        raise NotFoundError("review")
    return ReplyPage(review, (await reviews.replies_to([review.id])).get(review.id))


async def send(
    membership: Membership,
    actor: str,
    review: PublicReview,
    text: str,
    language: Language,
    now: dt.datetime,
    *,
    again: bool,
) -> int:
    """Send a reply; or, unless `again`, say under how many other reviews it stands already.

    0 says that it was sent. Raises NotFoundError, and ValueError if nothing changed.
    """
    agency_id = membership.agency.id
    if not again and (times := await reviews.times_said(agency_id, review.id, text)):
        return times
    await reviews.send_reply(
        review.public_id, agency_id, membership.account_id, actor, text, language, now
    )
    return 0
