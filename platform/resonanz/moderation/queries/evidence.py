"""Statements about evidence: documents, pages, extracts, views, likeness."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import Evidence, EvidenceExtract, EvidenceMatch, EvidencePage, EvidenceView

Row = dict[str, Any]

_ABOUT = (
    "e.id, e.public_id, e.review_id, e.case_id, e.purpose, e.media_type, e.pages, e.uploaded_at, "
    "e.sent_at, e.destroyed_at, e.legal_hold"
)


def _marks(values: Collection[object]) -> str:
    return ", ".join("{}" for _ in values)


async def insert(values: Row, pages: Sequence[Row]) -> int:
    """Keep a document with its pages; its id."""
    rows = await Evidence.insert(Evidence(**values)).returning(Evidence.id).run()
    evidence_id = int(rows[0]["id"])
    await EvidencePage.insert(
        *(EvidencePage(evidence_id=evidence_id, **page) for page in pages)
    ).run()
    return evidence_id


async def by_public_id(public_id: str) -> Row | None:
    """A document with its sealed key, and who may look at it in a case."""
    return await db.row(
        f"SELECT {_ABOUT}, e.key_sealed, c.public_id AS case_public_id, c.assigned_account_id, "
        "COALESCE(c.legal_hold, FALSE) AS case_held "
        "FROM evidence e LEFT JOIN moderation_case c ON c.id = e.case_id WHERE e.public_id = {}",
        public_id,
    )


async def lock(evidence_ids: Collection[int]) -> None:
    """Keep others from changing documents until the transaction ends."""
    if evidence_ids and db.dialect() == "postgres":
        await db.rows(
            f"SELECT id FROM evidence WHERE id IN ({_marks(evidence_ids)}) ORDER BY id FOR UPDATE",
            *evidence_ids,
        )


async def count_drafts(evidence_ids: Collection[int]) -> int:
    """How many of these documents were not sent yet."""
    row = await db.row(
        f"SELECT COUNT(*) AS n FROM evidence WHERE id IN ({_marks(evidence_ids)}) "
        "AND sent_at IS NULL",
        *evidence_ids,
    )
    return int(row["n"]) if row else 0


async def of_review(review_id: int, case_id: int | None, purpose: str) -> list[Row]:
    """The documents of a review's proof or of a case that were not destroyed, oldest first."""
    matter = "AND e.case_id IS NULL" if case_id is None else "AND e.case_id = {}"
    return await db.rows(
        f"SELECT {_ABOUT}, e.key_sealed, c.public_id AS case_public_id FROM evidence e "
        "LEFT JOIN moderation_case c ON c.id = e.case_id WHERE e.review_id = {} "
        f"AND e.purpose = {{}} AND e.destroyed_at IS NULL {matter} ORDER BY e.id",
        review_id,
        purpose,
        *([] if case_id is None else [case_id]),
    )


async def of_case(case_id: int) -> list[Row]:
    """The documents that were sent in a case, destroyed ones too, oldest first."""
    return await db.rows(
        f"SELECT {_ABOUT}, e.key_sealed, c.legal_hold AS case_held FROM evidence e "
        "JOIN moderation_case c ON c.id = e.case_id "
        "WHERE e.case_id = {} AND e.sent_at IS NOT NULL ORDER BY e.id",
        case_id,
    )


async def pages_of(evidence_ids: Collection[int]) -> list[Row]:
    """The pages of documents without their bytes, in order."""
    if not evidence_ids:
        return []
    return await db.rows(
        "SELECT evidence_id, number, width, height, blackouts, released FROM evidence_page "
        f"WHERE evidence_id IN ({_marks(evidence_ids)}) ORDER BY evidence_id, number",
        *evidence_ids,
    )


async def page(evidence_id: int, number: int) -> Row | None:
    """A page with its bytes."""
    return await db.row(
        "SELECT sealed, original, width, height, blackouts, released FROM evidence_page "
        "WHERE evidence_id = {} AND number = {}",
        evidence_id,
        number,
    )


async def change_page(evidence_id: int, number: int, values: Row) -> None:
    """Set columns of a page."""
    await (
        EvidencePage.update({getattr(EvidencePage, name): value for name, value in values.items()})
        .where((EvidencePage.evidence_id == evidence_id) & (EvidencePage.number == number))
        .run()
    )


async def send(
    evidence_ids: Collection[int], purpose: str, purge_on: dt.date | None, now: dt.datetime
) -> None:
    """Hand documents over: what is below the black is gone, they expire as drafts no more."""
    marks = _marks(evidence_ids)
    await db.execute(
        f"UPDATE evidence_page SET original = NULL WHERE evidence_id IN ({marks})", *evidence_ids
    )
    await db.execute(
        "UPDATE evidence SET sent_at = {}, purpose = {}, purge_on = {} "
        f"WHERE id IN ({marks})",
        now,
        purpose,
        purge_on,
        *evidence_ids,
    )


