"""Statements about the cases in which the moderation owes something."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from resonanz.kernel import db

from .checks import Row

_OTHERS_CASES = (
    "c.due_at IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM review r JOIN author w ON w.id = r.author_id "
    "WHERE r.id = c.review_id AND w.account_id = {}) "
    "AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.reporter_account_id = {}) "
    "AND NOT EXISTS (SELECT 1 FROM agency_member m WHERE m.agency_id = c.agency_id "
    "AND m.account_id = {}) "
    "AND NOT EXISTS (SELECT 1 FROM moderator_interest i WHERE i.agency_id = c.agency_id "
    "AND i.account_id = {}) "
    "AND (c.account_id IS NULL OR c.account_id <> {}) "
)
_UNSEEN = (
    "AND (NOT c.second_human_needed OR {} OR (NOT EXISTS (SELECT 1 FROM decision d "
    "WHERE d.case_id = c.id AND d.account_id = {}) AND (c.state <> 'complaint' "
    "OR NOT EXISTS (SELECT 1 FROM case_event e JOIN account a ON a.public_id = e.actor "
    "WHERE e.case_id = c.id AND a.id = {})))) "
)


async def due_cases(
    account_id: int, limit: int, *, solo: bool, not_in: Sequence[str] = ()
) -> list[Row]:
    """Cases in which the moderation owes something, urgent ones first, then by due date.

    Left out are those the account is part of, complaints in cases it had to do with unless the
    operator is alone (`solo`), and those in which something is to be read in a language `not_in`.
    """
    where, values = _owed(account_id, solo, not_in)
    return await db.rows(
        "SELECT c.id, c.public_id, c.kind, c.subject_type, c.ground, c.state, c.due_at, "
        "c.priority, c.agency_id, c.review_id, c.bounced_at, c.no_contact FROM moderation_case c "
        f"WHERE {where}ORDER BY c.priority DESC, c.due_at, c.id LIMIT {{}}",
        *values,
        limit,
    )


async def due_case_counts(
    account_id: int,
    now: dt.datetime,
    day_ends: dt.datetime,
    *,
    solo: bool,
    not_in: Sequence[str] = (),
) -> list[Row]:
    """How many cases wait (`waiting`), are overdue, and are due before the day ends.

    A row for those with an open complaint (`complaint`) and one for the others.
    """
    where, values = _owed(account_id, solo, not_in)
    return await db.rows(
        "SELECT c.state = 'complaint' AS complaint, COUNT(*) AS waiting, "
        "SUM(CASE WHEN c.due_at < {} THEN 1 ELSE 0 END) AS overdue, "
        "SUM(CASE WHEN c.due_at >= {} AND c.due_at < {} THEN 1 ELSE 0 END) AS due_today "
        f"FROM moderation_case c WHERE {where}GROUP BY c.state = 'complaint'",
        now,
        now,
        day_ends,
        *values,
    )


async def cases_to_read_in(account_id: int, language: str, *, solo: bool) -> int:
    """How many cases wait in which something is to be read in a language."""
    where, values = _owed(account_id, solo, ())
    needed, languages = _to_read([language])
    row = await db.row(
        f"SELECT COUNT(*) AS n FROM moderation_case c WHERE {where}AND {needed}",
        *values,
        *languages,
    )
    assert row is not None
    return int(row["n"])


async def cases_about(agency_ids: Collection[int]) -> int:
    """How many cases about some agencies wait."""
    if not agency_ids:
        return 0
    marks = ", ".join("{}" for _ in agency_ids)
    row = await db.row(
        "SELECT COUNT(*) AS n FROM moderation_case WHERE due_at IS NOT NULL "
        f"AND agency_id IN ({marks})",
        *agency_ids,
    )
    assert row is not None
    return int(row["n"])


def _owed(account_id: int, solo: bool, not_in: Sequence[str]) -> tuple[str, list[Any]]:
    where = _OTHERS_CASES + _UNSEEN
    values: list[Any] = [*[account_id] * 5, solo, account_id, account_id]
    if not_in:
        needed, languages = _to_read(not_in)
        where += f"AND NOT {needed}"
        values += languages
    return where, values


def _to_read(languages: Sequence[str]) -> tuple[str, list[Any]]:
    """Whether something in a case `c` is written in one of these languages.

    The review itself, what was reported, and what its author answered or complained, which is
    most likely in the language in which the site speaks to them.
    """
    marks = ", ".join("{}" for _ in languages)
    parts = (
        f"SELECT 1 FROM review r WHERE r.id = c.review_id AND r.text <> '' "
        f"AND r.language IN ({marks})",
        f"SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.text <> '' "
        f"AND n.language IN ({marks})",
        "SELECT 1 FROM case_message m JOIN review r ON r.id = c.review_id "
        f"WHERE m.case_id = c.id AND m.sender = 'author' AND r.form_language IN ({marks})",
        "SELECT 1 FROM complaint k JOIN review r ON r.id = c.review_id "
        f"WHERE k.case_id = c.id AND k.by_whom = 'author' AND r.form_language IN ({marks})",
    )
    some = " OR ".join(f"EXISTS ({part})" for part in parts)
    return f"({some}) ", [*languages] * len(parts)
