"""What moderation tells other subjects (`kernel.events`)."""

from dataclasses import dataclass

from .cases import ReviewMove
from .notices import SubjectType


@dataclass(frozen=True, slots=True)
class OtherContentDecided:
    """A decision about something that is no review; its owner carries out the move.

    For a reply `review_id` is the review it answers.
    """

    subject_type: SubjectType
    review_id: int | None
    agency_id: int | None
    move: ReviewMove
