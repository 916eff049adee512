"""The queue as moderators see it."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.reviews import service as reviews
from resonanz.reviews.service import QueuedReview, QueuePosition

from .. import queries
from .errors import Moderator
from .reach import reach_of
from .signals import StoredSignal, stored_signals
from .waiting_cases import holder

PAGE = 20


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A review that waits; `claim` says who works on it: nobody (""), `me` or `other`."""

    review: QueuedReview
    agency: AgencyRef
    claim: str
    signals: tuple[StoredSignal, ...]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue; `next` is where the following one begins."""

    items: tuple[QueueItem, ...]
    next: QueuePosition | None


async def queue_page(
    moderator: Moderator, after: QueuePosition | None, now: dt.datetime
) -> QueuePage:
    """Twenty waiting reviews by due date alone (TRUST 10).

    Without those the moderator may not decide on, and texts in languages they do not read.
    """
    reach = await reach_of(moderator)
    found = await reviews.queue(
        PAGE + 1,
        after,
        not_by=reach.account_id,
        not_about=reach.barred,
        not_in=reach.foreign,
    )
    shown = found[:PAGE]
    refs = await agencies.agencies_by_id(waiting.agency_id for waiting in shown)
    ids = [waiting.id for waiting in shown]
    claims = await queries.live_claims(ids, now)
    signals = await stored_signals(ids)
    return QueuePage(
        tuple(
            QueueItem(
                waiting,
                refs[waiting.agency_id],
                holder(claims.get(waiting.id), moderator),
                tuple(one for one in signals.get(waiting.id, ()) if one.version == waiting.version),
            )
            for waiting in shown
        ),
        shown[-1].position if len(found) > PAGE else None,
    )


def read_position(after: str) -> QueuePosition | None:
    """Where a page of the queue begins; None for the first one, also if it is not understood."""
    due, _, number = after.partition("~")
    try:
        position = QueuePosition(dt.datetime.fromisoformat(due), int(number))
    except ValueError:
        return None
    return position if position.due_at.tzinfo is not None and position.id < 2**63 else None


def position_text(position: QueuePosition) -> str:
    """A position as it stands in an address."""
    return f"{position.due_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{position.id}"
