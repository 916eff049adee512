"""The queue page."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from babel.dates import format_timedelta

from resonanz.kernel.i18n import format_number, gettext, lazy, locale
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain import CaseKind
from ..service import QueueItem, QueuePage, position_text
from ..service.next_work import CASE_MINUTES, REVIEW_MINUTES, CaseCounts, WaitingCase
from ..service.notice_wording import NOTICE_GROUNDS, STATES
from .signals import chips_of

_TITLES: Final = {
    CaseKind.NOTICE: lazy("Meldung"),
    CaseKind.DISPUTE: lazy("Beanstandung"),
    CaseKind.REJECTION: lazy("Ablehnung"),
    CaseKind.SANCTION: lazy("Sperre"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A waiting review or case; `claim` is "", `me` or `other`."""

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
    minutes: str
    cases: tuple[QueueRow, ...]


def queue_view(
    page: QueuePage,
    now: dt.datetime,
    *,
    first: bool,
    cases: tuple[WaitingCase, ...],
    counts: CaseCounts,
) -> QueueView:
    """Build the queue page: cases stand on its first page only."""
    minutes = (
        REVIEW_MINUTES * (page.counts.due_today + page.counts.overdue)
        + CASE_MINUTES * (counts.due_today + counts.overdue)
    )  # fmt: skip
    return QueueView(
        due_today=format_number(page.counts.due_today + counts.due_today),
        overdue=format_number(page.counts.overdue + counts.overdue),
        waiting=format_number(page.counts.waiting + counts.waiting),
        any_late=page.counts.overdue + counts.overdue > 0,
        minutes=format_number(minutes) if minutes else "",
        cases=tuple(_case_row(one, now) for one in cases) if first else (),
        rows=tuple(_row(item, now) for item in page.items),
        first=first,
        next=position_text(page.next) if page.next else "",
    )


def _case_row(one: WaitingCase, now: dt.datetime) -> QueueRow:
    chips = [str(STATES[one.state])]
    if one.ground:
        chips.insert(0, str(NOTICE_GROUNDS[one.ground]))
    if one.priority:
        chips.append(gettext("zuerst"))
    if one.bounced:
        chips.append(gettext("Mail kam zurück"))
    return QueueRow(
        public_id=one.public_id,
        title=str(_TITLES[one.kind]),
        agency=one.agency.name if one.agency else "",
        due=due_words(one.due_at, now),
        due_iso=one.due_at.isoformat(),
        late=one.due_at < now,
        chips=tuple(chips),
        signals=(),
        claim=one.claim,
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
