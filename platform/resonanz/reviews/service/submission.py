"""A complete review as its author sent it."""

from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.scoring.domain.ledger import Criterion, LedgerLine, Stage

from ..domain import JobField, Role, Wait


@dataclass(frozen=True, slots=True)
class Submission:
    """What the three screens of the form add up to.

    `month` is YYYY-MM or "older"; `ratings` holds 1…5, or 0 for "not applicable", and leaves out
    what was not answered; `lines` go in the order of the stages, the last one being the last.
    """

    role: Role
    month: str
    last_stage: Stage
    job_field: JobField | None
    remote: bool | None
    place: str | None
    lines: tuple[LedgerLine, ...]
    ratings: Mapping[Criterion, int]
    text: str
    coarse: bool
    wait: Wait
    language: str


def stages_before(last: Stage) -> tuple[Stage, ...]:
    """The stages that come before the last one reached, in their order."""
    order = tuple(Stage)
    return order[: order.index(last)]
