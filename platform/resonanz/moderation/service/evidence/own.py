"""What an author does with own documents before they are sent: upload, black out, release."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PROVABLE_STATES
from resonanz.reviews.service import ReviewRecord, contact

from ...domain.evidence import (
    DRAFT_DAYS,
    FILES_LIMIT,
    PAGES_LIMIT,
    MediaType,
    Purpose,
    Refusal,
    cells,
    media_type,
)
from ...queries import contact_checks
from ...queries import evidence as queries
from . import sandbox
from .comparing import traits_of
from .records import File, Page, Refused, SentError, Upload, read_page, with_pages
from .sandbox import RefusedFileError, Rendered
from .vault import Vault


class NotOfferedError(ConflictError):
    """The review needs no proof: it ended, is proven, or its proof is being checked."""


async def own_review(public_id: str, account_id: int) -> ReviewRecord:
    """An author's own, confirmed review; raises NotFoundError."""
    record = await reviews.of_account(public_id, account_id)
    if record is None or record.submitted_at is None:
        raise NotFoundError("review")
    return record


async def is_offered(record: ReviewRecord) -> bool:
    """Whether the author may prove contact now."""
    if record.state not in PROVABLE_STATES or record.contact_proven:
        return False
    latest = await contact_checks.latest_of(record.id)
    return latest is None or latest["outcome"] is not None


async def add(
    review_public_id: str,
    account_id: int,
    uploads: Sequence[Upload],
    now: dt.datetime,
    case_id: int | None = None,
) -> list[Refused]:
    """Take files in as drafts that only their author sees; those that were refused.

    One bad file keeps none of the others out. Without case it is a voluntary proof. Raises
    NotFoundError, NotOfferedError.
    """
    record = await own_review(review_public_id, account_id)
    if case_id is None and not await is_offered(record):
        raise NotOfferedError("proof")
    refused = []
    for upload in uploads:
        there = await queries.of_review(record.id, case_id, purpose_of(case_id).value)
        try:
            if len(there) >= FILES_LIMIT:
                raise RefusedFileError(Refusal.TOO_MANY_FILES)
            kind, found = await rendered(upload, PAGES_LIMIT - sum(f["pages"] for f in there))
        except RefusedFileError as error:
            refused.append(Refused(upload.name, error.reason))
            continue
        await _keep(record, case_id, kind, found, now)
    return refused


def purpose_of(case_id: int | None) -> Purpose:
    """What documents are for that an author uploads."""
    return Purpose.VOLUNTARY if case_id is None else Purpose.HEARING


async def rendered(upload: Upload, room: int) -> tuple[MediaType, Rendered]:
    """A stranger's file as plain images, at most `room` pages; raises RefusedFileError."""
    if upload.content is None:
        raise RefusedFileError(Refusal.TOO_LARGE)
    if not upload.content:
        raise RefusedFileError(Refusal.EMPTY)
    kind = media_type(upload.content)
    if kind is None:
        raise RefusedFileError(Refusal.UNKNOWN)
    if room <= 0:
        raise RefusedFileError(Refusal.TOO_MANY_PAGES)
    return kind, await sandbox.render(upload.content, kind, room)


async def _keep(
    record: ReviewRecord,
    case_id: int | None,
    kind: MediaType,
    rendered: Rendered,
    now: dt.datetime,
) -> None:
    public_id = crypto.public_id()
    vault = Vault(public_id)
    digest, traits = traits_of(rendered)
    pages = [
        {
            "number": number,
            "sealed": vault.seal(number, page.body),
            "width": page.width,
            "height": page.height,
            "blackouts": "[]",
        }
        for number, page in enumerate(rendered.pages, 1)
    ]
    async with db.transaction():
        await queries.insert(
            {
                "public_id": public_id,
                "review_id": record.id,
                "case_id": case_id,
                "purpose": purpose_of(case_id).value,
                "media_type": kind.value,
                "key_sealed": vault.key_sealed,
                "digest": digest,
                "traits": msgspec.json.encode(traits).decode(),
                "pages": len(pages),
                "uploaded_at": now,
                "purge_on": site_day(now) + dt.timedelta(days=DRAFT_DAYS),
            },
            pages,
        )
        await audit.record(
            record.author_public_id, "evidence.upload", "evidence", public_id, now=now
        )


async def files_of(
    review_public_id: str, account_id: int, case_id: int | None = None
) -> tuple[File, ...]:
    """An author's documents for a proof or a hearing; raises NotFoundError."""
    record = await own_review(review_public_id, account_id)
    return await with_pages(await queries.of_review(record.id, case_id, purpose_of(case_id).value))


async def own_file(public_id: str, account_id: int) -> tuple[File, ReviewRecord]:
    """An author's own document and the review it belongs to; raises NotFoundError."""
    row, record = await own_row(public_id, account_id)
    return (await with_pages([row]))[0], record


async def own_image(public_id: str, account_id: int, number: int, *, below: bool = False) -> bytes:
    """A page as others see it (WebP), or, before it is sent, what is below the black."""
    row, _ = await own_row(public_id, account_id)
    page = await _page(row, number)
    sealed = (page["original"] if below else None) or page["sealed"]
    return Vault(public_id, row["key_sealed"]).open(number, bytes(sealed))


async def change_page(
    public_id: str, account_id: int, number: int, blacked: Sequence[str], *, released: bool
) -> Page:
    """Black out cells of a page and say whether it may be forwarded; the page as it is then.

    Raises NotFoundError, SentError.
    """
    row, _ = await own_row(public_id, account_id)
    page = await _page(row, number)
    if row["sent_at"] is not None:
        raise SentError(public_id)
    vault = Vault(public_id, row["key_sealed"])
    below = bytes(page["original"] or page["sealed"])
    chosen = cells(blacked)
    values: dict[str, Any] = {
        "sealed": below,
        "original": None,
        "blackouts": msgspec.json.encode(chosen).decode(),
        "released": released,
    }
    if chosen:
        burnt = await sandbox.burn(vault.open(number, below), chosen)
        values |= {"sealed": vault.seal(number, burnt), "original": below}
    async with db.transaction():
        await queries.lock([row["id"]])
        if await queries.count_drafts([row["id"]]) == 0:
            raise SentError(public_id)
        await queries.change_page(row["id"], number, values)
    return read_page(page | values | {"number": number})


async def own_row(public_id: str, account_id: int) -> tuple[dict[str, Any], ReviewRecord]:
    """The row of an author's own document and its review; raises NotFoundError."""
    row = await queries.by_public_id(public_id)
    if row is None or row["destroyed_at"] is not None:
        raise NotFoundError("evidence")
    brief = (await contact.briefs([row["review_id"]]))[row["review_id"]]
    return row, await own_review(brief.public_id, account_id)


async def _page(row: dict[str, Any], number: int) -> dict[str, Any]:
    page = await queries.page(row["id"], number)
    if page is None:
        raise NotFoundError("page")
    return page
