"""The list of an agency's reviews."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from resonanz.agencies.queries.members import Membership
from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext
from resonanz.moderation.views.desk import DisputeLine, dispute_line, may_dispute
from resonanz.reviews.domain.late_feedback import is_lacking
from resonanz.reviews.service import Choice
from resonanz.reviews.views.replies import REPLY_STATES, public_reply
from resonanz.reviews.views.review import ReviewView, listed_view
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Stage

from ..service.reviews import DeskReview, ReviewList
from .frame import DeskFrame, frame
from .late_feedback import SEEN

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeskReviewView:
    """A review with the agency's reply and dispute; `reply` says where a reply stands.

    `reply_link` are the words of the way to it. `late` says where late feedback stands, `lacking`
    that it could be offered.
    """

    review: ReviewView
    reply: str
    reply_link: str
    dispute: DisputeLine | None
    disputable: bool
    late: str
    lacking: bool


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The list; `stars` and `stage` are what is chosen, `older` is the address of the next page."""

    frame: DeskFrame
    profile: str
    reviews: tuple[DeskReviewView, ...]
    disputes: tuple[DisputeLine, ...]
    stars_options: Options
    stars: str
    stage_options: Options
    stage: str
    branch_options: Options
    branch: str
    unanswered: bool
    filtered: bool
    older: str


def reviews_view(found: ReviewList, membership: Membership) -> ReviewsView:
    """Build the list."""
    own, now = frame(membership, "reviews"), clock.now()
    chosen = _chosen(found.choice)
    older = ""
    if found.more:
        after = found.reviews[-1].review.public_id
        older = f"{own.base}/reviews?{urlencode({**chosen, 'after': after})}"
    return ReviewsView(
        frame=own,
        profile=f"/agencies/{membership.agency.slug}",
        reviews=tuple(_review(one, now) for one in found.reviews),
        disputes=tuple(dispute_line(one) for one in found.disputes),
        stars_options=tuple((str(n), _stars_words(n)) for n in range(1, 6)),
        stars=chosen.get("stars", ""),
        stage_options=tuple((stage.value, str(words.STAGES[stage])) for stage in Stage),
        stage=chosen.get("stage", ""),
        branch_options=tuple((one.public_id, one.label) for one in found.branches),
        branch=found.choice.branch,
        unanswered=found.choice.unanswered,
        filtered=bool(chosen),
        older=older,
    )


def _chosen(choice: Choice) -> dict[str, str]:
    """The choice as an address holds it."""
    given = {
        "stars": choice.stars,
        "stage": choice.stage,
        "branch": choice.branch or None,
        "unanswered": choice.unanswered or None,
    }
    return {
        name: "1" if value is True else str(value)
        for name, value in given.items()
        if value is not None
    }


def _stars_words(stars: int) -> str:
    return gettext("%(value)s von 5", value=stars)


def _review(one: DeskReview, now: dt.datetime) -> DeskReviewView:
    return DeskReviewView(
        review=listed_view(one.review, public_reply(one.reply, coarse=one.review.coarse)),
        reply=str(REPLY_STATES[one.reply.latest.state]) if one.reply else "",
        reply_link=gettext("Antwort ansehen und ändern") if one.reply else gettext("Antworten"),
        dispute=dispute_line(one.dispute) if one.dispute else None,
        disputable=may_dispute(one.dispute),
        late=str(SEEN[one.late.seen(now)]) if one.late else "",
        lacking=one.late is None and is_lacking(one.review.ledger[-1]),
    )
