"""What reviews tell the subjects above them (`kernel.events`)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Part:
    """What an upper subject adds to an author's page of a review: a template and its view."""

    template: str
    view: object


@dataclass(frozen=True, slots=True)
class OwnReviewShown:
    """An author looks at an own review; whoever has to ask something adds a part."""

    review_id: int
    public_id: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class ReviewRemoved:
    """The moderation took a review off the site; whoever is busy with its facts can stop."""

    review_id: int
    public_id: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewWithdrawn:
    """An author withdrew a review; whoever is busy with it can stop."""

    review_id: int
    public_id: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RevisionSent:
    """An author sent an edit of a review; it waits for its check."""

    review_id: int
    public_id: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RevisionWithdrawn:
    """A version of a review ended before anybody read it; what was kept of its text can go."""

    review_id: int
    version: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RevisionPublished:
    """A review shows its edited content, as this version; what was kept of earlier ones can go."""

    review_id: int
    public_id: str
    version: int
    at: dt.datetime


class PublicChange(StrEnum):
    """What became of a review in public; `removed` is by whomever, its author too."""

    PUBLISHED = "published"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """The public sees something else of an agency's review than before."""

    agency_id: int
    public_id: str
    change: PublicChange
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReplyDecided:
    """The moderation decided on an agency's reply to a review."""

    agency_id: int
    review_public_id: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LateFeedbackNamed:
    """An agency may read, from now on, for which application an author waits for late feedback."""

    agency_id: int
    review_public_id: str
    at: dt.datetime
