"""Statements that count what was decided, and read the public log. No person is in them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_HOURS = {
    "sqlite": "(julianday({b}) - julianday({a})) * 24",
    "postgres": "EXTRACT(EPOCH FROM ({b} - {a})) / 3600",
}
_LOG = (
    "SELECT d.id, d.kind, d.ground, d.decided_at, COALESCE(c.subject_type, 'review') AS subject, "
    "c.kind AS case_kind, c.source FROM decision d "
    "LEFT JOIN moderation_case c ON c.id = d.case_id WHERE "
)


async def first_decided_at() -> dt.datetime | None:
    """When the first decision was taken."""
    row = await db.row("SELECT decided_at FROM decision ORDER BY decided_at LIMIT 1")
    return row["decided_at"] if row else None


async def notices(start: dt.datetime, end: dt.datetime) -> list[Row]:
    """Notices and disputes that came in, by source and named ground."""
    return await db.rows(
        "SELECT source, ground, COUNT(*) AS n FROM notice "
        "WHERE created_at >= {} AND created_at < {} GROUP BY source, ground ORDER BY 1, 2",
        start,
        end,
    )


async def cases(start: dt.datetime, end: dt.datetime) -> list[Row]:
    """Cases that were opened, by kind."""
    return await db.rows(
        "SELECT kind, COUNT(*) AS n FROM moderation_case "
        "WHERE opened_at >= {} AND opened_at < {} GROUP BY kind ORDER BY kind",
        start,
        end,
    )


async def decisions(start: dt.datetime, end: dt.datetime) -> list[Row]:
    """Decisions by kind, ground, and whether a notice or dispute led to them."""
    return await db.rows(
        "SELECT d.kind, d.ground, CASE WHEN c.kind IN ('notice', 'dispute') THEN 1 ELSE 0 END "
        "AS reported, COUNT(*) AS n FROM decision d "
        "LEFT JOIN moderation_case c ON c.id = d.case_id "
        "WHERE d.decided_at >= {} AND d.decided_at < {} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        start,
        end,
    )


async def corrections(start: dt.datetime, end: dt.datetime) -> list[Row]:
    """Corrections of facts that agencies asked for, by what became of them so far."""
    return await db.rows(
        "SELECT state, COUNT(*) AS n FROM correction "
        "WHERE created_at >= {} AND created_at < {} GROUP BY state ORDER BY state",
        start,
        end,
    )


async def complaints(start: dt.datetime, end: dt.datetime) -> list[Row]:
    """Complaints that came in, by whom."""
    return await db.rows(
        "SELECT by_whom, COUNT(*) AS n FROM complaint "
        "WHERE created_at >= {} AND created_at < {} GROUP BY by_whom ORDER BY by_whom",
        start,
        end,
    )


async def decided_complaints(start: dt.datetime, end: dt.datetime) -> Row:
    """Complaints that were decided: `upheld`, `dismissed`, and how many in solo mode (`solo`)."""
    row = await db.row(
        "SELECT COALESCE(SUM(CASE WHEN upheld THEN 1 ELSE 0 END), 0) AS upheld, "
        "COALESCE(SUM(CASE WHEN upheld THEN 0 ELSE 1 END), 0) AS dismissed, "
        "COALESCE(SUM(CASE WHEN solo THEN 1 ELSE 0 END), 0) AS solo FROM complaint "
        "WHERE decided_at >= {} AND decided_at < {}",
        start,
        end,
    )
    assert row is not None
    return row


async def statements(start: dt.datetime, end: dt.datetime) -> Row:
    """Statements of reasons: `n`, those by a deadline's end (`by_rule`), and `automatic` ones."""
    row = await db.row(
        "SELECT COUNT(*) AS n, "
        "COALESCE(SUM(CASE WHEN fields LIKE {} THEN 1 ELSE 0 END), 0) AS by_rule, "
        "COALESCE(SUM(CASE WHEN fields LIKE {} THEN 1 ELSE 0 END), 0) AS automatic "
        "FROM statement_of_reasons WHERE created_at >= {} AND created_at < {}",
        "%AUTOMATED_DECISION_PARTIALLY%",
        "%AUTOMATED_DECISION_FULLY%",
        start,
        end,
    )
    assert row is not None
    return row


