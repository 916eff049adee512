"""The agency's turn (steps 5 and 6): the account and the released extract, seven days."""

import datetime as dt

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import members_reaching
from resonanz.kernel import db, settings

from .. import mails, queries
from ..domain import Actor, CaseState, Step
from ..domain.deadlines import REJOINDER_DAYS, still_disputed
from . import evidence
from .absence import author_is_gone
from .case_claims import held_by
from .disputes import AgencyMember, require_member
from .errors import Moderator
from .hearings import begin
from .records import locked_case
from .steps import SYSTEM, Acting, acting_moderator, take


async def forward(public_id: str, moderator: Moderator, note: str, now: dt.datetime) -> None:
    """Show the agency what the author released, and ask for its view.

    `note` is the moderator's own summary, "" for none; it names nobody. Raises ClaimedError,
    ForbiddenError, and ConflictError outside disputes.
    """
    async with db.transaction():
        record = await held_by(public_id, moderator, now)
        await take(record, Step.FORWARD, acting_moderator(moderator), now)
        await evidence.forward(record.id, now)
        if note:
            await queries.add_case_message(
                record.id, "moderation", "agency", moderator.account_id, note, now
            )
        for member in await members_reaching(record.agency_id or 0, record.branch_id):
            await mails.rejoinder(member.email, member.language, record.public_id, REJOINDER_DAYS)
        await queries.end_case_claim(record.id, moderator.account_id)


async def concede(public_id: str, member: AgencyMember, text: str, now: dt.datetime) -> None:
    """The agency sees it was wrong, or leaves it at that."""
    await _rejoin(public_id, member, Step.CONCEDE, text, now)


async def deny(public_id: str, member: AgencyMember, text: str, now: dt.datetime) -> None:
    """The agency still disputes it: by policy the author is asked for more, once (step 6)."""
    await _rejoin(public_id, member, Step.DENY, text, now)


async def lapse(public_id: str, now: dt.datetime) -> None:
    """The seven days are over; nothing happens if somebody acted meanwhile."""
    async with db.transaction():
        record = await locked_case(public_id)
        due = record.rejoinder_due_at
        if record.state is CaseState.AGENCY_REJOINDER and due is not None and due <= now:
            await take(record, Step.REJOINDER_LAPSES, SYSTEM, now)


async def _rejoin(
    public_id: str, member: AgencyMember, step: Step, text: str, now: dt.datetime
) -> None:
    async with db.transaction():
        record = await locked_case(public_id)
        await require_member(record.agency_id, record.branch_id, member)
        acting = Acting(Actor.AGENCY, member.public_id, member.account_id)
        policy = settings.current().still_disputed
        asks = step is Step.DENY and record.no_contact and still_disputed(policy, record.hearings)
        if asks and not await author_is_gone(record):
            await begin(record, Step.DENY_AND_ASK, acting, now)
        else:
            await take(record, step, acting, now)
        await agencies.note_act(record.agency_id or 0, now)
        if text:
            await queries.add_case_message(
                record.id, "agency", "moderation", member.account_id, text, now
            )
