"""The public reviews of an agency, for those who act for it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from resonanz.kernel import db

Row = dict[str, Any]

_STARS: Final = {
    "sqlite": "CAST(json_extract(r.ratings, '$.feedback') AS INTEGER)",
    "postgres": "CAST(CAST(r.ratings AS json) ->> 'feedback' AS INTEGER)",
}
_LISTED: Final = (
    "SELECT r.id, r.public_id, r.state, r.language, r.role, r.job_field, r.remote, r.last_stage, "
    "r.ratings, r.ledger, r.text, r.coarse, r.invited, r.contact_proven, r.published_on, "
    "r.edited_on, r.label, r.disputed_lines, r.corrected_on, "
    "t.stage AS late_stage, t.days AS late_days, t.concreteness AS late_concreteness "
    "FROM review r LEFT JOIN late_feedback t ON t.review_id = r.id AND t.state = 'came' "
    "WHERE r.agency_id = {} AND r.state IN ('published', 'contested') "
)


async def public_reviews(
    agency_id: int,
    stars: int | None,
    stage: str | None,
    unanswered: bool,
    branch: str,
    after: str,
    limit: int,
) -> list[Row]:
    """The public reviews of an agency, newest first: those behind `after`, "" for all.

    `stars` are those given for feedback, `stage` the last one reached; None for any. `unanswered`
    ones have no reply that is public or on its way to the check. `branch` is the public id of a
    branch, "" for all.
    """
    conditions = ""
    given: list[object] = [agency_id]
    if stars is not None:
        conditions += f"AND {_STARS[db.dialect()]} = {{}} "
        given.append(stars)
    if stage is not None:
        conditions += "AND r.last_stage = {} "
        given.append(stage)
    if unanswered:
        conditions += (
            "AND NOT EXISTS (SELECT 1 FROM reply y JOIN reply_version v ON v.reply_id = y.id "
            "WHERE y.review_id = r.id AND v.state IN ('pre_check', 'published')) "
        )
    if branch:
        conditions += (
            "AND r.branch_id = (SELECT h.id FROM branch h "
            "WHERE h.public_id = {} AND h.agency_id = {}) "
        )
        given += [branch, agency_id]
    if after:
        conditions += (
            "AND (r.published_at, r.id) < (SELECT b.published_at, b.id FROM review b "
            "WHERE b.public_id = {} AND b.agency_id = {}) "
        )
        given += [after, agency_id]
    return await db.rows(
        _LISTED + conditions + "ORDER BY r.published_at DESC, r.id DESC LIMIT {}", *given, limit
    )


async def public_review(agency_id: int, public_id: str) -> Row | None:
    """One public review of an agency; None for those of others."""
    return await db.row(_LISTED + "AND r.public_id = {}", agency_id, public_id)


async def branch_of(public_id: str) -> int | None:
    """The branch that a review is about; None for none, and for a review that there is not."""
    row = await db.row("SELECT branch_id FROM review WHERE public_id = {}", public_id)
    return row["branch_id"] if row else None


async def branch_tally(agency_id: int) -> list[Row]:
    """The public reviews of an agency's branches: how many, mean stars for feedback, replies."""
    return await db.rows(
        f"SELECT r.branch_id, COUNT(*) AS reviews, AVG({_STARS[db.dialect()]}) AS stars, "
        "SUM(CASE WHEN EXISTS (SELECT 1 FROM reply y JOIN reply_version v ON v.reply_id = y.id "
        "WHERE y.review_id = r.id AND v.state = 'published') THEN 1 ELSE 0 END) AS replied "
        "FROM review r WHERE r.agency_id = {} AND r.branch_id IS NOT NULL "
        "AND r.state IN ('published', 'contested') GROUP BY r.branch_id",
        agency_id,
    )


async def public_texts(agency_id: int) -> list[Row]:
    """The texts of all public reviews of an agency, and whether their date is coarse."""
    return await db.rows(
        "SELECT id, coarse, language, text FROM review WHERE agency_id = {} "
        "AND state IN ('published', 'contested') ORDER BY id",
        agency_id,
    )


async def reply_tally(agency_ids: Sequence[int], since: dt.date) -> list[Row]:
    """How many public reviews of agencies and branches there are, by where their replies stand.

    `latest` is the newest version's state, None without a reply; `answered` means that one is
    public or on its way to the check; `recent` that the review appeared since that day. `some` is
    the public id of one of them.
    """
    marks = ", ".join("{}" for _ in agency_ids)
    return await db.rows(
        "SELECT agency_id, branch_id, latest, answered, recent, COUNT(*) AS reviews, "
        "MIN(public_id) AS some FROM (SELECT r.agency_id, r.branch_id, r.public_id, "
        "(SELECT v.state FROM reply_version v WHERE v.reply_id = y.id ORDER BY v.number DESC "
        "LIMIT 1) AS latest, EXISTS (SELECT 1 FROM reply_version v "
        "WHERE v.reply_id = y.id AND v.state IN ('pre_check', 'published')) AS answered, "
        "r.published_on >= {} AS recent FROM review r LEFT JOIN reply y ON y.review_id = r.id "
        f"WHERE r.agency_id IN ({marks}) AND r.state IN ('published', 'contested')) AS own "
        "GROUP BY agency_id, branch_id, latest, answered, recent ORDER BY latest, answered, recent",
        since,
        *agency_ids,
    )
