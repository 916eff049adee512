"""Reviews without text, a page at a time: people look at the facts and approve what is ticked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.service import QueuedReview, ReviewRecord

from .. import queries
from ..domain import Verdict
from ..domain.signals import Severity
from ..queries.signals import signal_versions
from .claims import claim
from .decisions import decide
from .errors import Moderator
from .reach import reach_of
from .signals import stored_signals

BATCH = 20
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A review without text that nothing serious points at."""

    review: ReviewRecord
    agency: AgencyRef
    version: int


async def batch(moderator: Moderator, now: dt.datetime) -> tuple[BatchItem, ...]:
    """Up to twenty reviews that can be approved together, those due first.

    Left out: what has a text, a proposed agency or a medium or high signal, what the signals have
    not seen yet, what others work on, and what the moderator is connected with.
    """
    reach = await reach_of(moderator)
    waiting = await reviews.queue(_LOOKED_AT, None, not_by=reach.account_id, not_about=reach.barred)
    plain = await _plain([one for one in waiting if not one.has_text], moderator, now)
    refs = await agencies.agencies_by_id({one.agency_id for one in plain})
    items: list[BatchItem] = []
    for one in plain:
        if refs[one.agency_id].state != "listed" or len(items) == BATCH:
            continue
        record = await reviews.record_to_check(one.public_id)
        if record is not None:
            items.append(BatchItem(record, refs[one.agency_id], one.version))
    return tuple(items)


async def _plain(
    waiting: list[QueuedReview], moderator: Moderator, now: dt.datetime
) -> list[QueuedReview]:
    ids = [one.id for one in waiting]
    signals = await stored_signals(ids)
    seen = await signal_versions(ids)
    claims = await queries.live_claims(ids, now)
    return [
        one
        for one in waiting
        if seen.get(one.id) == one.version
        and claims.get(one.id) in {None, moderator.account_id}
        and all(s.signal.severity <= Severity.LOW for s in signals.get(one.id, ()))
    ]


async def approve(
    ticked: Iterable[tuple[str, int]], moderator: Moderator, now: dt.datetime
) -> tuple[int, int]:
    """Approve reviews (public id, version as it was shown); how many were, and were not.

    Each is claimed, decided and audited for itself; what changed meanwhile stays in the queue.
    """
    wanted = set(ticked)
    present = {(one.review.public_id, one.version) for one in await batch(moderator, now)}
    done = 0
    for public_id, _ in sorted(wanted & present):
        try:
            async with db.transaction():
                await claim(public_id, moderator, now)
                await decide(public_id, moderator, Verdict.APPROVE, None, "", now)
        except (ConflictError, ForbiddenError, NotFoundError):
            continue
        done += 1
    return done, len(wanted) - done
