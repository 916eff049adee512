"""The public log of decisions: kind, ground and day, and nobody's name.

No agency either: with the day it would point at a review and its author.
"""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel.clock import site_day

from ...domain import Ground
from ...domain.transparency import LOGGED
from ...queries import transparency as queries

PAGE = 20


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One decision; `disputed`: an agency's dispute led to it, `reported`: a notice did."""

    id: int
    day: dt.date
    subject: str
    kind: str
    ground: Ground | None
    disputed: bool
    reported: bool


async def log_page(before: int | None) -> tuple[tuple[LogEntry, ...], int | None]:
    """Twenty decisions, newest first, and where the next page begins."""
    rows = await queries.log(LOGGED, before, PAGE + 1)
    known = set(Ground)
    shown = tuple(
        LogEntry(
            id=row["id"],
            day=site_day(row["decided_at"]),
            subject=row["subject"],
            kind=row["kind"],
            ground=Ground(row["ground"]) if row["ground"] in known else None,
            disputed=row["case_kind"] == "dispute",
            reported=row["case_kind"] == "notice",
        )
        for row in rows[:PAGE]
    )
    return shown, shown[-1].id if len(rows) > PAGE else None
