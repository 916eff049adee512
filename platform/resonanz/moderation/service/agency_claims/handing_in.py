"""A claimant hands in a document; it is sealed, and destroyed when the claim ends."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.agencies.domain.records import ClaimEnded
from resonanz.agencies.service import AgencyRef, claims
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db

from ...domain.evidence import FILES_LIMIT, PAGES_LIMIT, Refusal
from ...queries import claim_documents as queries
from ..evidence import Refused, RefusedFileError, Rendered, Upload, Vault, rendered


async def hand_in(
    agency: AgencyRef, who: claims.Claimant, uploads: Sequence[Upload], now: dt.datetime
) -> list[Refused]:
    """Claim an agency by documents; the files that were refused, and then nothing is kept.

    Raises ObjectionError.
    """
    pages_left, taken, refused = PAGES_LIMIT, list[Rendered](), list[Refused]()
    for number, upload in enumerate(uploads):
        try:
            if number >= FILES_LIMIT:
                raise RefusedFileError(Refusal.TOO_MANY_FILES)
            _, found = await rendered(upload, pages_left)
        except RefusedFileError as error:
            refused.append(Refused(upload.name, error.reason))
            continue
        pages_left -= len(found.pages)
        taken.append(found)
    if refused or not taken:
        return refused
    async with db.transaction():
        claim = await claims.by_document(agency, who, now)
        for found in taken:
            public_id, vault = _vault()
            await queries.insert(
                public_id, claim.id, vault.key_sealed, list(_sealed(vault, found)), now
            )
    return []


def _vault() -> tuple[str, Vault]:
    public_id = crypto.public_id()
    return public_id, Vault(public_id)


def _sealed(vault: Vault, found: Rendered) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "sealed": vault.seal(number, page.body),
            "width": page.width,
            "height": page.height,
        }
        for number, page in enumerate(found.pages, 1)
    ]


async def destroy_documents(event: ClaimEnded) -> None:
    """Destroy what was sealed for a claim that ended, in the transaction of its end."""
    if await queries.destroy(event.claim_id):
        await audit.record(
            "system", "claim.documents_destroyed", "claim", str(event.claim_id), now=event.at
        )
