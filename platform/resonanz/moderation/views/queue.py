"""The queue page."""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_timedelta

from resonanz.kernel.i18n import format_number, gettext, locale
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..service import QueueItem, QueuePage, position_text
from .signals import chips_of


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A waiting review; `claim` is "", `me` or `other`."""

    public_id: str
    title: str
    agency: str
    due: str
    due_iso: str
    late: bool
    chips: tuple[str, ...]
    signals: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue; `next` is the query of the following page, "" on the last one."""

    due_today: str
    overdue: str
    waiting: str
    any_late: bool
    rows: tuple[QueueRow, ...]
    first: bool
    next: str


def queue_view(page: QueuePage, now: dt.datetime, *, first: bool) -> QueueView:
    """Build the queue page."""
    return QueueView(
        due_today=format_number(page.counts.due_today),
        overdue=format_number(page.counts.overdue),
        waiting=format_number(page.counts.waiting),
        any_late=page.counts.overdue > 0,
        rows=tuple(_row(item, now) for item in page.items),
        first=first,
        next=position_text(page.next) if page.next else "",
    )


def _row(item: QueueItem, now: dt.datetime) -> QueueRow:
    review = item.review
    chips = [
        gettext("Feedback: %(stars)s von 5", stars=review.ratings["feedback"]),
        LANGUAGE_NAMES[review.language],
    ]
    if not review.has_text:
        chips.append(gettext("ohne Text"))
    if item.agency.state == "proposed":
        chips.append(gettext("neue Agentur"))
    return QueueRow(
        public_id=review.public_id,
        title=gettext("Neue Bewertung") if review.version == 1 else gettext("Erneut gesendet"),
        agency=item.agency.name,
        due=due_words(review.due_at, now),
        due_iso=review.due_at.isoformat(),
        late=review.due_at < now,
        chips=tuple(chips),
        signals=chips_of(item.signals),
        claim=item.claim,
    )


def due_words(due_at: dt.datetime, now: dt.datetime) -> str:
    """When something is or was due, seen from now: "in 5 Stunden fällig"."""
    return gettext(
        "%(when)s fällig",
        when=format_timedelta(due_at - now, add_direction=True, locale=locale()),
    )
