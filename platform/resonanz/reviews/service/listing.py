"""Public reviews for those who act for their agency: what everybody reads, nothing more."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from resonanz.agencies.queries.members import Membership
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import Stage

from ..domain import ReplyState, State
from ..domain.late_feedback import LateLine, late_line
from ..queries import listing as queries


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reviews are listed: the stars for feedback, the last stage; None for any.

    `unanswered` leaves out those with a reply that is public or waits for its check. `branch` is
    the public id of a branch, "" for all.
    """

    stars: int | None = None
    stage: Stage | None = None
    unanswered: bool = False
    branch: str = ""


@dataclass(frozen=True, slots=True)
class PublicReview:
    """A review as the public reads it; nothing in it tells who wrote it (TRUST 29)."""

    id: int
    public_id: str
    value: float | None
    role: str
    job_field: str | None
    remote: bool | None
    last_stage: str
    ratings: dict[str, int]
    ledger: tuple[dict[str, str | int], ...]
    text: str
    language: str
    coarse: bool
    invited: bool
    contact_proven: bool
    contested: bool
    labelled: bool
    published_on: dt.date
    edited_on: dt.date | None
    disputed_lines: frozenset[str]
    corrected_on: dt.date | None
    late: LateLine | None

    @classmethod
    def from_row(cls, row: dict[str, Any], value: float | None) -> Self:
        """Read a row of `queries`."""
        told = dict(row)
        return cls(
            value=value,
            contested=told.pop("state") == State.CONTESTED,
            labelled=told.pop("label") is not None,
            ratings=msgspec.json.decode(told.pop("ratings"), type=dict[str, int]),
            late=late_line(
                *(told.pop(f"late_{name}") for name in ("stage", "days", "concreteness"))
            ),
            disputed_lines=frozenset(told.pop("disputed_lines").split()),
            ledger=msgspec.json.decode(told.pop("ledger"), type=tuple[dict[str, str | int], ...]),
            **told,
        )


async def public_reviews(
    agency_id: int, choice: Choice, after: str, limit: int
) -> list[PublicReview]:
    """The chosen public reviews of an agency, newest first: those behind `after`, "" for all."""
    rows = await queries.public_reviews(
        agency_id, choice.stars, choice.stage, choice.unanswered, choice.branch, after, limit
    )
    values = await scoring.values_of([row["id"] for row in rows])
    return [PublicReview.from_row(row, values.get(row["id"])) for row in rows]


async def public_review(agency_id: int, public_id: str) -> PublicReview | None:
    """One public review of an agency; None for those of others."""
    row = await queries.public_review(agency_id, public_id)
    if row is None:
        return None
    values = await scoring.values_of([row["id"]])
    return PublicReview.from_row(row, values.get(row["id"]))


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """A branch's public reviews: how many, mean stars for feedback, how many have a reply."""

    reviews: int
    stars: float
    replied: int


async def branch_figures(agency_id: int) -> dict[int, BranchFigures]:
    """The figures of an agency's branches that have reviews, by branch; one statement."""
    return {
        row["branch_id"]: BranchFigures(row["reviews"], float(row["stars"]), int(row["replied"]))
        for row in await queries.branch_tally(agency_id)
    }


@dataclass(frozen=True, slots=True)
class PublicText:
    """What a public review says, and whether the public knows its half-year alone."""

    id: int
    coarse: bool
    language: str
    text: str


async def public_texts(agency_id: int) -> list[PublicText]:
    """The texts of all public reviews of an agency; one statement."""
    rows = await queries.public_texts(agency_id)
    return [PublicText(**row | {"coarse": bool(row["coarse"])}) for row in rows]


@dataclass(frozen=True, slots=True)
class ReplyTally:
    """An agency's public reviews by its replies; numbers, and one review to lead to.

    `unanswered` have no reply that is public or waits for its check. `open` are those of them that
    appeared since the day asked for and whose reply was neither returned nor taken back;
    `returned` are those whose newest reply was returned, `returned_review` is one of them.
    """

    reviews: int = 0
    unanswered: int = 0
    open: int = 0
    returned: int = 0
    returned_review: str = ""


async def reply_tallies(memberships: Sequence[Membership], since: dt.date) -> dict[int, ReplyTally]:
    """How the replies of agencies stand, to the reviews that each member sees; one statement."""
    rows = await queries.reply_tally([one.agency.id for one in memberships], since)
    return {
        one.agency.id: _tally(
            [
                row
                for row in rows
                if row["agency_id"] == one.agency.id and one.reaches(row["branch_id"])
            ]
        )
        for one in memberships
    }


def _tally(rows: Sequence[Mapping[str, Any]]) -> ReplyTally:
    unanswered = [row for row in rows if not row["answered"]]
    returned = [row for row in rows if row["latest"] == ReplyState.RETURNED]
    left = {ReplyState.RETURNED, ReplyState.WITHDRAWN}
    return ReplyTally(
        reviews=sum(row["reviews"] for row in rows),
        unanswered=sum(row["reviews"] for row in unanswered),
        open=sum(
            row["reviews"] for row in unanswered if row["recent"] and row["latest"] not in left
        ),
        returned=sum(row["reviews"] for row in returned),
        returned_review=returned[0]["some"] if returned else "",
    )
