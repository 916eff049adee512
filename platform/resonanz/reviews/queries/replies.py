"""Statements of replies and their versions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from resonanz.kernel import db

from ..tables import Reply, ReplyVersion

Row = dict[str, Any]

_VERSION: Final = (
    "SELECT v.id, v.public_id, v.reply_id, v.number, v.state, v.language, v.text, v.message, "
    "v.account_id, c.email AS writer, c.language AS writer_language, v.sent_at, v.due_at, "
    "v.published_on, y.review_id, "
    "y.published_on AS first_on, y.edited_on, r.public_id AS review_public_id, "
    "r.agency_id, r.state AS review_state FROM reply_version v "
    "JOIN reply y ON y.id = v.reply_id JOIN review r ON r.id = y.review_id "
    "LEFT JOIN account c ON c.id = v.account_id "
)


async def take_reply(review_id: int) -> int:
    """The reply to a review, made if there is none; locked until the transaction ends."""
    row = await db.row(
        "INSERT INTO reply (review_id) VALUES ({}) "
        "ON CONFLICT (review_id) DO UPDATE SET review_id = excluded.review_id RETURNING id",
        review_id,
    )
    assert row is not None
    return int(row["id"])


async def lock_reply(reply_id: int) -> None:
    """Keep others from changing a reply until the transaction ends."""
    if db.dialect() == "postgres":  # on SQLite the transaction is alone already
        await db.execute("SELECT id FROM reply WHERE id = {} FOR UPDATE", reply_id)


async def versions_of(review_ids: Sequence[int]) -> list[Row]:
    """All versions of the replies to these reviews, newest first."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        _VERSION + f"WHERE y.review_id IN ({marks}) ORDER BY v.reply_id, v.number DESC",
        *review_ids,
    )


async def version(public_id: str) -> Row | None:
    """A version by its public id."""
    return await db.row(_VERSION + "WHERE v.public_id = {}", public_id)


async def update_version(version_id: int, values: dict[str, Any]) -> None:
    """Set columns of a version."""
    columns = {getattr(ReplyVersion, name): value for name, value in values.items()}
    await ReplyVersion.update(columns).where(ReplyVersion.id == version_id).run()


async def date_reply(
    reply_id: int, published_on: dt.date | None, edited_on: dt.date | None
) -> None:
    """Set when a reply first appeared and last changed."""
    await db.execute(
        "UPDATE reply SET published_on = {}, edited_on = {} WHERE id = {}",
        published_on,
        edited_on,
        reply_id,
    )


async def insert_replies(days: dict[int, dt.date]) -> dict[int, int]:
    """Insert replies to reviews that appeared on these days; their ids by review."""
    made = (
        await Reply.insert(
            *(Reply(review_id=review_id, published_on=day) for review_id, day in days.items())
        )
        .returning(Reply.id, Reply.review_id)
        .run()
    )
    return {row["review_id"]: int(row["id"]) for row in made}


async def insert_versions(rows: Sequence[Row]) -> None:
    """Insert many versions."""
    await ReplyVersion.insert(*(ReplyVersion(**row) for row in rows)).run()


async def agency_texts(agency_id: int, not_of: int, limit: int) -> list[str]:
    """What an agency's replies to other reviews say, or are to say, newest first."""
    rows = await db.rows(
        "SELECT v.text FROM reply_version v JOIN reply y ON y.id = v.reply_id "
        "JOIN review r ON r.id = y.review_id WHERE r.agency_id = {} AND r.id <> {} "
        "AND r.state IN ('published', 'contested') AND v.number = (SELECT MAX(o.number) "
        "FROM reply_version o WHERE o.reply_id = y.id AND o.state IN ('pre_check', 'published')) "
        "ORDER BY v.id DESC LIMIT {}",
        agency_id,
        not_of,
        limit,
    )
    return [row["text"] for row in rows]


async def public_texts(agency_id: int, limit: int) -> list[str]:
    """What an agency's public replies say, newest first."""
    rows = await db.rows(
        "SELECT v.text FROM reply_version v JOIN reply y ON y.id = v.reply_id "
        "JOIN review r ON r.id = y.review_id WHERE r.agency_id = {} "
        "AND r.state IN ('published', 'contested') AND v.state = 'published' "
        "ORDER BY v.id DESC LIMIT {}",
        agency_id,
        limit,
    )
    return [row["text"] for row in rows]


async def waiting(limit: int, not_by: int) -> list[Row]:
    """Versions that wait for their check, by due date; not those on an account's own review."""
    return await db.rows(
        "SELECT v.public_id, v.id, v.number, v.language, v.text, v.due_at, r.agency_id "
        "FROM reply_version v JOIN reply y ON y.id = v.reply_id "
        "JOIN review r ON r.id = y.review_id JOIN author w ON w.id = r.author_id "
        "WHERE v.state = 'pre_check' AND r.state IN ('published', 'contested') "
        "AND (w.account_id IS NULL OR w.account_id <> {}) ORDER BY v.due_at, v.id LIMIT {}",
        not_by,
        limit,
    )


async def delete_replies(review_ids: Sequence[int]) -> None:
    """Delete the replies to reviews that are gone, with all versions."""
    if review_ids:
        marks = ", ".join("{}" for _ in review_ids)
        await db.execute(f"DELETE FROM reply WHERE review_id IN ({marks})", *review_ids)


async def forget_versions(ended_before: dt.datetime) -> None:
    """Forget the texts of versions that are not public any more, or never were; dates stay."""
    await db.execute(
        "UPDATE reply_version SET text = '', message = '', account_id = NULL "
        "WHERE ended_at < {} AND (text <> '' OR message <> '' OR account_id IS NOT NULL)",
        ended_before,
    )
