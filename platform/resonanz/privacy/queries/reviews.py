"""What other subjects keep of a person's reviews and cases."""

from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def author(account_id: int) -> Row | None:
    """The author behind an account."""
    return await db.row(
        "SELECT public_id, language, created_at FROM author WHERE account_id = {}", account_id
    )


async def reviews(account_id: int) -> list[Row]:
    """All reviews of the account's author, anchors sealed."""
    return await db.rows(
        "SELECT r.id, r.public_id, a.name AS agency, a.slug AS agency_slug, r.state, r.language, "
        "r.role, r.job_field, r.remote, r.place, r.outcome, r.last_stage, r.ratings, r.ledger, "
        "r.conduct, r.text, r.coarse, r.publish_after, r.invited, r.contact_proven, r.created_at, "
        "r.submitted_at, r.due_at, r.published_on, r.published_at, r.edited_on, "
        "r.network, r.device, r.anchors_sealed, r.form_language, r.version, "
        "h.name AS branch, p.days AS pledged_days FROM review r "
        "JOIN author w ON w.id = r.author_id JOIN agency a ON a.id = r.agency_id "
        "LEFT JOIN branch h ON h.id = r.branch_id "
        "LEFT JOIN agency_pledge p ON p.id = r.pledge_id "
        "WHERE w.account_id = {} ORDER BY r.id",
        account_id,
    )


async def revisions(review_ids: Sequence[int]) -> list[Row]:
    """The edits of reviews, anchors sealed."""
    return await _of(
        "SELECT v.review_id, v.public_id, v.state, v.language, v.role, v.job_field, v.remote, "
        "v.place, v.outcome, v.last_stage, v.ratings, v.ledger, v.text, v.coarse, "
        "v.anchors_sealed, h.name AS branch, v.created_at, v.due_at, v.decided_at, v.ended_at, "
        "v.version FROM review_revision v LEFT JOIN branch h ON h.id = v.branch_id "
        "WHERE v.review_id IN ({ids}) ORDER BY v.id",
        review_ids,
    )


async def messages(review_ids: Sequence[int]) -> list[Row]:
    """Messages about reviews."""
    return await _of(
        "SELECT review_id, sender, text, created_at FROM review_message "
        "WHERE review_id IN ({ids}) ORDER BY id",
        review_ids,
    )


async def scored(review_ids: Sequence[int]) -> list[Row]:
    """What the formula keeps of reviews."""
    return await _of(
        "SELECT review_id, published_on, live, contact_proven, invited, value, weight "
        "FROM rated_review WHERE review_id IN ({ids}) ORDER BY review_id",
        review_ids,
    )


async def decisions(review_ids: Sequence[int]) -> list[Row]:
    """Decisions on reviews with their statements, without who decided."""
    return await _of(
        "SELECT d.review_id, d.public_id, d.kind, d.ground, d.explanation, d.decided_at, "
        "s.puid, s.language, s.fields FROM decision d "
        "LEFT JOIN statement_of_reasons s ON s.decision_id = d.id "
        "WHERE d.review_id IN ({ids}) ORDER BY d.id",
        review_ids,
    )


async def cases(review_ids: Sequence[int]) -> list[Row]:
    """Cases about reviews, without who reported."""
    return await _of(
        "SELECT id, review_id, public_id, kind, ground, state, outcome, opened_at, "
        "hearing_due_at, decided_at, complaint_until, purge_on FROM moderation_case "
        "WHERE review_id IN ({ids}) AND subject_type = 'review' ORDER BY id",
        review_ids,
    )


async def replies(review_ids: Sequence[int]) -> list[Row]:
    """The public replies of agencies to reviews."""
    return await _of(
        "SELECT y.review_id, v.language, v.text, y.published_on, y.edited_on FROM reply y "
        "JOIN reply_version v ON v.reply_id = y.id AND v.state = 'published' "
        "WHERE y.review_id IN ({ids}) ORDER BY y.review_id",
        review_ids,
    )


async def own_replies(account_id: int) -> list[Row]:
    """What the account wrote as a member of an agency."""
    return await db.rows(
        "SELECT v.public_id, a.name AS agency, r.public_id AS review, v.number, v.state, "
        "v.language, v.text, v.message, v.sent_at, v.published_on FROM reply_version v "
        "JOIN reply y ON y.id = v.reply_id JOIN review r ON r.id = y.review_id "
        "JOIN agency a ON a.id = r.agency_id WHERE v.account_id = {} ORDER BY v.id",
        account_id,
    )