async def shred(evidence_ids: Collection[int], now: dt.datetime) -> None:
    """Destroy documents: without its key nothing of one can be read, in any copy."""
    if not evidence_ids:
        return
    marks = _marks(evidence_ids)
    await db.execute(
        "UPDATE evidence SET key_sealed = NULL, destroyed_at = {}, purge_on = NULL "
        f"WHERE id IN ({marks})",
        now,
        *evidence_ids,
    )
    await db.execute(f"DELETE FROM evidence_page WHERE evidence_id IN ({marks})", *evidence_ids)


async def delete(evidence_ids: Collection[int]) -> None:
    """Forget documents that were never sent: not even a digest stays."""
    if evidence_ids:
        await Evidence.delete().where(Evidence.id.is_in(list(evidence_ids))).run()


async def hold(case_id: int, *, on: bool) -> None:
    """Put a legal hold on the documents of a case, or lift it."""
    await Evidence.update({Evidence.legal_hold: on}).where(Evidence.case_id == case_id).run()


async def give_to_case(evidence_ids: Collection[int], case_id: int) -> None:
    """Make documents that were left for disputes part of a case."""
    await db.execute(
        "UPDATE evidence SET case_id = {}, purpose = 'hearing', purge_on = NULL "
        f"WHERE id IN ({_marks(evidence_ids)})",
        case_id,
        *evidence_ids,
    )


async def insert_view(evidence_id: int, account_id: int, number: int, now: dt.datetime) -> None:
    """Write down that somebody looked at a page."""
    await EvidenceView.insert(
        EvidenceView(evidence_id=evidence_id, account_id=account_id, page=number, at=now)
    ).run()


async def replace_extract(case_id: int, pages: Sequence[Row]) -> None:
    """Keep what is forwarded to the agency, instead of what was before."""
    await EvidenceExtract.delete().where(EvidenceExtract.case_id == case_id).run()
    if pages:
        await EvidenceExtract.insert(
            *(EvidenceExtract(case_id=case_id, **page) for page in pages)
        ).run()


async def extract_of(case_id: int) -> list[Row]:
    """The pages that were forwarded, without their bytes."""
    return await db.rows(
        "SELECT number, width, height, forwarded_at FROM evidence_extract "
        "WHERE case_id = {} ORDER BY number",
        case_id,
    )


async def extract_page(case_id: int, number: int) -> bytes | None:
    """A page that was forwarded, sealed."""
    row = await db.row(
        "SELECT sealed FROM evidence_extract WHERE case_id = {} AND number = {}", case_id, number
    )
    return bytes(row["sealed"]) if row else None


async def sent_traits(limit: int) -> list[Row]:
    """Digest and traits of the documents sent last, of destroyed ones too."""
    return await db.rows(
        "SELECT id, review_id, digest, traits FROM evidence WHERE sent_at IS NOT NULL "
        "ORDER BY sent_at DESC LIMIT {}",
        limit,
    )


async def same_digest(digests: Collection[str]) -> list[Row]:
    """All sent documents with one of these digests."""
    return await db.rows(
        "SELECT id, review_id, digest, traits FROM evidence WHERE sent_at IS NOT NULL "
        f"AND digest IN ({_marks(digests)})",
        *digests,
    )


async def traits_of(evidence_ids: Collection[int]) -> list[Row]:
    """Digest and traits of these documents."""
    return await db.rows(
        f"SELECT id, review_id, digest, traits FROM evidence WHERE id IN ({_marks(evidence_ids)})",
        *evidence_ids,
    )


async def insert_matches(rows: Sequence[Row]) -> None:
    """Keep which documents are alike."""
    if rows:
        await EvidenceMatch.insert(*(EvidenceMatch(**row) for row in rows)).run()


async def matches_of(evidence_ids: Collection[int]) -> list[Row]:
    """Documents like these, whichever came first: `other_id`, its review, kind."""
    if not evidence_ids:
        return []
    marks = _marks(evidence_ids)
    return await db.rows(
        "SELECT m.kind, m.other_id, e.review_id AS other_review_id FROM evidence_match m "
        f"JOIN evidence e ON e.id = m.other_id WHERE m.evidence_id IN ({marks}) UNION "
        "SELECT m.kind, m.evidence_id, e.review_id FROM evidence_match m "
        f"JOIN evidence e ON e.id = m.evidence_id WHERE m.other_id IN ({marks})",
        *evidence_ids,
        *evidence_ids,
    )
