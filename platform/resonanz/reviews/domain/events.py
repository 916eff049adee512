"""What reviews tell the subjects above them (`kernel.events`)."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewWithdrawn:
    """An author withdrew a review; whoever is busy with it can stop."""

    review_id: int
    public_id: str
    at: dt.datetime
