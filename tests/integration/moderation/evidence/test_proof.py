"""Voluntary proof after sending: what an author does with it."""

import datetime as dt

import pytest
from support import documents

from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError
from resonanz.moderation.domain.evidence import Refusal
from resonanz.moderation.service import Moderator, evidence

from .conftest import NOW, Proof, Queue, account_of, check_of, upload


async def stored() -> bytes:
    """Every byte of evidence that the database holds, as one text."""
    pages = await db.rows("SELECT * FROM evidence_page")
    rows = await db.rows("SELECT * FROM evidence")
    return repr([*pages, *rows]).encode("utf-8")


async def test_each_kind_of_file_becomes_images(proof: Proof) -> None:
    """TRUST 44."""
    files = await upload(
        proof, documents.png(), documents.jpeg(), documents.pdf("eins", "zwei"), documents.eml()
    )
    assert [len(file.pages) for file in files] == [1, 1, 2, 1]
    for file in files:
        body = await evidence.own_image(file.public_id, proof.account_id, 1)
        assert body[:4] == b"RIFF"
        assert body[8:12] == b"WEBP"
        assert b"GEHEIM" not in body


async def test_a_bad_file_keeps_none_of_the_others_out(proof: Proof) -> None:
    uploads = [
        evidence.Upload("a.png", documents.png()),
        evidence.Upload("b.pdf", b"MZ\x90\x00 a program"),
        evidence.Upload("c.pdf", None),
        evidence.Upload("d.pdf", b""),
        evidence.Upload("e.pdf", documents.encrypted_pdf()),
        evidence.Upload("f.pdf", documents.pdf()),
    ]
    refused = await evidence.add(proof.review, proof.account_id, uploads, NOW)
    assert [(one.name, one.reason) for one in refused] == [
        ("b.pdf", Refusal.UNKNOWN),
        ("c.pdf", Refusal.TOO_LARGE),
        ("d.pdf", Refusal.EMPTY),
        ("e.pdf", Refusal.ENCRYPTED),
    ]
    assert len(await evidence.files_of(proof.review, proof.account_id)) == 2


async def test_five_files_and_twenty_pages_are_the_most(proof: Proof) -> None:
    await upload(proof, documents.pdf(*["Seite"] * 19))
    two = [evidence.Upload("two", documents.pdf("eins", "zwei"))]
    (refused,) = await evidence.add(proof.review, proof.account_id, two, NOW)
    assert refused.reason is Refusal.TOO_MANY_PAGES
    (file,) = await evidence.files_of(proof.review, proof.account_id)
    await evidence.destroy(file.public_id, proof.account_id, NOW)
    six = [evidence.Upload(str(n), documents.png(str(n))) for n in range(6)]
    (refused,) = await evidence.add(proof.review, proof.account_id, six, NOW)
    assert (refused.name, refused.reason) == ("5", Refusal.TOO_MANY_FILES)


async def test_nothing_readable_is_stored(proof: Proof) -> None:
    """TRUST 6: a proof is encrypted at rest, with a key of its own."""
    await upload(proof, documents.eml(), documents.png())
    text = await stored()
    assert b"WEBP" not in text
    assert b"Lagerverwaltung" not in text
    assert b"nordlicht.example" not in text
    rows = await db.rows("SELECT key_sealed FROM evidence")
    assert len({bytes(row["key_sealed"]) for row in rows}) == 2


async def test_black_is_burnt_in_and_what_is_below_is_gone_once_sent(proof: Proof) -> None:
    """State machine of cases, step 4: what others see is what the preview showed."""
    (file,) = await upload(proof, documents.png())
    whole = await evidence.own_image(file.public_id, proof.account_id, 1)
    page = await evidence.change_page(
        file.public_id, proof.account_id, 1, ["2-3", "1-1", "99-1", "x"], released=False
    )
    assert page.blackouts == ("1-1", "2-3")
    preview = await evidence.own_image(file.public_id, proof.account_id, 1)
    assert preview != whole
    assert await evidence.own_image(file.public_id, proof.account_id, 1, below=True) == whole
    await evidence.send(proof.review, proof.account_id, NOW)
    assert await evidence.own_image(file.public_id, proof.account_id, 1, below=True) == preview
    (row,) = await db.rows("SELECT original FROM evidence_page")
    assert row["original"] is None
    with pytest.raises(evidence.SentError):
        await evidence.change_page(file.public_id, proof.account_id, 1, [], released=True)


async def test_black_can_be_taken_back_before_sending(proof: Proof) -> None:
    (file,) = await upload(proof, documents.png())
    whole = await evidence.own_image(file.public_id, proof.account_id, 1)
    for cells in (["1-1"], []):
        await evidence.change_page(file.public_id, proof.account_id, 1, cells, released=False)
    assert await evidence.own_image(file.public_id, proof.account_id, 1) == whole


async def test_a_proof_belongs_to_its_author_alone(proof: Proof, queue_review: Queue) -> None:
    """TRUST 42."""
    (file,) = await upload(proof, documents.png())
    otto = await account_of(await queue_review(email="otto@example.org"))
    with pytest.raises(NotFoundError):
        await evidence.own_image(file.public_id, otto, 1)
    with pytest.raises(NotFoundError):
        await evidence.add(proof.review, otto, [], NOW)
    with pytest.raises(NotFoundError):
        await evidence.destroy(file.public_id, otto, NOW)


async def test_sending_twice_asks_for_one_check(proof: Proof, mira: Moderator) -> None:
    await upload(proof, documents.png())
    assert await evidence.send(proof.review, proof.account_id, NOW) == 1
    assert await evidence.send(proof.review, proof.account_id, NOW) == 0
    assert len(await evidence.queue(mira, NOW)) == 1
    with pytest.raises(evidence.NotOfferedError):
        await evidence.add(proof.review, proof.account_id, [], NOW)


async def test_a_proof_is_destroyed_at_its_authors_wish(
    proof: Proof, sent: tuple[evidence.File, ...], mira: Moderator
) -> None:
    """State machine of cases, step 9."""
    await check_of(mira)
    await evidence.destroy(sent[0].public_id, proof.account_id, NOW)
    (row,) = await db.rows("SELECT key_sealed, destroyed_at FROM evidence")
    assert row["key_sealed"] is None
    assert await db.rows("SELECT 1 FROM evidence_page") == []
    assert await evidence.queue(mira, NOW) == ()
    state = await evidence.proof_state(proof.review, proof.account_id)
    assert state.offered


async def test_drafts_that_nobody_sent_are_forgotten(proof: Proof) -> None:
    """State machine of cases, step 9."""
    await upload(proof, documents.png())
    await evidence.purge_due(NOW + dt.timedelta(days=2))
    assert len(await evidence.files_of(proof.review, proof.account_id)) == 1
    await evidence.purge_due(NOW + dt.timedelta(days=3))
    assert await db.rows("SELECT 1 FROM evidence") == []


async def test_a_withdrawn_review_takes_its_proof_along(
    proof: Proof, sent: tuple[evidence.File, ...], mira: Moderator
) -> None:
    from resonanz.reviews import service as reviews

    await reviews.withdraw(proof.review, proof.account_id, NOW)
    assert await evidence.queue(mira, NOW) == ()
    await evidence.purge_due(NOW)
    (row,) = await db.rows("SELECT key_sealed FROM evidence")
    assert row["key_sealed"] is None
    (check,) = await db.rows("SELECT outcome FROM contact_check")
    assert check["outcome"] == "withdrawn"
