"""Taking a step: the case moves, its clocks are set, and it is written down."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel.clock import next_morning, site_day
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.events import emit

from .. import queries
from ..domain import (
    Actor,
    CaseKind,
    CaseState,
    IllegalStepError,
    Rule,
    Step,
    SubjectType,
    agency_stage,
    complaint_until,
    rule_of,
)
from ..domain.deadlines import (
    COMPLAINT_DAYS,
    DECISION_DAYS,
    REJOINDER_DAYS,
    hearing_due,
    purge_on,
)
from ..domain.events import DisputeMoved
from .errors import Moderator
from .records import CaseRecord


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: in which role, under which opaque name, with which account."""

    role: Actor
    name: str
    account_id: int | None = None


SYSTEM: Final = Acting(Actor.SYSTEM, "system")
AUTHOR: Final = Acting(Actor.AUTHOR, "author")


def acting_moderator(moderator: Moderator, *, second: bool = False) -> Acting:
    """A moderator; `second` for complaints."""
    role = Actor.SECOND_MODERATOR if second else Actor.MODERATOR
    return Acting(role, moderator.public_id, moderator.account_id)


def rule_for(record: CaseRecord, step: Step, acting: Acting) -> Rule:
    """The rule of a step; ConflictError if the case does not allow it (any more)."""
    try:
        return rule_of(
            record.state,
            step,
            actor=acting.role,
            kind=record.kind,
            about_review=record.about_review,
            about_profile=record.subject_type is SubjectType.PROFILE,
        )
    except IllegalStepError as error:
        raise ConflictError(str(error)) from None


async def take(
    record: CaseRecord,
    step: Step,
    acting: Acting,
    now: dt.datetime,
    *,
    detail: str = "",
    values: dict[str, Any] | None = None,
) -> Rule:
    """Move a locked case. `detail` and audit hold no personal data."""
    rule = rule_for(record, step, acting)
    changed = {"state": rule.to.value} | _clocks(record, step, rule, acting, now) | (values or {})
    if rule.to is not record.state:
        changed["state_since"] = now
    await queries.update_case(record.id, changed)
    await queries.add_event(
        {
            "case_id": record.id,
            "at": now,
            "event": step.value,
            "from_state": record.state.value,
            "to_state": rule.to.value,
            "actor": acting.name,
            "detail": detail,
        }
    )
    await audit.record(acting.name, f"case.{step}", "case", record.public_id, detail, now=now)
    if rule.outcome is not None and record.kind is CaseKind.DISPUTE and record.agency_id:
        # What became of a dispute stands on the profile (TRUST 50).
        await agencies.bump(record.agency_id)
    await _tell_agency(record, rule, acting, now)
    return rule


async def _tell_agency(record: CaseRecord, rule: Rule, acting: Acting, now: dt.datetime) -> None:
    if record.kind is not CaseKind.DISPUTE or record.agency_id is None:
        return
    if agency_stage(rule.to) is agency_stage(record.state):
        return
    # What an author does, or the clock because of one, is told the next morning alone.
    at_once = acting.role not in {Actor.AUTHOR, Actor.SYSTEM}
    told_at = now if at_once else next_morning(now)
    await emit(DisputeMoved(record.agency_id, record.public_id, told_at))


def _clocks(
    record: CaseRecord, step: Step, rule: Rule, acting: Acting, now: dt.datetime
) -> dict[str, Any]:
    if step is Step.HIDE:
        return {"interim_hidden": True}
    if step is Step.BOUNCE:
        return {"hearing_due_at": None, "bounced_at": now, "due_at": now}
    stopped = {"due_at": None, "hearing_due_at": None, "rejoinder_due_at": None, "on_hold": False}
    match rule.to:
        case CaseState.AUTHOR_HEARING:
            again = record.state is CaseState.AUTHOR_HEARING
            return stopped | {
                "hearings": record.hearings + (0 if again else 1),
                "hearing_due_at": hearing_due(now),
                "reminders_sent": 0,
                "bounced_at": None,
            }
        case CaseState.EVIDENCE_CHECK:
            return stopped | {"due_at": now + dt.timedelta(days=DECISION_DAYS)}
        case CaseState.AGENCY_REJOINDER:
            return stopped | {"rejoinder_due_at": now + dt.timedelta(days=REJOINDER_DAYS)}
        case CaseState.DECIDED:
            return stopped | _decided(record, step, rule, acting, now)
        case CaseState.COMPLAINT:
            due = record.due_at or now + dt.timedelta(days=COMPLAINT_DAYS)
            return stopped | {"due_at": due, "second_human_needed": True}
    return stopped


def _decided(
    record: CaseRecord, step: Step, rule: Rule, acting: Acting, now: dt.datetime
) -> dict[str, Any]:
    if step is Step.DISMISS_ONE:
        return {"second_human_needed": False}
    return {
        "outcome": rule.outcome.value if rule.outcome else record.outcome,
        "decided_at": now,
        "decided_by": acting.account_id,
        "complaint_until": complaint_until(site_day(now)),
        "purge_on": purge_on(site_day(now)),
        "interim_hidden": False,
        "second_human_needed": False,
    }
