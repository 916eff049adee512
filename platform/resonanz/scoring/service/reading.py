"""What pages tell about the formula: the market, a preview, an agency step by step."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from resonanz.scoring import queries
from resonanz.scoring.domain.ledger import LedgerLine
from resonanz.scoring.domain.market import FORMULA_VERSION, Market, market_of
from resonanz.scoring.domain.review import VERSION_1, RatedReview, facts_of
from resonanz.scoring.domain.score import Estimate
from resonanz.scoring.domain.value import fact_score, review_values
from resonanz.scoring.domain.weights import Quarter, WeightReason
from resonanz.scoring.domain.what_if import WhatIf, one_more
from resonanz.scoring.queries import Run

from .computing import compute


@dataclass(frozen=True, slots=True)
class Methodology:
    """What the page "how we calculate" says of the present run.

    `frozen_on` is the as-of day of the market row, `computed_at` when it was computed, over so
    many live `reviews` of so many `agencies`. All three days are None, and the market is the
    default one, before the first review.
    """

    formula_version: int
    market: Market
    as_of: dt.date | None
    frozen_on: dt.date | None
    computed_at: dt.datetime | None
    reviews: int
    agencies: int


@dataclass(frozen=True, slots=True)
class ExplainedReview:
    """A live review in the formula.

    `value` is x, `criteria` its answered criteria with feedback as blended, `fact_score` None
    without facts. `weight` w = `allowance` (step 2, with its `reason` and `quarter`) · `recency`
    (step 3, from `age` in days).
    """

    review_id: int
    published_on: dt.date
    proven: bool
    invited: bool
    stars: Mapping[str, float]
    fact_score: float | None
    criteria: Mapping[str, float]
    value: float
    allowance: float
    reason: WeightReason
    quarter: Quarter
    age: int
    recency: float
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """An agency's score, step by step: score = (k·mu + total) / (k + weight).

    `total` is Σwx, `estimate.weight` W = Σw, `half_life` H in days, `withdrawn` how many count in
    their quarter only. `reviews` are the live ones, newest first. `more` is what one more review
    would do, if that was asked.
    """

    agency_id: int
    as_of: dt.date
    formula_version: int
    market: Market
    half_life: float
    total: float
    withdrawn: int
    estimate: Estimate
    criteria: Mapping[str, Estimate]
    reviews: tuple[ExplainedReview, ...]
    more: WhatIf | None = None


async def value_of(ratings: Mapping[str, float], lines: Iterable[LedgerLine]) -> float:
    """The value x, 1 to 5, that a review would have today; feedback is among the ratings."""
    market = (await methodology()).market
    review = RatedReview("", "", dt.date.min, ratings, facts_of(lines))
    return review_values(review, market.offset, VERSION_1)[0]


async def values_of(review_ids: Sequence[int]) -> dict[int, float]:
    """The values of stored reviews, of those that count."""
    return await queries.values(review_ids)


async def methodology() -> Methodology:
    """The present run; one statement."""
    day = await queries.day()
    if day is None:
        return Methodology(FORMULA_VERSION, market_of([], VERSION_1), None, None, None, 0, 0)
    return Methodology(
        formula_version=day.formula_version,
        market=day.market,
        as_of=day.as_of,
        frozen_on=day.frozen_on,
        computed_at=day.computed_at,
        reviews=day.reviews,
        agencies=day.agencies,
    )


async def latest_runs(limit: int) -> list[Run]:
    """The scoring runs, the newest first; one statement."""
    return await queries.runs(limit)


async def market_means() -> Mapping[str, float]:
    """μ of each criterion over all agencies, by its key; one statement."""
    market = (await methodology()).market
    return {criterion: own.mu for criterion, own in market.criteria.items()}


async def explain(agency_id: int, more: tuple[float, bool] | None = None) -> Explanation | None:
    """An agency's score step by step; one statement. None without a live review.

    `more` asks what one more review would do: its stars, 1 to 5, and whether its contact is proven.
    """
    day, rows = await queries.day_and_ratings(agency_id)
    if day is None or not any(row.live for row in rows):
        return None
    details = compute(agency_id, rows, day).details
    reviews = tuple(
        ExplainedReview(
            review_id=int(item.weighed.review.review_id),
            published_on=item.weighed.review.published_on,
            proven=item.weighed.review.proven,
            invited=item.weighed.review.invited,
            stars=item.weighed.review.ratings,
            fact_score=fact_score(item.weighed.review.facts, VERSION_1.concrete_max),
            criteria=item.criteria,
            value=item.value,
            allowance=item.weighed.allowance,
            reason=item.weighed.reason,
            quarter=item.weighed.quarter,
            age=item.weighed.age,
            recency=2.0 ** (-item.weighed.age / item.weighed.half_life),
            weight=item.weighed.weight,
        )
        for item in details.reviews
    )
    return Explanation(
        agency_id=agency_id,
        as_of=day.as_of,
        formula_version=day.formula_version,
        market=day.market,
        half_life=details.reviews[0].weighed.half_life,
        total=fsum([review.weight * review.value for review in reviews]),
        withdrawn=len(rows) - len(reviews),
        estimate=details.overall,
        criteria=details.criteria,
        reviews=reviews,
        more=more
        and one_more([row.rated(row.lines()) for row in rows], day.as_of, day.market, *more),
    )
