"""Notices from anyone (DSA Art. 16), and what their status page shows."""

import datetime as dt
import hmac
from dataclasses import dataclass

from resonanz.kernel import db

from .. import mails, queries
from ..domain import CaseKind, Source
from .misuse_suspension import notifier_party, require_unsuspended
from .openings import NewNotice, Receipt, Subject, notice_secret, open_or_join
from .records import CaseRecord, NoticeRecord, case_record


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """A notice with its case, for whoever holds the link."""

    notice: NoticeRecord
    case: CaseRecord


async def submit_notice(subject: Subject, notice: NewNotice, now: dt.datetime) -> Receipt:
    """Take a notice in and acknowledge it at once by mail (TRUST 12, 14).

    Letters and mails that a moderator enters come the same way. Raises ValueError if a text is
    missing, ForbiddenError while notices from the address are not handled (TRUST 18).
    """
    if notice.email and notice.source is Source.FORM:
        await require_unsuspended(notifier_party(notice.email), now)
    async with db.transaction():
        _, _, receipt = await open_or_join(subject, CaseKind.NOTICE, notice, now)
        if notice.email:
            tell = mails.notice_decided if receipt.decided else mails.notice_received
            await tell(notice.email, notice.language, receipt.number, receipt.secret)
    return receipt


async def notice_by_secret(secret: str) -> NoticeStatus | None:
    """The notice behind a secret link."""
    public_id = secret[:-32]
    if not hmac.compare_digest(
        notice_secret(public_id).encode(), secret.encode("utf-8", "replace")
    ):
        return None
    row = await queries.notice_by_public_id(public_id)
    if row is None:
        return None
    notice = NoticeRecord.from_row(row)
    found = await queries.case_by_id(notice.case_id)
    assert found is not None
    return NoticeStatus(notice, await case_record(found["public_id"]))
