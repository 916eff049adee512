"""Corrections as services pass them on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from resonanz.scoring.domain.ledger import LedgerLine, Stage

from ..domain import CorrectionState


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction of one line: as its author gave it, and as the agency says it was.

    `ended_at` is None while it is open; while `bounced_at` is set no clock runs.
    """

    id: int
    public_id: str
    review_id: int
    review_public_id: str
    published_on: dt.date
    coarse: bool
    agency_id: int
    stage: Stage
    original: LedgerLine
    proposed: LedgerLine
    state: CorrectionState
    created_at: dt.datetime
    due_at: dt.datetime
    ended_at: dt.datetime | None
    bounced_at: dt.datetime | None

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a full row of `queries.corrections`."""
        return cls(
            id=row["id"],
            public_id=row["public_id"],
            review_id=row["review_id"],
            review_public_id=row["review_public_id"],
            published_on=row["published_on"],
            coarse=bool(row["coarse"]),
            agency_id=row["agency_id"],
            stage=Stage(row["stage"]),
            original=_line(row["original"]),
            proposed=_line(row["proposed"]),
            state=CorrectionState(row["state"]),
            created_at=row["created_at"],
            due_at=row["due_at"],
            ended_at=row["answered_at"],
            bounced_at=row["bounced_at"],
        )


def _line(text: str) -> LedgerLine:
    return LedgerLine.from_dict(msgspec.json.decode(text))


def line_text(line: LedgerLine) -> str:
    """A line as the tables keep it."""
    return msgspec.json.encode(line.to_dict()).decode()
