"""The statements of the page on which an agency's reviews are chosen."""

from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def shown(agency_id: int) -> list[Row]:
    """What public reviews of an agency are chosen by, newest first."""
    return await db.rows(
        "SELECT r.id, r.public_id, q.value, r.last_stage, r.role, r.job_field, r.language, "
        "r.text <> '' AS has_text, r.published_on, r.coarse, r.contact_proven, r.invited "
        "FROM review r LEFT JOIN rated_review q ON q.review_id = r.id "
        "WHERE r.agency_id = {} AND r.state IN ('published', 'contested') "
        "ORDER BY r.published_at DESC, r.id DESC",
        agency_id,
    )


async def revision(agency_id: int) -> int:
    """The present revision of an agency, which every change of what is public of it raises."""
    rows = await db.rows("SELECT revision FROM agency WHERE id = {}", agency_id)
    return int(rows[0]["revision"])


async def texts(agency_id: int) -> dict[int, str]:
    """The text of each public review of an agency, with that of the public reply behind it."""
    rows = await db.rows(
        "SELECT r.id, r.text || ' ' || COALESCE(v.text, '') AS said FROM review r "
        "LEFT JOIN reply y ON y.review_id = r.id "
        "LEFT JOIN reply_version v ON v.reply_id = y.id AND v.state = 'published' "
        "WHERE r.agency_id = {} AND r.state IN ('published', 'contested')",
        agency_id,
    )
    return {row["id"]: row["said"] for row in rows}
