"""Forgetting: by the clock, and when a person leaves (TRUST 28, 33; state machine 9, 10)."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import RevisionState, State

from ..domain.evidence import Outcome
from ..domain.misuse import INCIDENTS_KEPT_DAYS
from ..queries import (
    contact_checks,
    evidence,
    flaggers,
    forgetting,
    interests,
    misuse,
    team_notes,
)
from .correction_answers import review_left

# Months of thirty days, so that nothing is kept longer than the page about it says.
CLAIMS_KEPT = dt.timedelta(hours=1)
GUESTS_KEPT = dt.timedelta(days=30)
_TEXTS_KEPT: Final = {
    State.REJECTED: dt.timedelta(days=7 * 30),  # six months for a complaint, and its decision
    State.REMOVED: dt.timedelta(days=12 * 30),
    State.RETURNED: dt.timedelta(days=12 * 30),
    State.WITHDRAWN: dt.timedelta(days=30),  # given way to a newer one; others hold no text
}
_REVISIONS_KEPT: Final = {
    RevisionState.REJECTED: _TEXTS_KEPT[State.REJECTED],
    RevisionState.RETURNED: _TEXTS_KEPT[State.RETURNED],
}
CASES_KEPT = dt.timedelta(days=12 * 30)
INTERESTS_KEPT = dt.timedelta(days=731)  # 24 months: an interest bars as long as it is there
FLAGGERS_KEPT = dt.timedelta(days=12 * 30)
REASONS_KEPT = dt.timedelta(days=4 * 365)
_BATCH = 500


async def forget_old(now: dt.datetime) -> None:
    """Forget claims, the texts behind old decisions, and what people wrote in old cases."""
    await forgetting.delete_claims(now - CLAIMS_KEPT)
    await forgetting.delete_guests(now - GUESTS_KEPT)
    await interests.forget_interests(site_day(now - INTERESTS_KEPT))
    await flaggers.forget_flaggers(site_day(now - FLAGGERS_KEPT))
    await misuse.forget_misuse(now - dt.timedelta(days=INCIDENTS_KEPT_DAYS))
    await team_notes.forget_notes(now - CASES_KEPT)
    await _forget_texts(now)
    await forgetting.forget_corrections(now - CASES_KEPT)
    async with db.transaction():
        await forgetting.forget_cases(now - CASES_KEPT)
        await _shorten_statements(now - REASONS_KEPT)
        await forgetting.forget_reasons(now - REASONS_KEPT)


async def _shorten_statements(before: dt.datetime) -> None:
    """Take the words of old decisions out of their statements; what the schema asks for stays.

    The words stand at the end of what was found (`service.reasons`, `service.misuse_reasons`).
    """
    after = 0
    while rows := await forgetting.wordy_statements(before, after, _BATCH):
        after = rows[-1]["id"]
        for row in rows:
            fields = msgspec.json.decode(row["fields"])
            facts = fields["decision_facts"].removesuffix(row["explanation"]).rstrip()
            shorter = msgspec.json.encode(fields | {"decision_facts": facts}).decode()
            await forgetting.rewrite_statement(row["id"], shorter)


async def _forget_texts(now: dt.datetime) -> None:
    for state, kept in _TEXTS_KEPT.items():
        after = 0
        while ids := await reviews.with_text(state, after, _BATCH):
            after = ids[-1]
            old = await forgetting.decided_before(ids, now - kept)
            await reviews.forget_texts(old, now)
            if old:
                await forgetting.delete_sketches(old)
    running = await forgetting.running_revisions()
    for edit, kept in _REVISIONS_KEPT.items():
        await reviews.forget_revisions(edit, now - kept, running, now)


async def forget_person(
    account_id: int, withdrawn: Sequence[int], kept: Sequence[int], now: dt.datetime
) -> None:
    """Forget who reported with an account, and what its author gave to the moderation.

    The cases go on: an erased author cannot answer any more (state machine 10). For reviews that
    stay public, what was given for a running case, or left for disputes, stays until that ends.
    """
    async with db.transaction():
        await forgetting.forget_notifier(account_id)
        if withdrawn or kept:
            await team_notes.delete_notes([*withdrawn, *kept])
        if withdrawn:
            await forgetting.delete_signals(withdrawn)
            await _forget_given(withdrawn, now, spare_running=False)
        if kept:
            await _forget_given(kept, now, spare_running=True)
        for review_id in kept:
            await review_left(review_id, now)


async def _forget_given(
    review_ids: Sequence[int], now: dt.datetime, *, spare_running: bool
) -> None:
    await forgetting.delete_author_messages(review_ids, spare_running=spare_running)
    documents = await forgetting.evidence_of(review_ids, spare_running=spare_running)
    await evidence.shred([row["id"] for row in documents], now)
    for row in documents:
        await audit.record(
            "system", "evidence.destroy", "evidence", row["public_id"], "erased", now=now
        )
    for review_id in review_ids:
        check = await contact_checks.latest_of(review_id)
        if check is not None and check["outcome"] is None:
            await contact_checks.end(check["id"], Outcome.WITHDRAWN.value, None, None, now)
