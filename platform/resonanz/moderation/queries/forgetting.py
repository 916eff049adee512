"""Statements that forget what cases and decisions need not hold any more (GDPR Art. 5(1)(e), 17).

A case under a legal hold keeps everything.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

_RUNNING = "'received', 'author_hearing', 'evidence_check', 'agency_rejoinder', 'complaint'"
_OLD_CASES = (
    "(SELECT id FROM moderation_case WHERE state IN ('final', 'purged') "
    "AND decided_at < {} AND NOT legal_hold)"
)


async def delete_claims(before: dt.datetime) -> None:
    """Delete claims that ended before a moment."""
    await db.execute("DELETE FROM queue_claim WHERE expires_at < {}", before)
    await db.execute("DELETE FROM case_claim WHERE expires_at < {}", before)
    await db.execute("DELETE FROM authority_claim WHERE expires_at < {}", before)
    await db.execute("DELETE FROM reply_claim WHERE expires_at < {}", before)


async def delete_guests(before: dt.datetime) -> None:
    """Delete invitations of guest reviewers that ended before a moment."""
    await db.execute("DELETE FROM case_guest WHERE expires_at < {}", before)


async def decided_before(review_ids: Sequence[int], before: dt.datetime) -> list[int]:
    """Those of these reviews on which nobody decided anything since a moment; at least one id.

    Not those with a case that still runs.
    """
    marks = ", ".join("{}" for _ in review_ids)
    rows = await db.rows(
        f"SELECT d.review_id FROM decision d WHERE d.review_id IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.review_id = d.review_id "
        f"AND (c.legal_hold OR c.state IN ({_RUNNING}))) "
        "GROUP BY d.review_id HAVING MAX(d.decided_at) < {}",
        *review_ids,
        before,
    )
    return [int(row["review_id"]) for row in rows]


async def running_revisions() -> list[int]:
    """The edits about which a case still runs, or is under a legal hold."""
    rows = await db.rows(
        "SELECT d.revision_id FROM decision d JOIN moderation_case c ON c.id = d.case_id "
        f"WHERE d.revision_id IS NOT NULL AND (c.legal_hold OR c.state IN ({_RUNNING}))"
    )
    return [int(row["revision_id"]) for row in rows]


async def delete_sketches(review_ids: Sequence[int]) -> None:
    """Delete the sketches of reviews' texts; at least one id."""
    marks = ", ".join("{}" for _ in review_ids)
    await db.execute(f"DELETE FROM text_sketch WHERE review_id IN ({marks})", *review_ids)


async def wordy_statements(before: dt.datetime, after: int, limit: int) -> list[Row]:
    """Statements, behind an id, of old decisions whose own words are not forgotten yet."""
    return await db.rows(
        "SELECT s.id, s.fields, d.explanation FROM statement_of_reasons s "
        "JOIN decision d ON d.id = s.decision_id LEFT JOIN moderation_case c ON c.id = d.case_id "
        "WHERE d.decided_at < {} AND d.explanation <> '' AND NOT COALESCE(c.legal_hold, FALSE) "
        "AND s.id > {} ORDER BY s.id LIMIT {}",
        before,
        after,
        limit,
    )


async def rewrite_statement(statement_id: int, fields: str) -> None:
    """Put other fields into a statement of reasons."""
    await db.execute(
        "UPDATE statement_of_reasons SET fields = {} WHERE id = {}", fields, statement_id
    )


async def forget_reasons(before: dt.datetime) -> None:
    """Forget who took a decision and in which words; kind, ground and day stay."""
    await db.execute(
        "UPDATE decision SET explanation = '', account_id = NULL WHERE decided_at < {} "
        "AND (explanation <> '' OR account_id IS NOT NULL) AND NOT EXISTS (SELECT 1 "
        "FROM moderation_case c WHERE c.id = decision.case_id AND c.legal_hold)",
        before,
    )


async def forget_cases(decided_before: dt.datetime) -> None:
    """Forget what people wrote in cases that ended, and who they are."""
    await db.execute(
        "UPDATE notice SET name_sealed = NULL, email_sealed = NULL, reporter_account_id = NULL, "
        "text = '', address = '' WHERE (text <> '' OR address <> '' OR name_sealed IS NOT NULL "
        f"OR email_sealed IS NOT NULL) AND case_id IN {_OLD_CASES}",
        decided_before,
    )
    await db.execute(f"DELETE FROM case_message WHERE case_id IN {_OLD_CASES}", decided_before)
    await db.execute(
        "UPDATE complaint SET text = '', answer = '' WHERE (text <> '' OR answer <> '') "
        f"AND case_id IN {_OLD_CASES}",
        decided_before,
    )
    await db.execute(
        f"UPDATE case_event SET detail = '' WHERE detail <> '' AND case_id IN {_OLD_CASES}",
        decided_before,
    )


async def forget_corrections(created_before: dt.datetime) -> None:
    """Forget which member of an agency proposed a correction."""
    await db.execute(
        "UPDATE correction SET account_id = NULL WHERE account_id IS NOT NULL "
        "AND state <> 'open' AND created_at < {}",
        created_before,
    )


async def forget_notifier(account_id: int) -> None:
    """Forget name and address of whoever reported with an account; the notices stay."""
    await db.execute(
        "UPDATE notice SET name_sealed = NULL, email_sealed = NULL, reporter_account_id = NULL "
        "WHERE reporter_account_id = {}",
        account_id,
    )


async def delete_author_messages(review_ids: Sequence[int], *, spare_running: bool) -> None:
    """Delete what the author of reviews wrote, was written and released in their cases."""
    spared = f" AND state NOT IN ({_RUNNING})" if spare_running else ""
    marks = ", ".join("{}" for _ in review_ids)
    cases = (
        f"(SELECT id FROM moderation_case WHERE review_id IN ({marks}) AND NOT legal_hold{spared})"
    )
    await db.execute(
        "DELETE FROM case_message WHERE (sender = 'author' OR to_whom = 'author') "
        f"AND case_id IN {cases}",
        *review_ids,
    )
    await db.execute(f"DELETE FROM evidence_extract WHERE case_id IN {cases}", *review_ids)


async def evidence_of(review_ids: Sequence[int], *, spare_running: bool) -> list[Row]:
    """Id and public id of documents about reviews that no legal hold keeps; at least one id.

    Those of a running case, and those left for a dispute that may come, can be spared.
    """
    spared = (
        " AND e.purpose <> 'reserve' AND NOT EXISTS (SELECT 1 FROM moderation_case c "
        f"WHERE c.id = e.case_id AND c.state IN ({_RUNNING}))"
        if spare_running
        else ""
    )
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        "SELECT e.id, e.public_id FROM evidence e WHERE e.destroyed_at IS NULL "
        f"AND NOT e.legal_hold AND e.review_id IN ({marks}){spared} ORDER BY e.id",
        *review_ids,
    )


async def delete_signals(review_ids: Sequence[int]) -> None:
    """Delete what was noticed about reviews, and the sketches of their texts; at least one id."""
    marks = ", ".join("{}" for _ in review_ids)
    for table in ("review_signal", "text_sketch"):
        await db.execute(f"DELETE FROM {table} WHERE review_id IN ({marks})", *review_ids)
