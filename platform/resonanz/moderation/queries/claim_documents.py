"""Statements about documents that claim an agency."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import ClaimDocument, ClaimPage

Row = dict[str, Any]


async def insert(
    public_id: str,
    claim_id: int,
    key_sealed: bytes,
    pages: Sequence[Row],
    now: dt.datetime,
) -> None:
    """Keep a document with its pages, at least one."""
    rows = await ClaimDocument.insert(
        ClaimDocument(
            public_id=public_id, claim_id=claim_id, key_sealed=key_sealed, uploaded_at=now
        )
    ).returning(ClaimDocument.id)
    await ClaimPage.insert(*(ClaimPage(document_id=rows[0]["id"], **page) for page in pages))


async def of_claim(claim_id: int) -> list[Row]:
    """The pages of a claim's documents, in order: document, number and size."""
    return await db.rows(
        "SELECT d.public_id, p.number, p.width, p.height FROM claim_document d "
        "JOIN claim_page p ON p.document_id = d.id WHERE d.claim_id = {} "
        "ORDER BY d.id, p.number",
        claim_id,
    )


async def page(public_id: str, number: int) -> Row | None:
    """A sealed page with its document's key and claim."""
    return await db.row(
        "SELECT d.claim_id, d.key_sealed, p.sealed FROM claim_document d "
        "JOIN claim_page p ON p.document_id = d.id WHERE d.public_id = {} AND p.number = {}",
        public_id,
        number,
    )


async def destroy(claim_id: int) -> int:
    """Delete a claim's documents with their keys; how many."""
    rows = await db.rows(
        "DELETE FROM claim_document WHERE claim_id = {} RETURNING public_id", claim_id
    )
    return len(rows)
