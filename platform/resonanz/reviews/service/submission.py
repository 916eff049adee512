"""A complete review as its author sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.agencies.domain.job_fields import JobField
from resonanz.kernel import crypto
from resonanz.scoring.domain.ledger import Criterion, LedgerLine, Stage

from ..domain import Role, Wait, outcome_of

ANCHORS_PURPOSE: Final = "review-anchors"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the three screens of the form add up to.

    `month` is YYYY-MM or "older"; `branch` is the public id of the branch that was chosen, "" for
    none; `ratings` holds 1…5, or 0 for "not applicable", and leaves out
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
    branch: str = ""


def stages_before(last: Stage) -> tuple[Stage, ...]:
    """The stages that come before the last one reached, in their order."""
    order = tuple(Stage)
    return order[: order.index(last)]


def content_of(submission: Submission) -> dict[str, Any]:
    """The columns of a review that hold what its author sent, anchors sealed; the branch is left
    to who knows the agency.
    """
    last = submission.lines[-1]
    anchors = {
        "month": submission.month,
        "stage": submission.last_stage.value,
        "channel": last.channel.value if last.channel else None,
    }
    return {
        "language": submission.language,
        "role": submission.role.value,
        "job_field": submission.job_field.value if submission.job_field else None,
        "remote": submission.remote,
        "place": submission.place,
        "outcome": outcome_of(last.stage.value, last.answer.value).value,
        "last_stage": submission.last_stage.value,
        "ratings": msgspec.json.encode(
            {key.value: stars for key, stars in submission.ratings.items()}
        ).decode(),
        "ledger": msgspec.json.encode([line.to_dict() for line in submission.lines]).decode(),
        "text": submission.text,
        "coarse": submission.coarse,
        "anchors_sealed": crypto.seal(ANCHORS_PURPOSE, msgspec.json.encode(anchors)),
    }


def unseal_anchors(sealed: bytes) -> dict[str, Any]:
    """The private anchors of a review: month, stage, channel."""
    anchors: dict[str, Any] = msgspec.json.decode(crypto.unseal(ANCHORS_PURPOSE, sealed))
    return anchors
