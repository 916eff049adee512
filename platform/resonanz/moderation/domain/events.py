"""What moderation tells other subjects (`kernel.events`)."""

import datetime as dt
from dataclasses import dataclass

from .cases import ReviewMove
from .notices import SubjectType


@dataclass(frozen=True, slots=True)
class OtherContentDecided:
    """A decision about something that is no review; its owner carries out the move.

    For a reply `review_id` is the review it answers. `message` is the statement of reasons where
    somebody is restricted, "" else.
    """

    subject_type: SubjectType
    subject_key: str
    review_id: int | None
    agency_id: int | None
    move: ReviewMove
    message: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DisputeMoved:
    """An agency's dispute went on, as far as its agency sees (`agency_stage`).

    `told_at` is when the agency may know: later than `at` where it would tell an author's hour.
    """

    agency_id: int
    number: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class CorrectionEnded:
    """A correction that an agency proposed has a result; `told_at` as for disputes."""

    agency_id: int
    review_public_id: str
    told_at: dt.datetime
