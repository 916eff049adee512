"""TRUST 33: every table has a rule, and nothing outlives its rule."""

import datetime as dt

import pytest
from support.scanning import places, tables

from resonanz.cli.jobs import JOBS
from resonanz.cli.worker import run_once
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation.service import transparency
from resonanz.privacy.domain import missing, unknown
from resonanz.privacy.service import RULES

from . import traces

pytestmark = pytest.mark.usefixtures("database")

START = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
"""A Wednesday."""
A_BIT = dt.timedelta(minutes=5)
PACE = dt.timedelta(hours=1)
"""The worker forgets every hour."""

LEFT = {
    "unconfirmed_account": "FROM account WHERE confirmed_at IS NULL",
    "session": "FROM session",
    "used_challenge": "FROM used_challenge",
    "mailed_link": "FROM mail_token WHERE created_at <= {}",
    "invitation": "FROM agency_invitation",
    "api_token": "FROM api_token",
    "webhook_message": "FROM webhook_message WHERE kind = 'endpoint.test'",
    "api_request": "FROM api_request",
    "agency_claim": "FROM agency_claim WHERE decided_at IS NOT NULL",
    "agency_change": "FROM agency_change",
    "waiting_mail": "FROM outbox WHERE sent_at IS NULL AND created_at <= {}",
    "sent_mail": "FROM outbox WHERE created_at <= {}",
    "invite_mailing": "FROM invite_mailing",
    "invited_address": "FROM invited_address",
    "draft": "FROM draft",
    "expired_review": "FROM review WHERE state IN ('email_pending', 'expired')",
    "unconfirmed_author": "FROM author WHERE account_id IS NULL",
    "anchors": "FROM review WHERE anchors_sealed IS NOT NULL",
    "origin": "FROM review WHERE network IS NOT NULL OR device IS NOT NULL",
    "interest": "FROM moderator_interest",
    "flagger": "FROM trusted_flagger",
    "misuse": "FROM misuse_point",
    "rejected_review": "FROM review WHERE state = 'rejected' AND (text <> '' OR place <> '')",
    "returned_review": "FROM review WHERE text LIKE '%returned%' OR place LIKE '%returned%'",
    "removed_review": "FROM review WHERE state = 'removed' AND (text <> '' OR place <> '')",
    "replaced_review": "FROM review WHERE state = 'withdrawn' AND (text <> '' OR place <> '')",
    "rejected_edit": "FROM review_revision WHERE state = 'rejected'",
    "returned_edit": "FROM review_revision WHERE state = 'returned'",
    "ended_edit": "FROM review_revision WHERE ended_at <= {}",
    "old_reply": "FROM reply_version WHERE ended_at IS NOT NULL AND (text <> '' OR message <> ''"
    " OR account_id IS NOT NULL)",
    "late_release": "FROM late_feedback WHERE release_sealed IS NOT NULL",
    "review_message": "FROM review_message WHERE created_at <= {}",
    "claim": "FROM queue_claim",
    "team_note": "FROM team_note",
    "guest": "FROM case_guest",
    "notice": "FROM notice WHERE text <> '' OR address <> '' OR name_sealed IS NOT NULL"
    " OR email_sealed IS NOT NULL OR reporter_account_id IS NOT NULL",
    "case_text": "FROM case_message m FULL JOIN complaint c ON c.case_id = m.case_id"
    " WHERE m.text <> '' OR c.text <> '' OR c.answer <> ''",
    "correction": "FROM correction WHERE account_id IS NOT NULL",
    "decision": "FROM decision d LEFT JOIN statement_of_reasons s ON s.decision_id = d.id "
    "WHERE d.explanation <> '' OR d.account_id IS NOT NULL OR s.fields LIKE '%Bitte sehen Sie%'",
    "evidence": "FROM evidence WHERE purpose = 'hearing' AND key_sealed IS NOT NULL",
    "unsent_evidence": "FROM evidence WHERE sent_at IS NULL",
    "evidence_record": "FROM evidence_extract, evidence_view",
    "evidence_digest": "FROM evidence",
    "contact_checker": "FROM contact_check WHERE checked_by IS NOT NULL",
    "reserve": "FROM evidence WHERE purpose = 'reserve' AND key_sealed IS NOT NULL",
    "signal": "FROM text_sketch WHERE created_at <= {}",
    "day_key": "FROM day_key",
    "rate_limit": "FROM rate_limit",
}
"""What a rule is about; `{}` is the moment when everything was left."""


async def left(key: str) -> int:
    """How much of what a rule is about is there; what came later than the start is left out."""
    query = LEFT[key]
    args = [START + A_BIT] if "{}" in query else []
    row = await db.row(f"SELECT COUNT(*) AS n {query}", *args)
    assert row is not None
    return int(row["n"])


async def test_every_table_has_a_rule() -> None:
    ruled = {table for rule in RULES for table in rule.tables}
    assert missing(await tables(), ruled) == []
    assert unknown(await tables(), ruled) == []


def test_a_rule_names_a_job_that_the_worker_knows_and_a_legal_basis() -> None:
    jobs = {job.name for job in JOBS}
    assert [rule.key for rule in RULES if rule.job and rule.job not in jobs] == []
    assert [rule.key for rule in RULES if rule.personal and rule.basis is None] == []
    assert [rule.key for rule in RULES if rule.personal and rule.period and not rule.job] == []
    assert len({rule.key for rule in RULES}) == len(RULES)


async def test_nothing_outlives_its_rule(settings: Settings) -> None:
    """Years pass by the worker's own jobs; each thing is there before and gone on its day."""
    timed = [rule for rule in RULES if rule.period is not None and rule.tables]
    assert {rule.key for rule in timed} == LEFT.keys()
    with clock.at(START):
        left_things = await traces.leave(settings, START)
        await traces.settle(left_things.cases["disputed"], START)
        await traces.offer_late(START)
    later = {"sent_mail", "signal"}
    assert [rule.key for rule in timed if not await left(rule.key)] == ["signal"]
    with clock.at(START + A_BIT):
        assert await run_once(JOBS, settings)
    assert [key for key in later if not await left(key)] == []
    for moment in sorted({START + rule.period.longest for rule in timed if rule.period}):
        with clock.at(moment + PACE):
            assert await run_once(JOBS, settings)
        over = [rule.key for rule in timed if rule.period and START + rule.period.longest <= moment]
        assert [key for key in over if await left(key)] == [], moment
    for word in (
        "replaced",
        "rejected",
        "reported",
        "returned",
        "pending",
        "notice",
        "note",
        "complaint",
        "account",
        "withdrawn edit",
    ):
        assert await places(f"Kennwort {word}") == set(), word
    assert await places("Kennwort refused") == set()
    assert await places("Kennwort reply") == {"reply_version.text"}
    assert await places("Kennwort public") == {"review.text"}
    (batch,) = [batch async for batch in transparency.batches(START.date())]
    assert batch.statements, "what is left of them is still valid"
    assert batch.refused == ()
