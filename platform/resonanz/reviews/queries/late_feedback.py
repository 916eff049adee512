"""Statements about late feedback."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import LateFeedback

Row = dict[str, Any]

_OFFER = (
    "SELECT l.*, r.public_id AS review_public_id, r.agency_id, r.ledger, r.published_on, "
    "r.coarse, r.state AS review_state, r.form_language, w.account_id, w.email_sealed "
    "FROM late_feedback l JOIN review r ON r.id = l.review_id JOIN author w ON w.id = r.author_id "
)
_PUBLIC = "r.state IN ('published', 'contested') "


async def insert(values: dict[str, Any]) -> bool:
    """Keep an offer; False if there was one on the review before."""
    names = ", ".join(values)
    marks = ", ".join("{}" for _ in values)
    row = await db.row(
        f"INSERT INTO late_feedback ({names}) VALUES ({marks}) "
        "ON CONFLICT (review_id) DO NOTHING RETURNING id",
        *values.values(),
    )
    return row is not None


async def update(offer_id: int, state: str, values: dict[str, Any]) -> bool:
    """Set columns of an offer that is in a state; whether it was."""
    columns = {getattr(LateFeedback, name): value for name, value in values.items()}
    changed = (
        await LateFeedback.update(columns)
        .where((LateFeedback.id == offer_id) & (LateFeedback.state == state))
        .returning(LateFeedback.id)
        .run()
    )
    return bool(changed)


async def by_public_id(public_id: str) -> Row | None:
    """An offer by its number."""
    return await db.row(_OFFER + "WHERE l.public_id = {}", public_id)


async def of_reviews(review_ids: Sequence[int]) -> list[Row]:
    """The offers on these reviews."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(_OFFER + f"WHERE l.review_id IN ({marks}) ORDER BY l.id", *review_ids)


async def of_account(account_id: int) -> list[Row]:
    """The offers on an account's reviews, newest first."""
    return await db.rows(_OFFER + "WHERE w.account_id = {} ORDER BY l.id DESC", account_id)


async def of_agency(agency_id: int, branch_id: int | None, before: str, limit: int) -> list[Row]:
    """The offers of an agency, or of one of its branches, on public reviews, newest first: those
    behind `before`, "" for all.
    """
    values: list[object] = [agency_id]
    rest = ""
    if branch_id is not None:
        rest = "AND r.branch_id = {} "
        values.append(branch_id)
    if before:
        rest += "AND l.id < (SELECT b.id FROM late_feedback b WHERE b.public_id = {}) "
        values.append(before)
    return await db.rows(
        _OFFER + f"WHERE r.agency_id = {{}} AND {_PUBLIC}{rest}ORDER BY l.id DESC LIMIT {{}}",
        *values,
        limit,
    )


async def to_deliver(agency_ids: Sequence[int], now: dt.datetime) -> list[Row]:
    """How many authors have named job and month to agencies that have not delivered yet, by agency
    and branch.
    """
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        "SELECT r.agency_id, r.branch_id, COUNT(*) AS n FROM late_feedback l "
        f"JOIN review r ON r.id = l.review_id WHERE r.agency_id IN ({marks}) "
        f"AND l.state = 'named' AND l.told_at <= {{}} AND {_PUBLIC}"
        "GROUP BY r.agency_id, r.branch_id",
        *agency_ids,
        now,
    )


async def offered_since(agency_id: int, moment: dt.datetime) -> int:
    """How many offers an agency made since a moment."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM late_feedback l JOIN review r ON r.id = l.review_id "
        "WHERE r.agency_id = {} AND l.offered_at > {}",
        agency_id,
        moment,
    )
    return int(row["n"]) if row else 0


async def to_mail(now: dt.datetime, limit: int) -> list[Row]:
    """Offers about which a mail to the author is due."""
    return await db.rows(
        _OFFER + "WHERE l.mail_at IS NOT NULL AND l.mail_at <= {} ORDER BY l.id LIMIT {}",
        now,
        limit,
    )


async def over(now: dt.datetime, limit: int) -> list[Row]:
    """Offers whose day is over."""
    return await db.rows(
        _OFFER + "WHERE l.due_at IS NOT NULL AND l.due_at <= {} ORDER BY l.id LIMIT {}", now, limit
    )


async def delete(review_ids: Sequence[int]) -> None:
    """Delete what was offered on reviews that are gone."""
    if review_ids:
        marks = ", ".join("{}" for _ in review_ids)
        await db.execute(f"DELETE FROM late_feedback WHERE review_id IN ({marks})", *review_ids)


async def outcomes(agency_id: int) -> dict[str, int]:
    """How many offers an agency has made, by state."""
    rows = await db.rows(
        "SELECT l.state, COUNT(*) AS n FROM late_feedback l JOIN review r ON r.id = l.review_id "
        "WHERE r.agency_id = {} GROUP BY l.state",
        agency_id,
    )
    return {row["state"]: int(row["n"]) for row in rows}
