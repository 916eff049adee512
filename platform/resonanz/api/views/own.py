"""What the agencies' interface answers: nothing finer than the public pages (TRUST 29)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from resonanz.kernel.clock import site_day
from resonanz.moderation.domain import AgencyStage, agency_stage
from resonanz.moderation.service import CaseRecord
from resonanz.reviews.service import PublicReview, Reply
from resonanz.scoring.domain.statistics import AgencyStatistics


@dataclass(frozen=True, slots=True)
class LateFeedbackAnswer:
    """Feedback that came after the review, beside the line of a stage.

    `days` and `concreteness` are classes as in the ledger.
    """

    stage: str
    days: int
    concreteness: int


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """A public review. `published` is a month (2026-11), or a half-year (2026-H2) where the author
    chose to be coarse; `ratings` are 1 to 5, 0 for not applicable; `ledger` is one entry a stage.
    `disputed_stages` are those whose entry the agency calls wrong while its author is asked,
    `corrected` is the month in which the author last agreed.
    """

    id: str
    address: str
    value: float | None
    published: str
    edited: str | None
    language: str
    role: str | None
    job_field: str | None
    last_stage: str
    ratings: dict[str, int]
    ledger: list[dict[str, str | int]]
    text: str
    contact_proven: bool
    invited: bool
    contested: bool
    disputed_stages: list[str]
    corrected: str | None
    late_feedback: LateFeedbackAnswer | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Reviews, newest first; `next` is the address of the following page, null on the last."""

    reviews: list[ReviewAnswer]
    next: str | None


@dataclass(frozen=True, slots=True)
class ReplySent:
    """A reply: at most 2,000 characters. `again` says that it may stand under several reviews."""

    text: str
    language: Literal["de", "en", "es"]
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReplyAnswer:
    """The newest version of the agency's reply.

    `state` is pre_check, returned, rejected, published, replaced, removed or withdrawn; `sent` and
    `check_by` are days, `message` is what the moderation wrote about it. `public_text` is what
    stands under the review now, null if nothing does.
    """

    review: str
    state: str
    language: str
    text: str
    message: str
    sent: str
    check_by: str | None
    public_text: str | None


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """A dispute of the agency: `stage` is open, awaits_agency or decided.

    `outcome` is null until the decision; `opened`, `answer_by` and `decided` are days.
    """

    number: str
    review: str | None
    stage: str
    outcome: str | None
    opened: str
    answer_by: str | None
    decided: str | None


@dataclass(frozen=True, slots=True)
class StatisticsAnswer:
    """The figures of the profile. `score`, `low` and `high` are null below the published minimum;
    shares are pairs of how many, and of how many (n).
    """

    agency: str
    as_of: str | None
    reviews: int
    proven: int
    score: float | None
    low: float | None
    high: float | None
    counts_like: float | None
    answered: list[int] | None
    stages: dict[str, list[int]]
    unprompted: list[int] | None
    promises: list[int] | None
    reasons: list[int] | None
    phrases: list[int] | None


def review_answer(review: PublicReview, base_url: str) -> ReviewAnswer:
    """A review as the public reads it; a coarse one keeps role and field to itself."""
    return ReviewAnswer(
        id=review.public_id,
        address=f"{base_url}/{review.language}/reviews/{review.public_id}",
        value=None if review.value is None else round(review.value, 1),
        published=month_or_half(review.published_on, review.coarse),
        edited=month_or_half(review.edited_on, review.coarse) if review.edited_on else None,
        language=review.language,
        role=None if review.coarse else review.role,
        job_field=None if review.coarse else review.job_field,
        last_stage=review.last_stage,
        ratings=review.ratings,
        ledger=[dict(line) for line in review.ledger],
        text=review.text,
        contact_proven=review.contact_proven,
        invited=review.invited,
        contested=review.contested,
        disputed_stages=sorted(review.disputed_lines),
        corrected=month_or_half(review.corrected_on, review.coarse)
        if review.corrected_on
        else None,
        late_feedback=LateFeedbackAnswer(
            review.late.stage, review.late.days, review.late.concreteness
        )
        if review.late
        else None,
    )


def month_or_half(day: dt.date, coarse: bool) -> str:
    """A month, or a half-year where the author wants less to be seen."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}" if coarse else day.isoformat()[:7]


def reply_answer(review_id: str, reply: Reply) -> ReplyAnswer:
    """A reply with what became of it."""
    latest, public = reply.latest, reply.public
    return ReplyAnswer(
        review=review_id,
        state=latest.state.value,
        language=latest.language,
        text=latest.text,
        message=latest.message,
        sent=site_day(latest.sent_at).isoformat(),
        check_by=_day(latest.due_at),
        public_text=public.text if public else None,
    )


def dispute_answer(record: CaseRecord) -> DisputeAnswer:
    """A dispute, as far as its agency sees."""
    stage = agency_stage(record.state)
    decided = stage is AgencyStage.DECIDED
    return DisputeAnswer(
        number=record.public_id,
        review=record.review_public_id,
        stage=stage.value,
        outcome=record.outcome.value if record.outcome and decided else None,
        opened=site_day(record.opened_at).isoformat(),
        answer_by=_day(record.rejoinder_due_at),
        decided=_day(record.decided_at) if decided else None,
    )


def _day(moment: dt.datetime | None) -> str | None:
    return site_day(moment).isoformat() if moment else None


def statistics_answer(row: dict[str, Any], figures: AgencyStatistics | None) -> StatisticsAnswer:
    """The figures of an agency; `row` is its profile's."""
    shown = bool(row["published"])
    plain = figures.to_dict() if figures else {}
    return StatisticsAnswer(
        agency=row["slug"],
        as_of=row["as_of"].isoformat() if row["as_of"] else None,
        reviews=row["reviews"] or 0,
        proven=row["proven"] or 0,
        score=round(row["score"], 1) if shown else None,
        low=round(row["low"], 1) if shown else None,
        high=round(row["high"], 1) if shown else None,
        counts_like=round(row["weight"], 1) if shown else None,
        answered=_pair(plain.get("answered")),
        stages={stage: list(pair) for stage, pair in plain.get("stages", {}).items()},
        unprompted=_pair(plain.get("unprompted")),
        promises=_pair(plain.get("promises")),
        reasons=_pair(plain.get("reasons")),
        phrases=_pair(plain.get("phrases")),
    )


def _pair(share: Any) -> list[int] | None:
    return list(share) if share else None
