"""Statements about notices and complaints."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

from ..tables import Complaint, Notice
from .checks import Row


async def insert_notice(values: dict[str, Any]) -> int:
    """Keep a notice; its id."""
    rows = await Notice.insert(Notice(**values)).returning(Notice.id).run()
    return int(rows[0]["id"])


async def notices_of(case_id: int) -> list[Row]:
    """The notices of a case, oldest first."""
    return await db.rows("SELECT * FROM notice WHERE case_id = {} ORDER BY id", case_id)


async def notice_by_public_id(public_id: str) -> Row | None:
    """A notice."""
    return await db.row("SELECT * FROM notice WHERE public_id = {}", public_id)


async def answer_notices(case_id: int, now: dt.datetime) -> None:
    """Record that everybody who reported got the decision."""
    await db.execute(
        "UPDATE notice SET answered_at = {} WHERE case_id = {} AND answered_at IS NULL",
        now,
        case_id,
    )


async def insert_complaint(values: dict[str, Any]) -> int:
    """Keep a complaint; its id."""
    rows = await Complaint.insert(Complaint(**values)).returning(Complaint.id).run()
    return int(rows[0]["id"])


async def complaints_of(case_id: int) -> list[Row]:
    """The complaints in a case, oldest first."""
    return await db.rows("SELECT * FROM complaint WHERE case_id = {} ORDER BY id", case_id)


async def decide_complaint(complaint_id: int, values: dict[str, Any]) -> None:
    """Record what became of a complaint."""
    columns = {getattr(Complaint, name): value for name, value in values.items()}
    await Complaint.update(columns).where(Complaint.id == complaint_id).run()
