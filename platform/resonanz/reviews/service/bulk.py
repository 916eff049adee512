"""Many published reviews at once: for the demo and for benchmarks, never for people's reviews."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from resonanz.agencies.queries.pledges import histories
from resonanz.agencies.service.pledges import judged_by
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import Language
from resonanz.scoring import service as scoring

from .. import queries
from ..domain import ReplyState, State
from ..domain.conduct import Answers
from ..queries import replies
from .authoring import EMAIL_PURPOSE, check_due, email_digest
from .conduct import column_of
from .submission import Submission, content_of

CHUNK = 200


@dataclass(frozen=True, slots=True)
class ReadyReply:
    """A public reply, by nobody in particular."""

    text: str
    published_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReadyReview:
    """A review with what only the course of time gives others.

    `published_at` is None for one that waits for its check.
    """

    agency_id: int
    email: str
    submission: Submission
    published_at: dt.datetime | None
    published_on: dt.date | None
    contact_proven: bool
    invited: bool
    reply: ReadyReply | None = None
    conduct: Answers = field(default_factory=dict)


async def load_ready(reviews: Sequence[ReadyReview], now: dt.datetime) -> int:
    """Insert reviews with their authors, and score their agencies as of today; returns how many."""
    async with db.transaction():
        ids = await _authors({review.email: review.submission.language for review in reviews}, now)
        known = await histories({review.agency_id for review in reviews}) if reviews else {}
        pledges = [
            judged_by(known[review.agency_id], review.submission.month, review.published_at or now)
            for review in reviews
        ]
        stored: list[int] = []
        for start in range(0, len(reviews), CHUNK):
            part = slice(start, start + CHUNK)
            stored += await queries.insert_reviews(
                [
                    _values(review, ids[review.email], now) | {"pledge_id": pledge}
                    for review, pledge in zip(reviews[part], pledges[part], strict=True)
                ]
            )
        await _replies(dict(zip(stored, reviews, strict=True)))
        ratings = [
            _rating(review, review_id, pledge)
            for review, review_id, pledge in zip(reviews, stored, pledges, strict=True)
            if review.published_on is not None
        ]
        await scoring.bulk_load(ratings, site_day(now), now)
    return len(stored)


async def _replies(reviews: dict[int, ReadyReview]) -> None:
    replied = [(key, one, one.reply) for key, one in reviews.items() if one.reply is not None]
    for start in range(0, len(replied), CHUNK):
        chunk = replied[start : start + CHUNK]
        days = {key: site_day(reply.published_at) for key, _, reply in chunk}
        ids = await replies.insert_replies(days)
        await replies.insert_versions(
            [
                {
                    "public_id": crypto.public_id(),
                    "reply_id": ids[key],
                    "number": 1,
                    "state": ReplyState.PUBLISHED.value,
                    "language": review.submission.language,
                    "text": reply.text,
                    "sent_at": reply.published_at,
                    "published_on": days[key],
                }
                for key, review, reply in chunk
            ]
        )


async def _authors(emails: dict[str, str], now: dt.datetime) -> dict[str, int]:
    digests = {email_digest(email): email for email in emails}
    rows = [
        {
            "public_id": crypto.public_id(),
            "email_digest": digest,
            "email_sealed": crypto.seal(EMAIL_PURPOSE, email.encode()),
            "language": emails[email],
            "created_at": now,
        }
        for digest, email in digests.items()
    ]
    found: dict[str, int] = {}
    for start in range(0, len(rows), CHUNK):
        for digest, author_id in (
            await queries.insert_authors(rows[start : start + CHUNK])
        ).items():
            found[digests[digest]] = author_id
    return found


def _values(review: ReadyReview, author_id: int, now: dt.datetime) -> dict[str, object]:
    sent = review.submission
    language: Language = "es" if sent.language == "es" else "en" if sent.language == "en" else "de"
    state = State.PUBLISHED if review.published_at else State.PRE_CHECK
    moment = review.published_at or now
    return content_of(sent) | {
        "public_id": crypto.public_id(),
        "agency_id": review.agency_id,
        "author_id": author_id,
        "state": state.value,
        "invited": review.invited,
        "contact_proven": review.contact_proven,
        "created_at": moment,
        "submitted_at": moment,
        "due_at": None if review.published_at else check_due(now),
        "published_on": review.published_on,
        "published_at": review.published_at,
        "form_language": language,
        "conduct": column_of(review.conduct),
    }


def _rating(review: ReadyReview, review_id: int, pledge_id: int | None) -> scoring.NewRating:
    assert review.published_on is not None
    return scoring.NewRating(
        review_id=review_id,
        agency_id=review.agency_id,
        published_on=review.published_on,
        ratings={k.value: v for k, v in review.submission.ratings.items() if v},
        ledger=[line.to_dict() for line in review.submission.lines],
        contact_proven=review.contact_proven,
        invited=review.invited,
        pledge_id=pledge_id,
    )
