"""What the statements of scoring take and give."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, Self

import msgspec

from resonanz.scoring.domain.ledger import Criterion, LedgerLine
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.review import RatedReview, facts_of

_RATINGS: Final = msgspec.json.Decoder(dict[str, float])
_LEDGER: Final = msgspec.json.Decoder(tuple[LedgerLine, ...])


@dataclass(frozen=True, slots=True)
class StoredRating:
    """A row of rated_review, its JSON as text.

    `value` (step 1) and `weight` (step 2, before recency) are None unless the review is live;
    `pledge_id` is the pledge it falls under, which is no part of the formula.
    """

    review_id: int
    agency_id: int
    published_on: dt.date
    live: bool
    contact_proven: bool
    invited: bool
    ratings: str
    ledger: str
    value: float | None = None
    weight: float | None = None
    pledge_id: int | None = None

    def lines(self) -> tuple[LedgerLine, ...]:
        """The ledger; raises msgspec.ValidationError."""
        return _LEDGER.decode(self.ledger)

    def stars(self, criterion: Criterion) -> float | None:
        """What was given for a criterion; None if it was not answered."""
        return _RATINGS.decode(self.ratings).get(criterion)

    def rated(self, lines: tuple[LedgerLine, ...]) -> RatedReview:
        """The review as the formula sees it."""
        return RatedReview(
            review_id=self.review_id,
            agency=self.agency_id,
            published_on=self.published_on,
            ratings=_RATINGS.decode(self.ratings),
            facts=facts_of(lines),
            proven=self.contact_proven,
            invited=self.invited,
            live=self.live,
        )


@dataclass(frozen=True, slots=True)
class Day:
    """The as-of day and the market row in use, which was frozen on `frozen_on`."""

    as_of: dt.date
    run_id: int
    formula_version: int
    computed_at: dt.datetime
    frozen_on: dt.date
    reviews: int
    agencies: int
    market: Market

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """The day of a joined row of scoring_day and scoring_run."""
        return cls(
            as_of=row["as_of"],
            run_id=row["run_id"],
            formula_version=row["formula_version"],
            computed_at=row["computed_at"],
            frozen_on=row["frozen_on"],
            reviews=row["reviews"],
            agencies=row["agencies"],
            market=Market.from_dict(msgspec.json.decode(row["market"])),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A scoring run: the market numbers over all, frozen on `as_of` from so many reviews."""

    id: int
    formula_version: int
    as_of: dt.date
    reviews: int
    agencies: int
    market: Market

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """The run of a row of scoring_run."""
        return cls(**row | {"market": Market.from_dict(msgspec.json.decode(row["market"]))})


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A row of agency_score, its JSON as text."""

    agency_id: int
    run_id: int
    as_of: dt.date
    reviews: int
    proven: int
    invited: int
    weight: float
    score: float
    low: float
    high: float
    published: bool
    ranked: bool
    first_on: dt.date
    last_on: dt.date
    criteria: str
    statistics: str


@dataclass(frozen=True, slots=True)
class Batch:
    """All stored rows of some agencies, whole agencies only, by agency."""

    ratings: dict[int, list[StoredRating]]
    scores: dict[int, StoredScore]
