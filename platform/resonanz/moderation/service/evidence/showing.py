"""Who sees documents: the assigned moderator alone, each look written down; and extracts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.reviews.service import contact

from ...domain.evidence import Purpose, may_look
from ...queries import contact_checks
from ...queries import evidence as queries
from ..errors import Moderator
from .comparing import Alert, alerts
from .records import File, Page, with_pages
from .vault import EXTRACT_PURPOSE, Vault


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The documents of a case, and what is like them."""

    files: tuple[File, ...]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class ExtractPage:
    """A page that was forwarded to the agency."""

    number: int
    width: int
    height: int


async def image(public_id: str, number: int, moderator: Moderator, now: dt.datetime) -> bytes:
    """A page (WebP) for the moderator who has the case or the check.

    Each look is written down, and each refusal. Raises NotFoundError, ForbiddenError.
    """
    row = await queries.by_public_id(public_id)
    page = await queries.page(row["id"], number) if row else None
    # What is not sent yet, or left for later, is nobody's but its author's.
    if row is None or page is None or row["sent_at"] is None or row["purpose"] == Purpose.RESERVE:
        raise NotFoundError("page")
    if not await _may_see(row, moderator, now):
        await audit.record(
            *(moderator.public_id, "evidence.denied", "evidence", public_id, ""),
            {"page": number},
            now=now,
        )
        raise ForbiddenError("not assigned")
    plain = Vault(public_id, row["key_sealed"]).open(number, bytes(page["sealed"]))
    async with db.transaction():
        await queries.insert_view(row["id"], moderator.account_id, number, now)
        await audit.record(
            *(moderator.public_id, "evidence.view", "evidence", public_id, ""),
            {"page": number},
            now=now,
        )
    return plain


async def _may_see(row: dict[str, Any], moderator: Moderator, now: dt.datetime) -> bool:
    brief = (await contact.briefs([row["review_id"]]))[row["review_id"]]
    if brief.account_id == moderator.account_id:
        return False
    if row["case_id"] is not None:
        return bool(row["assigned_account_id"] == moderator.account_id)
    check = await contact_checks.latest_of(row["review_id"])
    return (
        check is not None
        and check["outcome"] is None
        and may_look(
            moderator.account_id, check["assigned_account_id"], check["assigned_until"], now
        )
    )


async def of_case(case_id: int) -> CaseFiles:
    """The documents sent in a case, for its page; their images ask who looks."""
    rows = await queries.of_case(case_id)
    return CaseFiles(await with_pages(rows), await alerts([row["id"] for row in rows]))


async def released_pages(case_id: int) -> tuple[tuple[File, Page], ...]:
    """The pages that their author ticked, in order: what would be forwarded."""
    files = await with_pages(await queries.of_case(case_id))
    return tuple((file, page) for file in files for page in file.pages if page.released)


async def forward(case_id: int, now: dt.datetime) -> int:
    """Freeze the ticked pages as the extract that the agency gets to see; how many.

    Joins the caller's transaction. Later changes or the destruction of the document change
    nothing in it.
    """
    extract: list[dict[str, Any]] = []
    rows = {row["id"]: row for row in await queries.of_case(case_id)}
    for file, page in await released_pages(case_id):
        stored = await queries.page(file.id, page.number)
        if stored is None:
            continue
        vault = Vault(file.public_id, rows[file.id]["key_sealed"])
        plain = vault.open(page.number, bytes(stored["sealed"]))
        extract.append(
            {
                "number": len(extract) + 1,
                "sealed": crypto.seal(EXTRACT_PURPOSE, plain),
                "width": page.width,
                "height": page.height,
                "forwarded_at": now,
            }
        )
    async with db.transaction():
        await queries.replace_extract(case_id, extract)
    return len(extract)


async def extract(case_id: int) -> tuple[ExtractPage, ...]:
    """The pages that were forwarded to the agency."""
    return tuple(
        ExtractPage(row["number"], row["width"], row["height"])
        for row in await queries.extract_of(case_id)
    )


async def extract_image(case_id: int, number: int) -> bytes:
    """A forwarded page (WebP); who may see it is the caller's to ask. Raises NotFoundError."""
    sealed = await queries.extract_page(case_id, number)
    if sealed is None:
        raise NotFoundError("extract")
    return crypto.unseal(EXTRACT_PURPOSE, sealed)
