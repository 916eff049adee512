"""What the author does with an offer of late feedback, and what time does.

The agency hears of a release by a mail of the next morning, so that no hour tells when somebody
sat at a screen; of every other choice it hears nothing.
"""

import datetime as dt
import logging
from collections.abc import Sequence

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import members_reaching
from resonanz.kernel import db, settings
from resonanz.kernel.clock import next_morning, site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit

from .. import mails
from ..domain import MONTHS, LateFeedbackNamed, months_back
from ..domain.late_feedback import (
    JOB_LIMIT,
    OPEN_LATE,
    LateMove,
    LateState,
    Party,
    Release,
    late_days,
    next_mail,
)
from ..queries import late_feedback as queries
from . import reading
from .late_records import LateOffer, move, seal_release

BATCH = 50

log = logging.getLogger(__name__)


async def own_offer(public_id: str, account_id: int) -> LateOffer:
    """An offer for the author of its review; NotFoundError for everybody else (TRUST 42)."""
    row = await queries.by_public_id(public_id)
    if row is None or row["account_id"] != account_id:
        raise NotFoundError("offer")
    return LateOffer.from_row(row)


async def own_offers(account_id: int) -> list[LateOffer]:
    """All offers on an account's reviews, newest first."""
    return [LateOffer.from_row(row) for row in await queries.of_account(account_id)]


async def choose_self(public_id: str, account_id: int, now: dt.datetime) -> None:
    """The author will get in touch; the agency hears nothing of it.

    This and the others raise NotFoundError for everybody but the author, and ConflictError if the
    offer does not wait for it any more.
    """
    found = await _public(public_id, account_id)
    await move(found, LateMove.CHOOSE_SELF, Party.AUTHOR, Party.AUTHOR, now)


async def choose_named(public_id: str, account_id: int, release: Release, now: dt.datetime) -> None:
    """The agency may read this job and this month from the next morning on.

    Raises ValueError for no job, one that is too long, and a month that is none of the last two
    years.
    """
    months = {f"{month:%Y-%m}" for month in months_back(site_day(now), MONTHS)}
    if not release.job or len(release.job) > JOB_LIMIT or release.month not in months | {""}:
        raise ValueError("release")
    found = await _public(public_id, account_id)
    # In the demo nobody waits for tomorrow.
    told_at = now if settings.current().mode == "demo" else next_morning(now)
    values = {"release_sealed": seal_release(release), "told_at": told_at, "mail_at": told_at}
    await move(found, LateMove.CHOOSE_NAMED, Party.AUTHOR, Party.AUTHOR, now, values)


async def decline(public_id: str, account_id: int, now: dt.datetime) -> None:
    """The author wants no late feedback, or takes the choice back; what was released goes."""
    found = await own_offer(public_id, account_id)
    step = LateMove.DECLINE if found.state is LateState.OFFERED else LateMove.TAKE_BACK
    await move(found, step, Party.AUTHOR, Party.AUTHOR, now)


async def came(
    public_id: str, account_id: int, days: int, concreteness: int, now: dt.datetime
) -> None:
    """The feedback came: after so long, so concrete (classes of the ledger).

    Everybody reads it beside the fact, which stays. Raises ValueError for classes that cannot be.
    """
    found = await _public(public_id, account_id)
    if days not in late_days(found.line.to_dict()) or concreteness not in range(5):
        raise ValueError("class")
    async with db.transaction():
        values = {"days": days, "concreteness": concreteness}
        await move(found, LateMove.CAME, Party.AUTHOR, Party.AUTHOR, now, values)
        await _show(found, now)


async def missed(public_id: str, account_id: int, now: dt.datetime) -> None:
    """Nothing came."""
    found = await _public(public_id, account_id)
    async with db.transaction():
        await move(found, LateMove.MISSED, Party.AUTHOR, Party.AUTHOR, now)
        await _show(found, now)


async def _show(found: LateOffer, now: dt.datetime) -> None:
    await agencies.bump(found.agency_id)
    await agencies.note_act(found.agency_id, now)


async def _public(public_id: str, account_id: int) -> LateOffer:
    """An own offer on a review that is public; one that is hidden has nothing to tell."""
    found = await own_offer(public_id, account_id)
    if not found.public:
        raise ConflictError("review")
    return found


async def ask_again(now: dt.datetime) -> int:
    """Send the mails that are due: to agencies what was named, else to authors; how many."""
    rows = await queries.to_mail(now, BATCH)
    for found in map(LateOffer.from_row, rows):
        async with db.transaction():
            after = {"mail_at": next_mail(found.state, found.since, now)}
            sent = await queries.update(found.id, found.state.value, after)
            if not sent or not found.public:
                continue
            if found.mail_at == found.told_at:
                await _tell_agency(found, now)
            elif found.email is None:
                continue
            elif found.state is LateState.OFFERED:
                await mails.late_offered(
                    found.email, found.language, found.public_id, reminder=True
                )
            else:
                await mails.late_asked(found.email, found.language, found.public_id)
    return len(rows)


async def _tell_agency(found: LateOffer, now: dt.datetime) -> None:
    agency = (await agencies.agencies_by_id([found.agency_id]))[found.agency_id]
    branch_id = await reading.branch_of(found.review_public_id)
    for member in await members_reaching(found.agency_id, branch_id):
        await mails.late_named(member.email, member.language, agency.slug)
    await emit(LateFeedbackNamed(found.agency_id, found.review_public_id, now))


async def end_late(now: dt.datetime) -> int:
    """End what nobody answered in time; how many."""
    rows = await queries.over(now, BATCH)
    for found in map(LateOffer.from_row, rows):
        await _lapse(found, now)
    return len(rows)


async def review_left(review_id: int, now: dt.datetime) -> None:
    """The review left the site, or its author did: nobody can answer any more."""
    for row in await queries.of_reviews([review_id]):
        await _lapse(LateOffer.from_row(row), now)


async def review_withdrawn(review_ids: Sequence[int]) -> None:
    """What was offered on withdrawn reviews is forgotten with them."""
    await queries.delete(review_ids)


async def _lapse(found: LateOffer, now: dt.datetime) -> None:
    if found.state not in OPEN_LATE:
        return
    try:
        await move(found, LateMove.LAPSE, Party.SYSTEM, Party.SYSTEM, now)
    except ConflictError:
        log.info("An offer was answered at the last moment.")
