"""When the author of a review has no account any more and cannot answer (step 10)."""

import datetime as dt

from resonanz.reviews import service as reviews

from . import evidence
from .records import CaseRecord


async def author_is_gone(record: CaseRecord) -> bool:
    """Whether nobody can be asked about the review of a case."""
    if record.review_public_id is None or not record.about_review:
        return False
    return await reviews.author_email(record.review_public_id) is None


async def something_speaks(record: CaseRecord, now: dt.datetime) -> bool:
    """Whether anything speaks for a review whose author is gone, against a "no contact".

    A proven contact does; so does sealed proof that was left for this, which the case gets with
    the first question for it.
    """
    if not record.no_contact or record.review_public_id is None or record.review_id is None:
        return False
    review = await reviews.record(record.review_public_id)
    if review is not None and review.contact_proven:
        return True
    await evidence.open_reserve(record.review_id, record.id, now)
    return await evidence.is_with_case(record.id)
