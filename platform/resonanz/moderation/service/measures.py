"""What a moderator does to a case beside its steps: a legal hold, a listing's return."""

import datetime as dt

from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError

from .. import queries
from ..domain import CaseState, Outcome, Step, SubjectType, wording_fault
from . import evidence
from .case_claims import require_foreign
from .errors import Moderator
from .outcomes import conclude
from .records import CaseRecord, locked_case
from .steps import acting_moderator


async def hold(public_id: str, moderator: Moderator, *, on: bool, now: dt.datetime) -> None:
    """Keep all that belongs to a case while a court has it, or lift that (step 9).

    Raises NotFoundError, ForbiddenError for whoever is part of it, ConflictError once the proof
    is destroyed.
    """
    async with db.transaction():
        record = await locked_case(public_id)
        await require_foreign(record, moderator)
        if record.legal_hold is on:
            return
        if on and record.state is CaseState.PURGED:
            raise ConflictError(record.state)
        await queries.update_case(record.id, {"legal_hold": on})
        await evidence.hold(record.id, on=on)
        event = "hold" if on else "hold_lifted"
        await queries.add_event(
            {
                "case_id": record.id,
                "at": now,
                "event": event,
                "from_state": record.state.value,
                "to_state": record.state.value,
                "actor": moderator.public_id,
                "detail": "",
            }
        )
        await audit.record(moderator.public_id, f"case.{event}", "case", public_id, now=now)


def can_relist(record: CaseRecord) -> bool:
    """Whether a listing went with this case and can come back."""
    return record.subject_type is SubjectType.PROFILE and record.outcome is Outcome.REMOVED


async def relist(public_id: str, moderator: Moderator, explanation: str, now: dt.datetime) -> None:
    """Bring a listing back with its reviews, where whoever objected to it changed their mind.

    Who reported is told. Raises NotFoundError, ForbiddenError, ConflictError, and ValueError for
    an explanation that is missing or names somebody.
    """
    async with db.transaction():
        record = await locked_case(public_id)
        await require_foreign(record, moderator)
        if not can_relist(record):
            raise ConflictError("listing")
        if not explanation or wording_fault(explanation, ""):
            raise ValueError("explanation")
        await conclude(record, Step.RELIST, acting_moderator(moderator), None, explanation, now)