async def check_hours(start: dt.datetime, end: dt.datetime) -> Row:
    """Median hours from the sending of a review, or of its edit, to its check, and n."""
    begun = "COALESCE(v.created_at, r.submitted_at)"
    return await _median(
        "decision d JOIN review r ON r.id = d.review_id "
        "LEFT JOIN review_revision v ON v.id = d.revision_id",
        begun,
        "d.decided_at",
        f"d.kind IN ('approve', 'return', 'reject') AND {begun} <= d.decided_at AND ",
        start,
        end,
    )


async def notice_hours(start: dt.datetime, end: dt.datetime) -> Row:
    """Median hours from a notice to its answer, and n."""
    return await _median("notice", "created_at", "answered_at", "", start, end)


async def complaint_hours(start: dt.datetime, end: dt.datetime) -> Row:
    """Median hours from a complaint to its decision, and n."""
    return await _median("complaint", "created_at", "decided_at", "", start, end)


async def _median(
    table: str, begun: str, done: str, where: str, start: dt.datetime, end: dt.datetime
) -> Row:
    hours = _HOURS[db.dialect()].format(a=begun, b=done)
    row = await db.row(
        "SELECT AVG(hours) AS hours, MAX(n) AS n FROM (SELECT hours, "
        "ROW_NUMBER() OVER (ORDER BY hours) AS place, COUNT(*) OVER () AS n "
        f"FROM (SELECT {hours} AS hours FROM {table} "
        f"WHERE {where}{done} >= {{}} AND {done} < {{}}) AS durations) AS placed "
        "WHERE place IN ((n + 1) / 2, (n + 2) / 2)",
        start,
        end,
    )
    assert row is not None
    return row


async def waiting() -> Row:
    """What waits now: reviews and replies for their check, open cases, and those on hold."""
    row = await db.row(
        "SELECT (SELECT COUNT(*) FROM review WHERE state = 'pre_check') "
        "+ (SELECT COUNT(*) FROM review_revision v JOIN review r ON r.id = v.review_id "
        "WHERE v.state = 'pre_check' AND r.state IN ('published', 'contested', 'hidden_interim')) "
        "AS reviews, "
        "(SELECT COUNT(*) FROM reply_version v JOIN reply y ON y.id = v.reply_id "
        "JOIN review r ON r.id = y.review_id "
        "WHERE v.state = 'pre_check' AND r.state IN ('published', 'contested')) AS replies, "
        "COUNT(*) AS cases, COALESCE(SUM(CASE WHEN on_hold THEN 1 ELSE 0 END), 0) AS held "
        "FROM moderation_case WHERE state IN ('received', 'author_hearing', 'evidence_check', "
        "'agency_rejoinder', 'complaint')"
    )
    assert row is not None
    return row


async def log(kinds: Sequence[str], before: int | None, limit: int) -> list[Row]:
    """Decisions of these kinds, newest first, from below an id on; at least one kind."""
    marks = ", ".join("{}" for _ in kinds)
    below = "AND d.id < {} " if before is not None else ""
    return await db.rows(
        f"{_LOG}d.kind IN ({marks}) {below}ORDER BY d.id DESC LIMIT {{}}",
        *kinds,
        *(() if before is None else (before,)),
        limit,
    )


async def statements_from(
    since: dt.datetime, after: tuple[dt.datetime, int] | None, limit: int
) -> list[Row]:
    """Kept statements of reasons in the order they were given, from after a key on."""
    moment, number = after or (since, 0)
    return await db.rows(
        "SELECT id, puid, fields, created_at FROM statement_of_reasons "
        "WHERE created_at >= {} AND (created_at, id) > ({}, {}) "
        "ORDER BY created_at, id LIMIT {}",
        since,
        moment,
        number,
        limit,
    )


async def count_statements(since: dt.datetime) -> int:
    """How many statements of reasons were given from a moment on."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM statement_of_reasons WHERE created_at >= {}", since
    )
    assert row is not None
    return int(row["n"])
