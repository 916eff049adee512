"""An agency's reviews as the public reads them, with its disputes of them."""

from dataclasses import dataclass, replace
from typing import Final

from resonanz.agencies.queries.branches import Branch
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import branches
from resonanz.moderation import service as moderation
from resonanz.moderation.service import CaseRecord
from resonanz.reviews import service as reviews
from resonanz.reviews.service import Choice, LateOffer, PublicReview, Reply

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class DeskReview:
    """A public review with the agency's reply, its newest dispute of it and late feedback."""

    review: PublicReview
    reply: Reply | None
    dispute: CaseRecord | None
    late: LateOffer | None


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A page of the chosen reviews, newest first; `more` says that older ones follow.

    `disputes` are the agency's newest ones, on the first page only.
    """

    choice: Choice
    reviews: tuple[DeskReview, ...]
    disputes: tuple[CaseRecord, ...]
    more: bool
    branches: tuple[Branch, ...] = ()


async def review_list(membership: Membership, choice: Choice, after: str) -> ReviewList:
    """The reviews that a member sees behind `after`, "" for the newest: a responder of a branch
    its own alone.
    """
    agency, branch = membership.agency, membership.branch
    if branch is not None:
        choice = replace(choice, branch=branch.public_id)
    found = await reviews.public_reviews(agency.id, choice, after, PAGE + 1)
    shown = found[:PAGE]
    ids = [one.id for one in shown]
    newest = await moderation.newest_disputes(ids)
    replies = await reviews.replies_to(ids)
    offers = await reviews.offers_on(ids)
    disputes = await moderation.disputes_of(agency.id, PAGE, branch_id=membership.branch_id)
    return ReviewList(
        choice=choice,
        reviews=tuple(
            DeskReview(one, replies.get(one.id), newest.get(one.id), offers.get(one.id))
            for one in shown
        ),
        disputes=() if after else tuple(disputes),
        more=len(found) > PAGE,
        branches=(branch,) if branch else tuple(await branches.branches_of(agency.id)),
    )
