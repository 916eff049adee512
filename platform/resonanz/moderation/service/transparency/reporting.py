"""The numbers of a year, counted from the rows themselves each time (TRUST 49)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.reviews import service as reviews

from ...domain import NoticeGround, Source
from ...domain.corrections import CorrectionState
from ...domain.transparency import Decided, Figures, Median
from ...queries import transparency as queries

WAITING_DAYS = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits now, and how long checks took in the last thirty days.

    `days` are the working days that a new review may wait, None while the promise holds.
    """

    reviews: int
    replies: int
    cases: int
    held: int
    check: Median
    days: int | None


async def waiting(now: dt.datetime) -> Waiting:
    """The honest waiting time."""
    row = await queries.waiting()
    median = await queries.check_hours(now - dt.timedelta(days=WAITING_DAYS), now)
    return Waiting(
        int(row["reviews"]),
        int(row["replies"]),
        int(row["cases"]),
        int(row["held"]),
        _median(median),
        await reviews.days_to_wait(now),
    )


async def first_year(now: dt.datetime) -> int:
    """The year of the first decision; the present one if there is none."""
    return site_day(await queries.first_decided_at() or now).year


async def report(year: int, now: dt.datetime) -> Figures:
    """The figures of a year, up to now in the present one."""
    start, end = _start(year), min(_start(year + 1), now + dt.timedelta(microseconds=1))
    notices = await queries.notices(start, end)
    complaints = await queries.decided_complaints(start, end)
    statements = await queries.statements(start, end)
    return Figures(
        year=year,
        until=min(site_day(now), dt.date(year, 12, 31)),
        notices=_sums(notices, "source", [source.value for source in Source]),
        objections=_sums(notices, "ground", [ground.value for ground in NoticeGround]),
        cases={row["kind"]: int(row["n"]) for row in await queries.cases(start, end)},
        corrections=_sums(
            await queries.corrections(start, end),
            "state",
            [state.value for state in CorrectionState],
        ),
        decided=tuple(
            Decided(row["kind"], row["ground"], bool(row["reported"]), int(row["n"]))
            for row in await queries.decisions(start, end)
        ),
        complaints={row["by_whom"]: int(row["n"]) for row in await queries.complaints(start, end)},
        upheld=int(complaints["upheld"]),
        dismissed=int(complaints["dismissed"]),
        solo=int(complaints["solo"]),
        statements=int(statements["n"]),
        by_rule=int(statements["by_rule"]),
        automatic=int(statements["automatic"]),
        check=_median(await queries.check_hours(start, end)),
        notice=_median(await queries.notice_hours(start, end)),
        complaint=_median(await queries.complaint_hours(start, end)),
    )


def _start(year: int) -> dt.datetime:
    return dt.datetime(year, 1, 1, tzinfo=SITE_ZONE).astimezone(dt.UTC)


def _sums(rows: list[dict[str, Any]], column: str, order: list[str]) -> dict[str, int]:
    sums = dict.fromkeys(order, 0)
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0) + int(row["n"])
    return {key: count for key, count in sums.items() if count}


def _median(row: dict[str, Any]) -> Median:
    hours = None if row["hours"] is None else float(row["hours"])
    return Median(hours, int(row["n"] or 0))
