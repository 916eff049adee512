"""Statements of reviews."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from ..domain import LIVE_STATES
from ..tables import Author, Draft, Review, ReviewMessage

LIVE = ", ".join(f"'{state}'" for state in sorted(LIVE_STATES))

Row = dict[str, Any]


async def get_draft(token_hash: str, now: dt.datetime) -> Row | None:
    """What a draft holds (sealed), or as which review it was sent; None if it has expired."""
    return await db.row(
        "SELECT sealed, sent_as FROM draft WHERE token_hash = {} AND expires_at > {}",
        token_hash,
        now,
    )


async def take_draft(
    token_hash: str, sent_as: str, empty: bytes, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """Turn a draft into the note that it was sent; False if there is none to send any more."""
    row = await db.row(
        "UPDATE draft SET sealed = {}, sent_as = {}, updated_at = {}, expires_at = {} "
        "WHERE token_hash = {} AND sent_as IS NULL AND expires_at > {} RETURNING token_hash",
        *(empty, sent_as, now, expires_at),
        *(token_hash, now),
    )
    return row is not None


async def put_draft(
    token_hash: str, sealed: bytes, now: dt.datetime, expires_at: dt.datetime
) -> None:
    """Insert or replace a draft."""
    await db.execute(
        "INSERT INTO draft (token_hash, sealed, updated_at, expires_at) VALUES ({}, {}, {}, {}) "
        "ON CONFLICT (token_hash) DO UPDATE SET sealed = excluded.sealed, sent_as = NULL, "
        "updated_at = excluded.updated_at, expires_at = excluded.expires_at",
        token_hash,
        sealed,
        now,
        expires_at,
    )


async def delete_draft(token_hash: str) -> None:
    """Forget a draft."""
    await Draft.delete().where(Draft.token_hash == token_hash).run()


async def delete_drafts(expired_at: dt.datetime) -> None:
    """Forget drafts that nobody came back to."""
    await Draft.delete().where(Draft.expires_at <= expired_at).run()


async def upsert_author(
    public_id: str,
    email_digest: str,
    email_sealed: bytes,
    account_id: int | None,
    language: str,
    now: dt.datetime,
) -> Row:
    """The author of an address (id, public_id); the row is locked until the transaction ends.

    An account that is known already stays; an address that was forgotten is known again.
    """
    row = await db.row(
        "INSERT INTO author (public_id, email_digest, email_sealed, account_id, language, "
        "created_at) VALUES ({}, {}, {}, {}, {}, {}) ON CONFLICT (email_digest) DO UPDATE "
        "SET account_id = COALESCE(author.account_id, excluded.account_id), "
        "email_sealed = COALESCE(author.email_sealed, excluded.email_sealed) "
        "RETURNING id, public_id",
        public_id,
        email_digest,
        email_sealed,
        account_id,
        language,
        now,
    )
    assert row is not None
    return row


async def authors_of(email_digest: str, account_id: int) -> list[Row]:
    """The authors of an address and of an account, locked until the transaction ends."""
    lock = " FOR UPDATE" if db.dialect() == "postgres" else ""
    return await db.rows(
        "SELECT id, email_digest, account_id FROM author "
        "WHERE email_digest = {} OR account_id = {} ORDER BY id" + lock,
        email_digest,
        account_id,
    )


async def link_author(author_id: int, account_id: int) -> None:
    """Tie an author to an account."""
    await Author.update({Author.account_id: account_id}).where(Author.id == author_id).run()


async def readdress_author(author_id: int, email_digest: str, email_sealed: bytes) -> None:
    """Give an author another address."""
    await (
        Author.update({Author.email_digest: email_digest, Author.email_sealed: email_sealed})
        .where(Author.id == author_id)
        .run()
    )


async def merge_authors(kept: int, other: int) -> None:
    """Give one author's reviews to another, and forget the one."""
    await Review.update({Review.author_id: kept}).where(Review.author_id == other).run()
    await Author.delete().where(Author.id == other).run()


async def live_reviews(author_id: int) -> list[Row]:
    """All live reviews of an author, of whichever agencies, the newest first."""
    return await db.rows(
        "SELECT id, public_id, agency_id, created_at, form_language FROM review "
        "WHERE author_id = {} AND state IN (" + LIVE + ") ORDER BY created_at DESC, id DESC",
        author_id,
    )


async def live_review(author_id: int, agency_id: int, since: dt.datetime) -> Row | None:
    """The author's live review of an agency begun since a moment (TRUST 4)."""
    return await db.row(
        "SELECT id, public_id FROM review WHERE author_id = {} AND agency_id = {} "
        "AND created_at > {} AND state IN (" + LIVE + ") ORDER BY id LIMIT 1",
        author_id,
        agency_id,
        since,
    )


async def live_sibling(public_id: str, since: dt.datetime, until: dt.datetime) -> str | None:
    """The live review that its author has of the same agency beside this one, begun in between."""
    row = await db.row(
        "SELECT o.public_id FROM review r JOIN review o ON o.author_id = r.author_id "
        "AND o.agency_id = r.agency_id AND o.id <> r.id WHERE r.public_id = {} "
        "AND o.created_at > {} AND o.created_at < {} "
        "AND o.state IN (" + LIVE + ") ORDER BY o.id LIMIT 1",
        public_id,
        since,
        until,
    )
    return row["public_id"] if row else None


