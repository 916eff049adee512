"""Rules of reviews: their states, what a submission holds, when it is published."""

from .events import ReviewWithdrawn
from .publication import BATCH_WEEKDAYS, Waiting, batch, batch_opens, earliest_publication
from .states import (
    LIVE_STATES,
    PROVABLE_STATES,
    PUBLIC_STATES,
    Event,
    IllegalTransitionError,
    State,
    may,
    transition,
)
from .submission import (
    MONTHS,
    NOT_APPLICABLE,
    OLDER,
    SKIPPED,
    TEXT_LIMIT,
    JobField,
    Outcome,
    Role,
    Wait,
    criteria_problem,
    months_back,
    outcome_of,
)

__all__ = [
    "BATCH_WEEKDAYS",
    "LIVE_STATES",
    "MONTHS",
    "NOT_APPLICABLE",
    "OLDER",
    "PROVABLE_STATES",
    "PUBLIC_STATES",
    "SKIPPED",
    "TEXT_LIMIT",
    "Event",
    "IllegalTransitionError",
    "JobField",
    "Outcome",
    "ReviewWithdrawn",
    "Role",
    "State",
    "Wait",
    "Waiting",
    "batch",
    "batch_opens",
    "criteria_problem",
    "earliest_publication",
    "may",
    "months_back",
    "outcome_of",
    "transition",
]
