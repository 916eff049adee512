"""A listing that is taken down takes its reviews along; their authors read why (TRUST 15, 26)."""

import datetime as dt

from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import gettext, use_language
from resonanz.reviews import service as reviews

from .. import mails
from ..domain import Ground, ReviewMove
from .reasons import Restricted, complaint_address, statement_message
from .records import CaseRecord
from .wording import statement_words


async def tell(
    record: CaseRecord, move: ReviewMove | None, ground: Ground | None, now: dt.datetime
) -> None:
    """Write to the authors of the agency's public reviews that these leave, or are back.

    What the objector wrote about themselves is in none of it.
    """
    if move not in {"remove", "restore"} or record.agency_id is None:
        return
    for public_id in (await reviews.public_ids_of(record.agency_id)).values():
        review = await reviews.record(public_id)
        assert review is not None
        with use_language(review.form_language):
            if move == "remove" and ground is not None:
                message = _reasons(record, review, ground, now)
            else:
                message = gettext(
                    "Die Agentur steht wieder im Verzeichnis. Ihre Bewertung ist wieder zu sehen "
                    "und zählt wie zuvor."
                )
        await reviews.tell(public_id, message, now)
        if (email := await reviews.author_email(public_id)) is not None:
            write = mails.restricted if move == "remove" else mails.settled
            await write(email, review.form_language, reviews.status_secret(public_id))


def _reasons(
    record: CaseRecord, review: reviews.ReviewRecord, ground: Ground, now: dt.datetime
) -> str:
    restricted = Restricted(
        kind="delist_review",
        decision_id=0,
        ground=ground,
        explanation="",
        source=record.source,
        content_date=review.published_on or site_day(review.created_at),
        content_language=review.language,
        language=review.form_language,
        address=complaint_address(review.form_language, record.public_id, review.public_id),
    )
    words = statement_words(ground, "", restricted.kind)
    return statement_message(restricted, words, record.public_id, site_day(now))
