"""The check of a voluntary proof: who sees it, what comes of it, what stays."""

import datetime as dt

import pytest
from support import documents

from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.moderation.domain.evidence import DocumentKind, Match, Shortfall
from resonanz.moderation.service import ClaimedError, DecidedError, Moderator, evidence
from resonanz.reviews import service as reviews

from .conftest import NOW, Proof, Queue, account_of, check_of, upload

Files = tuple[evidence.File, ...]


async def audited(action: str) -> int:
    row = await db.row("SELECT COUNT(*) AS n FROM audit_entry WHERE action = {}", action)
    assert row is not None
    return int(row["n"])


async def test_only_whoever_claimed_it_sees_a_proof(
    sent: Files, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 42; state machine of cases, step 4: the assigned moderator alone."""
    number = await check_of(mira)
    assert (await evidence.image(sent[0].public_id, 1, mira, NOW))[8:12] == b"WEBP"
    assert (await evidence.check(number, milo, NOW)).files == ()
    with pytest.raises(ForbiddenError):
        await evidence.image(sent[0].public_id, 1, milo, NOW)
    with pytest.raises(ClaimedError):
        await evidence.claim(number, milo, NOW)
    late = NOW + dt.timedelta(minutes=16)
    with pytest.raises(ForbiddenError):
        await evidence.image(sent[0].public_id, 1, mira, late)
    await evidence.claim(number, milo, late)
    assert await evidence.image(sent[0].public_id, 1, milo, late)


async def test_each_look_and_each_refusal_is_written_down(
    sent: Files, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 45."""
    await check_of(mira)
    await evidence.image(sent[0].public_id, 1, mira, NOW)
    with pytest.raises(ForbiddenError):
        await evidence.image(sent[0].public_id, 1, milo, NOW)
    views = await db.rows("SELECT account_id, page FROM evidence_view")
    assert views == [{"account_id": mira.account_id, "page": 1}]
    assert await audited("evidence.view") == 1
    assert await audited("evidence.denied") == 1


async def test_a_draft_is_nobodys_but_its_authors(proof: Proof, mira: Moderator) -> None:
    (file,) = await upload(proof, documents.png())
    assert await evidence.queue(mira, NOW) == ()
    with pytest.raises(NotFoundError):
        await evidence.image(file.public_id, 1, mira, NOW)


async def test_nobody_checks_an_own_proof(mira: Moderator, queue_review: Queue) -> None:
    review = await queue_review(by=mira.account_id, email="mira@example.org", at=NOW)
    own = Proof(review, mira.account_id)
    (file,) = await upload(own, documents.png())
    await evidence.send(review, mira.account_id, NOW)
    assert await evidence.queue(mira, NOW) == ()
    (row,) = await db.rows("SELECT public_id FROM contact_check")
    with pytest.raises(ForbiddenError):
        await evidence.claim(row["public_id"], mira, NOW)
    with pytest.raises(ForbiddenError):
        await evidence.image(file.public_id, 1, mira, NOW)


async def test_contact_is_proven_by_a_record_and_the_proof_destroyed(
    proof: Proof, sent: Files, mira: Moderator
) -> None:
    """TRUST 3 and 9: the mark stands beside a record; of the document its kind stays."""
    before = await reviews.record(proof.review)
    assert before is not None
    assert not before.contact_proven
    await evidence.decide(await check_of(mira), mira, DocumentKind.INVITATION, NOW)
    after = await reviews.record(proof.review)
    assert after is not None
    assert after.contact_proven
    (row,) = await db.rows("SELECT * FROM contact_check")
    assert (row["outcome"], row["document_kind"]) == ("proven", "invitation")
    assert row["checked_by"] == mira.account_id
    assert await db.rows("SELECT 1 FROM evidence_page") == []
    (left,) = await db.rows("SELECT key_sealed, digest FROM evidence")
    assert left["key_sealed"] is None
    assert len(left["digest"]) == 64
    assert "vernichtet" in after.messages[-1].text
    with pytest.raises(NotFoundError):
        await evidence.image(sent[0].public_id, 1, mira, NOW)
    with pytest.raises(DecidedError):
        await evidence.claim(row["public_id"], mira, NOW)


async def test_a_public_review_counts_as_proven_at_once(
    proof: Proof, sent: Files, mira: Moderator
) -> None:
    """TRUST 3: mark, score and revision in one transaction."""
    await reviews.apply_verdict(proof.review, "approve", "", NOW)
    await reviews.publish(proof.review, NOW)
    before = await db.row("SELECT contact_proven FROM rated_review")
    revision = await db.row("SELECT revision FROM agency")
    await evidence.decide(await check_of(mira), mira, DocumentKind.REJECTION, NOW)
    after = await db.row("SELECT contact_proven FROM rated_review")
    assert before is not None
    assert after is not None
    assert (bool(before["contact_proven"]), bool(after["contact_proven"])) == (False, True)
    assert await db.row("SELECT revision FROM agency") != revision


async def test_the_mark_appears_only_with_a_record_of_a_check(
    proof: Proof, sent: Files, mira: Moderator
) -> None:
    """TRUST 3."""
    await evidence.decide(await check_of(mira), mira, Shortfall.OTHER_AGENCY, NOW)
    record = await reviews.record(proof.review)
    assert record is not None
    assert not record.contact_proven
    assert "betrifft eine andere Agentur" in record.messages[-1].text
    assert await db.rows("SELECT 1 FROM evidence_page") == []
    state = await evidence.proof_state(proof.review, proof.account_id)
    assert state.offered
    unproven = await db.rows(
        "SELECT r.id FROM review r WHERE r.contact_proven AND NOT EXISTS "
        "(SELECT 1 FROM contact_check c WHERE c.review_id = r.id AND c.outcome = 'proven')"
    )
    assert unproven == []


async def test_a_decision_needs_the_claim(sent: Files, mira: Moderator, milo: Moderator) -> None:
    number = await check_of(mira)
    with pytest.raises(ClaimedError):
        await evidence.decide(number, milo, DocumentKind.INVITATION, NOW)
    await evidence.release(number, mira)
    with pytest.raises(ClaimedError):
        await evidence.decide(number, mira, DocumentKind.INVITATION, NOW)
    assert len(await evidence.queue(milo, NOW)) == 1


async def test_the_author_gets_a_mail_without_the_evidence(sent: Files, mira: Moderator) -> None:
    """TRUST 59."""
    await evidence.decide(await check_of(mira), mira, DocumentKind.INVITATION, NOW)
    rows = await db.rows("SELECT kind FROM outbox WHERE kind = 'proof_checked'")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (documents.eml(), Match.IDENTICAL),
        (documents.eml(documents.LETTER.replace("Alex Beispiel", "Kim Muster")), Match.TEMPLATE),
        (documents.eml(documents.OTHER_LETTER), None),
    ],
)
async def test_a_document_that_comes_again_raises_an_alert(
    proof: Proof, mira: Moderator, queue_review: Queue, second: bytes, kind: Match | None
) -> None:
    """Issue 3: the digest outlives the document, and the alert decides nothing."""
    await upload(proof, documents.eml())
    await evidence.send(proof.review, proof.account_id, NOW)
    await evidence.decide(await check_of(mira), mira, DocumentKind.REJECTION, NOW)
    review = await queue_review(email="otto@example.org", at=NOW)
    other = Proof(review, await account_of(review))
    await upload(other, second)
    await evidence.send(review, other.account_id, NOW)
    found = (await evidence.check(await check_of(mira), mira, NOW)).alerts
    expected = [(kind, proof.review)] if kind else []
    assert [(alert.match, alert.other_review) for alert in found] == expected


