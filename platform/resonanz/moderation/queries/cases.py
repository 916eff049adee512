"""Statements about cases, their messages and events."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import CaseEvent, CaseMessage, ModerationCase
from .checks import Row

OPEN = "('received', 'author_hearing', 'evidence_check', 'agency_rejoinder')"
CASE = (
    "SELECT c.*, r.public_id AS review_public_id, r.state AS review_state, r.branch_id "
    "FROM moderation_case c LEFT JOIN review r ON r.id = c.review_id "
)


async def insert_case(values: dict[str, Any]) -> int | None:
    """Open a case; None if its subject has an open one already."""
    names = ", ".join(values)
    marks = ", ".join("{}" for _ in values)
    row = await db.row(
        f"INSERT INTO moderation_case ({names}) VALUES ({marks}) "
        f"ON CONFLICT (subject_key) WHERE state IN {OPEN} DO NOTHING RETURNING id",
        *values.values(),
    )
    return int(row["id"]) if row else None


async def case_by_id(case_id: int, *, lock: bool = False) -> Row | None:
    """A case with its review's public id and state."""
    return await db.row(CASE + "WHERE c.id = {}" + _lock(lock=lock), case_id)


async def case_by_public_id(public_id: str) -> Row | None:
    """A case by its number."""
    return await db.row(CASE + "WHERE c.public_id = {}", public_id)


async def open_case_of(subject_key: str) -> Row | None:
    """The open case of a subject."""
    return await db.row(
        CASE + f"WHERE c.subject_key = {{}} AND c.state IN {OPEN}",
        subject_key,
    )


async def decided_case_of(subject_key: str, ground: str) -> Row | None:
    """The last decided case about a subject on the same ground."""
    return await db.row(
        CASE + "WHERE c.subject_key = {} AND c.ground = {} AND c.kind IN ('notice', 'dispute') "
        "AND c.state IN ('decided', 'complaint', 'final', 'purged') ORDER BY c.id DESC LIMIT 1",
        subject_key,
        ground,
    )


async def cases_of_review(review_id: int) -> list[Row]:
    """All cases about a review, newest first."""
    return await db.rows(CASE + "WHERE c.review_id = {} ORDER BY c.id DESC", review_id)


async def cases_of_agency(agency_id: int, branch_id: int | None, limit: int) -> list[Row]:
    """The disputes of an agency, or of one of its branches, newest first."""
    values, branch = [agency_id], ""
    if branch_id is not None:
        values.append(branch_id)
        branch = "AND r.branch_id = {} "
    return await db.rows(
        CASE + f"WHERE c.agency_id = {{}} {branch}AND c.kind = 'dispute' "
        "ORDER BY c.id DESC LIMIT {}",
        *values,
        limit,
    )


async def rejoinders_of(agency_ids: Sequence[int]) -> list[Row]:
    """The disputes on which agencies are asked, the nearest day first."""
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        CASE + f"WHERE c.agency_id IN ({marks}) AND c.kind = 'dispute' "
        "AND c.state = 'agency_rejoinder' ORDER BY c.rejoinder_due_at, c.id",
        *agency_ids,
    )


async def update_case(case_id: int, values: dict[str, Any]) -> None:
    """Set columns of a case."""
    columns = {getattr(ModerationCase, name): value for name, value in values.items()}
    await ModerationCase.update(columns).where(ModerationCase.id == case_id).run()


async def add_event(values: dict[str, Any]) -> None:
    """Keep a move of a case."""
    await CaseEvent.insert(CaseEvent(**values)).run()


async def events_of(case_id: int) -> list[Row]:
    """The moves of a case, oldest first."""
    return await db.rows(
        "SELECT at, event, from_state, to_state, actor, detail FROM case_event "
        "WHERE case_id = {} ORDER BY id",
        case_id,
    )


async def add_case_message(
    case_id: int, sender: str, to_whom: str, account_id: int | None, text: str, now: dt.datetime
) -> None:
    """Keep a message."""
    await CaseMessage.insert(
        CaseMessage(
            case_id=case_id,
            sender=sender,
            to_whom=to_whom,
            account_id=account_id,
            text=text,
            created_at=now,
        )
    ).run()


async def case_messages(case_id: int) -> list[Row]:
    """What was written within a case, oldest first."""
    return await db.rows(
        "SELECT id, sender, to_whom, account_id, text, created_at FROM case_message "
        "WHERE case_id = {} ORDER BY id",
        case_id,
    )


async def case_decisions(case_id: int) -> list[Row]:
    """The decisions within a case with their statements' numbers, oldest first."""
    return await db.rows(
        "SELECT d.id, d.public_id, d.account_id, d.kind, d.ground, d.explanation, d.decided_at, "
        "s.puid FROM decision d LEFT JOIN statement_of_reasons s ON s.decision_id = d.id "
        "WHERE d.case_id = {} ORDER BY d.id",
        case_id,
    )


async def deciders_of(case_id: int) -> set[int]:
    """The accounts that decided anything in a case."""
    rows = await db.rows(
        "SELECT DISTINCT account_id FROM decision WHERE case_id = {} AND account_id IS NOT NULL",
        case_id,
    )
    return {int(row["account_id"]) for row in rows}


async def handlers_of(case_id: int) -> set[int]:
    """The accounts that took any step in a case."""
    rows = await db.rows(
        "SELECT DISTINCT a.id FROM case_event e JOIN account a ON a.public_id = e.actor "
        "WHERE e.case_id = {}",
        case_id,
    )
    return {int(row["id"]) for row in rows}


async def hearings_of_agency(agency_id: int) -> int:
    """How many authors are asked now because of this agency."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM moderation_case WHERE agency_id = {} AND kind = 'dispute' "
        "AND state = 'author_hearing'",
        agency_id,
    )
    return int(row["n"]) if row else 0


async def dispute_outcomes(agency_id: int, other_than: int) -> dict[str, int]:
    """How many other disputes an agency has, by outcome; "" for open ones."""
    rows = await db.rows(
        "SELECT COALESCE(outcome, '') AS outcome, COUNT(*) AS n FROM moderation_case "
        "WHERE agency_id = {} AND kind = 'dispute' AND id <> {} GROUP BY outcome",
        agency_id,
        other_than,
    )
    return {row["outcome"]: int(row["n"]) for row in rows}


def _lock(*, lock: bool) -> str:
    return " FOR UPDATE OF c" if lock and db.dialect() == "postgres" else ""
