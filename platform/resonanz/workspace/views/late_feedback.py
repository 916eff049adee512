"""What an agency sees of the late feedback that it offered; who wrote the review is in none."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import LazyText, format_day, lazy
from resonanz.moderation.service.misuse_suspension import Suspension
from resonanz.reviews.domain.late_feedback import (
    ANSWER_DAYS,
    OFFERS_A_DAY,
    LateRefusal,
    Seen,
)
from resonanz.reviews.service import LateOffer, LatePage, Offerable
from resonanz.reviews.views.dates import shown_date
from resonanz.reviews.views.late_feedback import Pairs, release_pairs
from resonanz.reviews.views.review import ReviewView, listed_view
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Concreteness, DaysClass

from .corrections import SUSPENDED
from .frame import DeskFrame, frame

REFUSALS: Final = {
    LateRefusal.ANSWERED: lazy(
        "Hier fehlt keine Rückmeldung: Es ging weiter, oder die Absage hatte einen Grund."
    ),
    LateRefusal.OFFERED: lazy("Zu dieser Bewertung haben Sie schon ein Angebot gemacht."),
    LateRefusal.TOO_MANY: lazy(
        "Heute haben Sie schon so viele Angebote gemacht, wie möglich sind."
    ),
}
SEEN: Final = {
    Seen.WAITING: lazy("angeboten, noch nichts freigegeben"),
    Seen.DELIVER: lazy("Stelle und Monat genannt: Bitte melden Sie sich"),
    Seen.DELIVERED: lazy("unterwegs, noch nicht bestätigt"),
    Seen.CLOSED: lazy("beendet, nichts freigegeben"),
    Seen.UNCONFIRMED: lazy("beendet, nicht bestätigt"),
    Seen.CAME: lazy("angekommen"),
    Seen.MISSED: lazy("nicht angekommen"),
}


@dataclass(frozen=True, slots=True)
class LateRow:
    """One offer; `deliver` says that it is the agency's turn."""

    public_id: str
    review_id: str
    review_date: str
    stage: str
    state: str
    until: str
    deliver: bool
    released: Pairs
    came: str


@dataclass(frozen=True, slots=True)
class LateListView:
    """An agency's offers; `older` is the number behind which more follow."""

    frame: DeskFrame
    rows: tuple[LateRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class LateOfferView:
    """A review with its offer, or the way to make one; `refusal` says why there is none."""

    frame: DeskFrame
    review: ReviewView
    offer: LateRow | None
    refusal: str
    notice: str
    days: int
    most: int


def late_list_view(membership: Membership, page: LatePage, now: dt.datetime) -> LateListView:
    """Build the list."""
    return LateListView(
        frame(membership, "late_feedback"),
        tuple(late_row(one, now) for one in page.offers),
        page.older,
    )


def late_offer_view(
    membership: Membership,
    found: Offerable,
    suspension: Suspension | None,
    now: dt.datetime,
    notice: LazyText | str = "",
) -> LateOfferView:
    """Build the page of a review."""
    refusal: LazyText | str = REFUSALS[found.refusal] if found.refusal and not found.offer else ""
    if suspension is not None and not found.offer:
        refusal = SUSPENDED
    return LateOfferView(
        frame=frame(membership, "late_feedback"),
        review=listed_view(found.review),
        offer=late_row(found.offer, now) if found.offer else None,
        refusal=str(refusal),
        notice=str(notice),
        days=ANSWER_DAYS,
        most=OFFERS_A_DAY,
    )


def late_row(offer: LateOffer, now: dt.datetime) -> LateRow:
    """What an agency sees of an offer now."""
    seen, late = offer.seen(now), offer.late
    told = seen in {Seen.DELIVER, Seen.DELIVERED}
    return LateRow(
        public_id=offer.public_id,
        review_id=offer.review_public_id,
        review_date=shown_date(offer.published_on, offer.coarse),
        stage=str(words.STAGES[offer.line.stage]),
        state=str(SEEN[seen]),
        until=format_day(site_day(offer.answer_by)) if seen is Seen.WAITING else "",
        deliver=seen is Seen.DELIVER,
        released=release_pairs(offer.release) if told and offer.release else (),
        came=words.late_words(DaysClass(late.days), Concreteness(late.concreteness))
        if late
        else "",
    )
