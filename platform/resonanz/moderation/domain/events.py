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
    review_id: int | None
    agency_id: int | None
    move: ReviewMove
    message: str
    at: dt.datetime
