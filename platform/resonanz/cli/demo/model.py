"""What the demo world consists of: plain values, no database."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from resonanz.agencies.domain.job_fields import JobField
from resonanz.reviews.domain import Outcome, Role
from resonanz.scoring.domain.ledger import Criterion, LedgerLine


class Life(StrEnum):
    """How an agency treats people over the two years."""

    GOOD = "good"
    SOLID = "solid"
    BAD = "bad"
    IMPROVING = "improving"
    DECLINING = "declining"
    GHOSTING = "ghosting"
    SILENT_CLIENT = "silent_client"
    STOCK_PHRASES = "stock_phrases"
    TOO_FEW = "too_few"
    SHOWCASE = "showcase"


class Tone(StrEnum):
    """How a review feels as a whole."""

    POSITIVE = "pos"
    MIXED = "mid"
    NEGATIVE = "neg"


@dataclass(frozen=True, slots=True)
class Place:
    """A seat or a branch. `state` is the code of the postcode tables; degrees are WGS 84."""

    city: str
    postcode: str
    state: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """An invented agency. `replies` names the style of its answers, None if it never answers."""

    name: str
    aliases: tuple[str, ...]
    website: str
    kind: str
    country: str
    seat: Place
    branches: tuple[Place, ...]
    fields: tuple[JobField, ...]
    life: Life
    reviews: int
    replies: str | None


@dataclass(frozen=True, slots=True)
class DemoReply:
    """What the agency answered, and how many days after the review appeared."""

    text: str
    days: int


@dataclass(frozen=True, slots=True)
class DemoReview:
    """A published review; `agency` is the agency's name.

    `contact_month` is the first day of the month of the last contact. `ratings` holds 1 to 5, or 0
    for "not applicable"; what was left open is absent. The last line of `ledger` is told in full,
    the earlier ones hold the class of days alone. `text` is empty where nothing was written.
    """

    agency: str
    published_on: dt.date
    contact_month: dt.date
    language: str
    role: Role
    field: JobField
    remote: bool
    branch: str | None
    ledger: tuple[LedgerLine, ...]
    outcome: Outcome
    ratings: Mapping[Criterion, int]
    contact_proven: bool
    invited: bool
    text: str
    reply: DemoReply | None


@dataclass(frozen=True, slots=True)
class World:
    """All agencies, and all reviews from the oldest to the newest."""

    agencies: tuple[DemoAgency, ...]
    reviews: tuple[DemoReview, ...]
