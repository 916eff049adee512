"""Statements about edits of reviews."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final

from resonanz.kernel import db

from ..domain import EDITABLE_STATES, OPEN_REVISIONS
from ..tables import ReviewRevision

Row = dict[str, Any]

CONTENT: Final = (
    "language", "role", "job_field", "remote", "place", "outcome", "last_stage", "ratings",
    "ledger", "text", "coarse", "anchors_sealed", "branch_id",
)  # fmt: skip
"""The columns that a revision has in common with its review: what the author may edit."""
EMPTIED: Final[dict[str, Any]] = {
    "text": "",
    "place": None,
    "job_field": None,
    "remote": None,
    "anchors_sealed": None,
    "branch_id": None,
}
"""What is left of a revision that ended: stars, facts, dates and state."""
EDITABLE: Final = ", ".join(f"'{state}'" for state in sorted(EDITABLE_STATES))
IN_CHECK: Final = (
    "(SELECT id, public_id, agency_id, author_id, language, ratings, due_at, version, text, "
    "FALSE AS edit FROM review WHERE state = 'pre_check' UNION ALL "
    "SELECT o.id, o.public_id, o.agency_id, o.author_id, v.language, v.ratings, v.due_at, "
    "v.version, v.text, TRUE AS edit FROM review_revision v JOIN review o ON o.id = v.review_id "
    f"WHERE v.state = 'pre_check' AND o.state IN ({EDITABLE}))"
)
"""What waits for its check: reviews, and edits of reviews under the ids of these."""
_OPEN: Final = ", ".join(f"'{state}'" for state in sorted(OPEN_REVISIONS))


async def insert_revision(values: Row) -> int:
    """Insert a revision and return its id."""
    rows = await ReviewRevision.insert(ReviewRevision(**values)).returning(ReviewRevision.id).run()
    return int(rows[0]["id"])


async def update_revision(revision_id: int, values: Row) -> None:
    """Set columns of a revision."""
    columns = {getattr(ReviewRevision, name): value for name, value in values.items()}
    await ReviewRevision.update(columns).where(ReviewRevision.id == revision_id).run()


async def revision_by_id(revision_id: int) -> Row | None:
    """A revision; whoever changes it holds its review's row."""
    return await db.row("SELECT * FROM review_revision WHERE id = {}", revision_id)


async def open_revision(review_id: int) -> Row | None:
    """The revision of a review that has not ended."""
    return await db.row(
        f"SELECT * FROM review_revision WHERE review_id = {{}} AND state IN ({_OPEN})", review_id
    )


async def newest_revision(review_id: int) -> Row | None:
    """The revision of a review that was begun last."""
    return await db.row(
        "SELECT * FROM review_revision WHERE review_id = {} ORDER BY id DESC LIMIT 1", review_id
    )


async def newest_of_account(account_id: int) -> list[Row]:
    """Of each review of an account's author: the state of the newest revision."""
    return await db.rows(
        "SELECT v.review_id, v.state FROM review_revision v "
        "JOIN review r ON r.id = v.review_id JOIN author w ON w.id = r.author_id "
        "WHERE w.account_id = {} AND v.id = (SELECT MAX(o.id) FROM review_revision o "
        "WHERE o.review_id = v.review_id)",
        account_id,
    )


async def last_version(review_id: int) -> int:
    """The highest version that a review or a revision of it ever had."""
    row = await db.row(
        "SELECT r.version, (SELECT MAX(v.version) FROM review_revision v "
        "WHERE v.review_id = r.id) AS revised FROM review r WHERE r.id = {}",
        review_id,
    )
    assert row is not None
    return max(int(row["version"]), int(row["revised"] or 0))


async def unended_revisions(review_ids: Sequence[int]) -> list[Row]:
    """The revisions of reviews that were neither published nor withdrawn; at least one id."""
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        "SELECT * FROM review_revision "
        f"WHERE state NOT IN ('published', 'withdrawn') AND review_id IN ({marks}) ORDER BY id",
        *review_ids,
    )


async def published_since(review_id: int, moment: dt.datetime) -> bool:
    """Whether an edit of a review was published since a moment."""
    row = await db.row(
        "SELECT 1 AS one FROM review_revision "
        "WHERE review_id = {} AND state = 'published' AND ended_at >= {}",
        review_id,
        moment,
    )
    return row is not None


async def approved_revisions(limit: int) -> list[Row]:
    """Approved revisions of public reviews, oldest first, as `approved_reviews` gives reviews."""
    return await db.rows(
        "SELECT r.public_id, r.agency_id, v.decided_at AS approved_at, a.acted_at "
        "FROM review_revision v JOIN review r ON r.id = v.review_id "
        "JOIN agency a ON a.id = r.agency_id WHERE v.state = 'approved' "
        "AND r.state IN ('published', 'contested') ORDER BY v.id LIMIT {}",
        limit,
    )


async def old_revisions(state: str, before: dt.datetime, spared: Collection[int]) -> list[int]:
    """Ids of revisions in a state that were decided, or ended, before a moment, but `spared`."""
    but = f" AND id NOT IN ({', '.join('{}' for _ in spared)})" if spared else ""
    rows = await db.rows(
        "SELECT id FROM review_revision WHERE state = {} "
        f"AND COALESCE(ended_at, decided_at) < {{}}{but} ORDER BY id",
        state,
        before,
        *spared,
    )
    return [int(row["id"]) for row in rows]


async def delete_revisions(revision_ids: Sequence[int]) -> None:
    """Delete revisions; at least one."""
    await ReviewRevision.delete().where(ReviewRevision.id.is_in(list(revision_ids))).run()
