"""Statements that forget what reviews and their authors held (GDPR Art. 5(1)(e), 17)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from resonanz.kernel import db

from ..tables import Author, Review, ReviewMessage

Row = dict[str, Any]

STRIPPED: Final[dict[str, Any]] = {
    "text": "",
    "place": None,
    "job_field": None,
    "remote": None,
    "publish_after": None,
    "anchors_sealed": None,
    "network": None,
    "device": None,
    "pledge_id": None,
    "invite_code_id": None,
    "branch_id": None,
    "conduct": "{}",
}
"""What is left of a review whose text is forgotten: stars, facts, dates and state."""


async def strip(review_ids: Sequence[int]) -> None:
    """Forget text, place, job field and anchors of reviews; at least one."""
    columns = {getattr(Review, name): value for name, value in STRIPPED.items()}
    await Review.update(columns).where(Review.id.is_in(list(review_ids))).run()


async def forget_anchors(created_before: dt.datetime) -> None:
    """Forget the private anchors of reviews that are old enough."""
    await (
        Review.update({Review.anchors_sealed: None})
        .where((Review.created_at < created_before) & Review.anchors_sealed.is_not_null())
        .run()
    )


async def delete_messages(before: dt.datetime) -> None:
    """Delete messages written before a moment."""
    await ReviewMessage.delete().where(ReviewMessage.created_at < before).run()


async def delete_expired(created_before: dt.datetime) -> None:
    """Delete reviews that never came into the queue and do not wait for it any more."""
    await (
        Review.delete()
        .where(
            Review.state.is_in(["expired", "withdrawn"])
            & Review.submitted_at.is_null()
            & (Review.created_at < created_before)
        )
        .run()
    )


async def delete_authors(created_before: dt.datetime) -> None:
    """Delete authors without an account and without a review."""
    await db.execute(
        "DELETE FROM author WHERE account_id IS NULL AND created_at < {} "
        "AND NOT EXISTS (SELECT 1 FROM review r WHERE r.author_id = author.id)",
        created_before,
    )


async def with_text(state: str, after: int, limit: int) -> list[int]:
    """Ids of reviews in a state that still hold a text or anchors, behind an id."""
    rows = await db.rows(
        "SELECT id FROM review WHERE state = {} AND id > {} "
        "AND (text <> '' OR place IS NOT NULL OR anchors_sealed IS NOT NULL) "
        "ORDER BY id LIMIT {}",
        state,
        after,
        limit,
    )
    return [int(row["id"]) for row in rows]


async def reviews_in(review_ids: Sequence[int]) -> list[Row]:
    """Reviews with their states, locked until the transaction ends; at least one id."""
    marks = ", ".join("{}" for _ in review_ids)
    return await _locked(f"r.id IN ({marks})", *review_ids)


async def reviews_of(account_id: int) -> list[Row]:
    """The reviews of an account's author with their states, locked until the transaction ends."""
    return await _locked("w.account_id = {}", account_id)


async def _locked(condition: str, *args: int) -> list[Row]:
    lock = " FOR UPDATE OF r" if db.dialect() == "postgres" else ""
    return await db.rows(
        "SELECT r.id, r.public_id, r.agency_id, r.state, r.published_at, "
        "w.public_id AS author_public_id FROM review r JOIN author w ON w.id = r.author_id "
        f"WHERE {condition} ORDER BY r.id{lock}",
        *args,
    )


async def delete_messages_of(account_id: int) -> None:
    """Delete all messages about the reviews of an account's author."""
    await db.execute(
        "DELETE FROM review_message WHERE review_id IN (SELECT r.id FROM review r "
        "JOIN author w ON w.id = r.author_id WHERE w.account_id = {})",
        account_id,
    )


async def forget_author(account_id: int, public_id: str, email_digest: str) -> None:
    """Untie an author from account and address; the new id and digest belong to nobody."""
    await (
        Author.update(
            {
                Author.public_id: public_id,
                Author.email_digest: email_digest,
                Author.email_sealed: None,
                Author.account_id: None,
                Author.suspended_until: None,
            }
        )
        .where(Author.account_id == account_id)
        .run()
    )


async def forget_traces_of(account_id: int) -> None:
    """Forget the private anchors and the origin of all reviews of an account's author."""
    await db.execute(
        "UPDATE review SET anchors_sealed = NULL, network = NULL, device = NULL WHERE author_id IN "
        "(SELECT id FROM author WHERE account_id = {})",
        account_id,
    )