async def test_ones_own_document_again_is_no_alert(proof: Proof, mira: Moderator) -> None:
    for _ in range(2):
        await upload(proof, documents.pdf())
        await evidence.send(proof.review, proof.account_id, NOW)
        number = await check_of(mira)
        assert (await evidence.check(number, mira, NOW)).alerts == ()
        await evidence.decide(number, mira, Shortfall.NO_DATE, NOW)


async def test_who_checked_is_forgotten_after_a_year_and_the_check_is_not(
    proof: Proof, sent: Files, mira: Moderator
) -> None:
    """State machine of cases, step 9; TRUST 3, 33."""
    number = await check_of(mira)
    await evidence.image(sent[0].public_id, 1, mira, NOW)
    await evidence.decide(number, mira, DocumentKind.INVITATION, NOW)
    await evidence.purge_due(NOW + dt.timedelta(days=360))
    (row,) = await db.rows("SELECT checked_by, document_kind FROM contact_check")
    assert row["document_kind"] == "invitation"
    await evidence.purge_due(NOW + dt.timedelta(days=367))
    (row,) = await db.rows("SELECT outcome, checked_by, document_kind FROM contact_check")
    assert row == {"outcome": "proven", "checked_by": None, "document_kind": None}
    assert await db.rows("SELECT 1 FROM evidence_view") == []
    assert await db.rows("SELECT 1 FROM evidence") != []
    await evidence.purge_due(NOW + dt.timedelta(days=735))
    assert await db.rows("SELECT 1 FROM evidence") == []
