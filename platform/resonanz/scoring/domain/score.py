"""Step 5 of the formula: an agency's scores with their intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, fsum, sqrt
from typing import Any, Self

from resonanz.scoring.domain.market import Market, SubjectMarket
from resonanz.scoring.domain.review import VERSION_1, RatedReview, Rules
from resonanz.scoring.domain.value import clip, review_values
from resonanz.scoring.domain.weights import Weighed, weigh

PUBLISHED_WEIGHT = 1.0
PUBLISHED_REVIEWS = 3
RANKED_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score 1 to 5 with its 90 % interval, from n reviews that count like `weight` full ones."""

    score: float
    low: float
    high: float
    weight: float
    n: int

    def to_dict(self) -> dict[str, float]:
        """The estimate for JSON; floats survive to the last digit."""
        return {
            "score": self.score,
            "low": self.low,
            "high": self.high,
            "weight": self.weight,
            "n": self.n,
        }

    @classmethod
    def from_dict(cls, estimate: Mapping[str, Any]) -> Self:
        """The estimate of `to_dict`. Raises TypeError."""
        return cls(**estimate)


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """A review's value x, and each answered criterion's, beside its weight and the reason."""

    value: float
    criteria: Mapping[str, float]
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """One agency's scores; `criteria` has those that a review answered, `reviews` newest first."""

    overall: Estimate
    criteria: Mapping[str, Estimate]
    reviews: tuple[ReviewValue, ...]


def score_agency(
    reviews: Sequence[RatedReview], as_of: date, market: Market, rules: Rules = VERSION_1
) -> AgencyScore:
    """Scores of one agency, whose reviews these are, by a stored day and market row.

    With no live review the score is the market's mean.
    """
    return score_weighed(weigh(reviews, as_of), market, rules)


def score_weighed(
    reviews: Sequence[Weighed], market: Market, rules: Rules = VERSION_1
) -> AgencyScore:
    """Scores of one agency from its weighed reviews, for the criteria that the market has."""
    weights: list[float] = []
    products: list[float] = []
    points: dict[str, tuple[list[float], list[float]]] = {c: ([], []) for c in market.criteria}
    valued: list[ReviewValue] = []
    for weighed in reviews:
        w = weighed.weight
        value, values = review_values(weighed.review, market.offset, rules)
        weights.append(w)
        products.append(w * value)
        for criterion, x in values.items():
            if criterion in points:
                points[criterion][0].append(w)
                points[criterion][1].append(w * x)
        valued.append(ReviewValue(value, values, weighed))
    valued.sort(key=_newest_first)
    return AgencyScore(
        estimate(weights, products, market.overall),
        {
            criterion: estimate(*found, market.criteria[criterion])
            for criterion, found in points.items()
            if found[0]
        },
        tuple(valued),
    )


def estimate(
    weights: Sequence[float], products: Sequence[float], market: SubjectMarket
) -> Estimate:
    """Score and interval from the reviews' weights w and products w·x."""
    weight = fsum(weights)
    score = clip((market.k * market.mu + fsum(products)) / (market.k + weight))
    margin = margin_of(weight, market)
    return Estimate(score, clip(score - margin), clip(score + margin), weight, len(weights))


def margin_of(weight: float, market: SubjectMarket) -> float:
    """How far the 90 % interval of a score reaches to each side, before it is cut to 1…5."""
    return 0.9 * 1.6449 * sqrt(market.s2 / (market.k + weight) + 0.15**2)


def _newest_first(valued: ReviewValue) -> tuple[int, str]:
    review = valued.weighed.review
    return -review.published_on.toordinal(), str(review.review_id)


def is_published(estimate: Estimate) -> bool:
    """Whether the score may be shown: from three reviews that count like one full one."""
    return estimate.weight >= PUBLISHED_WEIGHT and estimate.n >= PUBLISHED_REVIEWS


def is_ranked(estimate: Estimate) -> bool:
    """Whether the agency has a rank: a shown score that counts like one and a half reviews."""
    return is_published(estimate) and estimate.weight >= RANKED_WEIGHT


def missing_reviews(estimate: Estimate) -> int:
    """How many new full reviews the score needs to be shown; 0 when it is."""
    return _missing(estimate, PUBLISHED_WEIGHT)


def missing_for_rank(estimate: Estimate) -> int:
    """How many new full reviews the agency needs for a rank; 0 when it has one."""
    return _missing(estimate, RANKED_WEIGHT)


def _missing(estimate: Estimate, weight: float) -> int:
    return max(0, PUBLISHED_REVIEWS - estimate.n, ceil(weight - estimate.weight))