async def insert_review(values: dict[str, Any]) -> int:
    """Insert a review and return its id."""
    rows = await Review.insert(Review(**values)).returning(Review.id).run()
    return int(rows[0]["id"])


async def update_review(review_id: int, values: dict[str, Any]) -> None:
    """Set columns of a review."""
    columns = {getattr(Review, name): value for name, value in values.items()}
    await Review.update(columns).where(Review.id == review_id).run()


_FULL = (
    "SELECT r.*, w.public_id AS author_public_id, w.email_sealed, w.account_id "
    "FROM review r JOIN author w ON w.id = r.author_id "
)


async def review_by_public_id(public_id: str, *, lock: bool = False) -> Row | None:
    """A review with its author; `lock` keeps others from changing it meanwhile."""
    tail = " FOR UPDATE OF r" if lock and db.dialect() == "postgres" else ""
    return await db.row(_FULL + "WHERE r.public_id = {}" + tail, public_id)


async def review_by_id(review_id: int, *, lock: bool = False) -> Row:
    """A known review with its author; `lock` keeps others from changing it meanwhile."""
    tail = " FOR UPDATE OF r" if lock and db.dialect() == "postgres" else ""
    row = await db.row(_FULL + "WHERE r.id = {}" + tail, review_id)
    assert row is not None
    return row


async def reviews_of_account(account_id: int) -> list[Row]:
    """All reviews of an account's author, newest first."""
    return await db.rows(_FULL + "WHERE w.account_id = {} ORDER BY r.id DESC", account_id)


async def public_rows_of(agency_id: int) -> list[Row]:
    """The public reviews of an agency, oldest first."""
    return await db.rows(
        _FULL + "WHERE r.agency_id = {} AND r.state IN ('published', 'contested') ORDER BY r.id",
        agency_id,
    )


async def nth_by_code(review_id: int, code_id: int, submitted_at: dt.datetime) -> int:
    """The how-manieth a review is of those that came by the same code of an invitation."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM review WHERE invite_code_id = {} AND submitted_at IS NOT NULL "
        "AND (submitted_at < {} OR (submitted_at = {} AND id <= {}))",
        *(code_id, submitted_at, submitted_at, review_id),
    )
    assert row is not None
    return int(row["n"])


async def messages_of(review_id: int) -> list[Row]:
    """What was written about a review, oldest first."""
    return await db.rows(
        "SELECT sender, text, created_at FROM review_message WHERE review_id = {} ORDER BY id",
        review_id,
    )


async def add_message(review_id: int, sender: str, text: str, now: dt.datetime) -> None:
    """Keep a message."""
    await ReviewMessage.insert(
        ReviewMessage(review_id=review_id, sender=sender, text=text, created_at=now)
    ).run()


async def approved_reviews(day: dt.date, limit: int) -> list[Row]:
    """Approved reviews whose day has come, oldest first, with their agency's last act.

    None of an agency that was taken down; should its listing return, they appear then.
    """
    return await db.rows(
        "SELECT r.public_id, r.agency_id, r.approved_at, a.acted_at "
        "FROM review r JOIN agency a ON a.id = r.agency_id WHERE r.state = 'approved' "
        "AND a.taken_down_at IS NULL AND (r.publish_after IS NULL OR r.publish_after <= {}) "
        "ORDER BY r.id LIMIT {}",
        day,
        limit,
    )


async def expire_pending(created_before: dt.datetime) -> list[int]:
    """Give up reviews whose address was never confirmed, and forget what they held; the authors."""
    rows = await db.rows(
        "UPDATE review SET state = 'expired', text = '', anchors_sealed = NULL "
        "WHERE state = 'email_pending' AND created_at < {} RETURNING author_id",
        created_before,
    )
    return sorted({int(row["author_id"]) for row in rows})


async def forget_addresses(author_ids: Sequence[int]) -> None:
    """Forget the addresses of those authors who never confirmed one."""
    marks = ", ".join("{}" for _ in author_ids)
    await db.execute(
        f"UPDATE author SET email_sealed = NULL WHERE id IN ({marks}) AND account_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM review r WHERE r.author_id = author.id "
        "AND r.state <> 'expired')",
        *author_ids,
    )


async def insert_authors(rows: Sequence[Row]) -> dict[str, int]:
    """Insert many authors and return their ids by e-mail digest."""
    found = (
        await Author.insert(*(Author(**row) for row in rows))
        .returning(Author.id, Author.email_digest)
        .run()
    )
    return {row["email_digest"]: int(row["id"]) for row in found}


async def insert_reviews(rows: Sequence[Row]) -> list[int]:
    """Insert many reviews and return their ids in the same order."""
    found = (
        await Review.insert(*(Review(**row) for row in rows))
        .returning(Review.id, Review.public_id)
        .run()
    )
    ids = {row["public_id"]: int(row["id"]) for row in found}
    return [ids[row["public_id"]] for row in rows]