async def case_messages(case_ids: Sequence[int]) -> list[Row]:
    """What the author wrote and was written in cases."""
    return await _of(
        "SELECT case_id, sender, to_whom, text, created_at FROM case_message "
        "WHERE case_id IN ({ids}) AND (sender = 'author' OR to_whom = 'author') ORDER BY id",
        case_ids,
    )


async def complaints(case_ids: Sequence[int]) -> list[Row]:
    """The author's complaints in cases."""
    return await _of(
        "SELECT case_id, public_id, text, created_at, due_at, decided_at, upheld, answer "
        "FROM complaint WHERE case_id IN ({ids}) AND by_whom = 'author' ORDER BY id",
        case_ids,
    )


async def late_feedback(review_ids: Sequence[int]) -> list[Row]:
    """Late feedback that agencies offered, without who; what was released is sealed."""
    return await _of(
        "SELECT review_id, public_id, stage, state, release_sealed, days, concreteness, "
        "offered_at, due_at FROM late_feedback WHERE review_id IN ({ids}) ORDER BY id",
        review_ids,
    )


async def corrections(review_ids: Sequence[int]) -> list[Row]:
    """Corrections that agencies proposed, without who."""
    return await _of(
        "SELECT review_id, public_id, stage, original, proposed, state, created_at, due_at, "
        "reminded_at, bounced_at, answered_at "
        "FROM correction WHERE review_id IN ({ids}) ORDER BY id",
        review_ids,
    )


async def proposed_corrections(account_id: int) -> list[Row]:
    """Corrections that the account proposed for an agency; their results are the agency's."""
    return await db.rows(
        "SELECT c.public_id, a.name AS agency, c.stage, c.proposed, c.created_at "
        "FROM correction c JOIN agency a ON a.id = c.agency_id WHERE c.account_id = {} "
        "ORDER BY c.id",
        account_id,
    )


async def evidence(review_ids: Sequence[int]) -> list[Row]:
    """What is known of uploaded proof, without its pages."""
    return await _of(
        "SELECT review_id, public_id, purpose, media_type, pages, uploaded_at, sent_at, "
        "destroyed_at, purge_on FROM evidence WHERE review_id IN ({ids}) ORDER BY id",
        review_ids,
    )


async def contact_checks(review_ids: Sequence[int]) -> list[Row]:
    """Checks of contact, without who checked."""
    return await _of(
        "SELECT review_id, public_id, requested_at, outcome, document_kind, checked_at "
        "FROM contact_check WHERE review_id IN ({ids}) ORDER BY id",
        review_ids,
    )


async def notices(account_id: int) -> list[Row]:
    """What the account reported, name and address sealed."""
    return await db.rows(
        "SELECT n.public_id, c.public_id AS case_public_id, c.state, c.outcome, n.name_sealed, "
        "n.email_sealed, n.ground, n.text, n.address, n.good_faith, n.language, n.created_at, "
        "n.answered_at FROM notice n JOIN moderation_case c ON c.id = n.case_id "
        "WHERE n.reporter_account_id = {} ORDER BY n.id",
        account_id,
    )


async def public_reviews(account_id: int) -> list[Row]:
    """The public reviews of the account's author, and what is known of their proof.

    `pages` lie ready and were not sent; `checks` is how many checks of contact are open.
    """
    return await db.rows(
        "SELECT r.public_id, a.name AS agency, r.contact_proven, "
        "(SELECT COALESCE(SUM(e.pages), 0) FROM evidence e WHERE e.review_id = r.id "
        "AND e.case_id IS NULL AND e.purpose = 'voluntary' AND e.sent_at IS NULL "
        "AND e.destroyed_at IS NULL) AS pages, "
        "(SELECT COUNT(*) FROM contact_check k WHERE k.review_id = r.id "
        "AND k.outcome IS NULL) AS checks "
        "FROM review r JOIN author w ON w.id = r.author_id JOIN agency a ON a.id = r.agency_id "
        "WHERE w.account_id = {} AND r.state IN ('published', 'contested') ORDER BY r.id",
        account_id,
    )


async def _of(statement: str, ids: Sequence[int]) -> list[Row]:
    if not ids:
        return []
    marks = ", ".join("{}" for _ in ids)
    return await db.rows(statement.replace("{ids}", marks), *ids)
