"""Reviews that look mass-produced: seen together, and rejected together if people say so.

Each rejection is a decision for itself, with its statement of reasons and its complaint
(TRUST 15, 17).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import Ground, Verdict
from ..domain.signals import SignalKey
from ..domain.spam import looks_mass_produced
from ..queries.signals import signal_versions
from .claims import claim
from .decisions import decide
from .errors import Moderator
from .reach import reach_of
from .signals import StoredSignal, stored_signals, written_in
from .text_blocks import TextBlock

SHOWN: Final = 30
_LOOKED_AT: Final = 500


@dataclass(frozen=True, slots=True)
class Suspect:
    """A waiting review with what points at it; `copied` if others resemble it."""

    review: ReviewRecord
    agency: AgencyRef
    version: int
    signals: tuple[StoredSignal, ...]
    copied: bool


async def suspects(moderator: Moderator, now: dt.datetime) -> tuple[Suspect, ...]:
    """Waiting reviews that look mass-produced, an agency's together; at most thirty.

    Left out are edits of what was checked before, what others work on, and what the moderator may
    not decide on or cannot read.
    """
    reach = await reach_of(moderator)
    waiting = await reviews.queue(
        _LOOKED_AT,
        None,
        not_by=reach.account_id,
        not_about=reach.barred,
        not_in=reach.foreign,
    )
    ids = [one.id for one in waiting]
    signals = await stored_signals(ids)
    seen = await signal_versions(ids)
    claims = await queries.live_claims(ids, now)
    unread = await written_in(ids, reach.foreign)
    free = [
        one
        for one in waiting
        if not one.edit
        and seen.get(one.id) == one.version
        and claims.get(one.id) in {None, moderator.account_id}
        and one.id not in unread
    ]
    pointed_at = [
        one
        for one in free
        if looks_mass_produced([stored.signal for stored in signals.get(one.id, ())])
    ]
    # The first of several copies resembled nothing when it was looked at.
    copied = {
        str(stored.signal.values.get("review"))
        for one in pointed_at
        for stored in signals[one.id]
        if stored.signal.key is SignalKey.SIMILAR
    }
    chosen = pointed_at + [one for one in free if one.public_id in copied and one not in pointed_at]
    refs = await agencies.agencies_by_id({one.agency_id for one in chosen})
    chosen.sort(key=lambda one: (refs[one.agency_id].name, one.agency_id, one.due_at))
    found = []
    for one in chosen[:SHOWN]:
        record = await reviews.record(one.public_id)
        if record is not None:
            found.append(
                Suspect(
                    record,
                    refs[one.agency_id],
                    one.version,
                    signals.get(one.id, ()),
                    one.public_id in copied,
                )
            )
    return tuple(found)


async def reject(
    ticked: Iterable[tuple[str, int]],
    ground: Ground,
    words: TextBlock | None,
    moderator: Moderator,
    now: dt.datetime,
) -> tuple[int, int]:
    """Reject reviews (public id, version as it was shown); how many were, and were not.

    Each author reads the same block in the own language. What changed meanwhile, or is not
    offered, stays in the queue.
    """
    wanted = set(ticked)
    present = {(one.review.public_id, one.version): one for one in await suspects(moderator, now)}
    done = 0
    for key in sorted(wanted & present.keys()):
        review = present[key].review
        explanation = words.texts[review.form_language] if words else ""
        try:
            async with db.transaction():
                await claim(review.public_id, moderator, now)
                await decide(review.public_id, moderator, Verdict.REJECT, ground, explanation, now)
        except (ConflictError, ForbiddenError, NotFoundError):
            continue
        done += 1
    return done, len(wanted) - done
