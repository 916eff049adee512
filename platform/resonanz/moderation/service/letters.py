"""Notices that came by letter or mail: a moderator enters them into the same queue."""

import datetime as dt
import re
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError

from .errors import Moderator
from .notices import submit_notice
from .openings import NewNotice, Receipt, Subject, profile_subject, review_subject

_REVIEW: Final = re.compile(r"/reviews/([A-Za-z0-9_-]+)")
_ANCHOR: Final = re.compile(r"#r-([A-Za-z0-9_-]+)$")
_AGENCY: Final = re.compile(r"/agencies/([A-Za-z0-9-]+)")


async def subject_at(address: str) -> tuple[Subject, str] | None:
    """What an address, a review's id or a profile's slug names, and its path without language."""
    found = _ANCHOR.search(address) or _REVIEW.search(address)
    profile = _AGENCY.search(address)
    if found or not profile:
        public_id = found[1] if found else address
        try:
            return await review_subject(public_id), f"/reviews/{public_id}"
        except NotFoundError:
            if found:
                return None
    slug = profile[1] if profile else address
    agency = await agencies.find_for_review(slug)
    if agency is None or agency.state != "listed":
        return None
    return profile_subject(agency.id), f"/agencies/{agency.slug}"


async def enter_letter(
    subject: Subject, notice: NewNotice, moderator: Moderator, now: dt.datetime
) -> Receipt:
    """Take a letter or mail in like any other notice, and keep who entered it."""
    async with db.transaction():
        receipt = await submit_notice(subject, notice, now)
        await audit.record(
            moderator.public_id, "case.letter", "case", receipt.number, notice.source.value, now=now
        )
    return receipt
