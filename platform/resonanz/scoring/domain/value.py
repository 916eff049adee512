"""Step 1 of the formula: what a review says, from 1 to 5."""

from collections.abc import Mapping, Sequence
from math import fsum

from resonanz.scoring.domain.review import FEEDBACK, Fact, RatedReview, Rules

LOWEST = 1.0
HIGHEST = 5.0


def clip(x: float, low: float = LOWEST, high: float = HIGHEST) -> float:
    """x, cut to low…high."""
    return low if x < low else high if x > high else x


def speed(days: int) -> float:
    """Points for an answer after so many working days, 2 to 5."""
    if days <= 3:
        return 5.0
    if days <= 7:
        return 4.5
    if days <= 14:
        return 3.5
    if days <= 30:
        return 2.5
    return 2.0


def fact_score(facts: Sequence[Fact], concrete_max: float) -> float | None:
    """Mean points of the stages, 1 to 5; None without facts."""
    if not facts:
        return None
    return fsum([_stage_score(fact, concrete_max) for fact in facts]) / len(facts)


def _stage_score(fact: Fact, concrete_max: float) -> float:
    if fact.days is None:
        return 1.0
    if fact.concrete is None:
        return speed(fact.days)
    return 0.6 * speed(fact.days) + 0.4 * (1.0 + 4.0 * fact.concrete / concrete_max)


def blended_feedback(stars: float, score: float, offset: float) -> float:
    """Half the stars and half the facts plus offset; not cut."""
    return 0.5 * stars + 0.5 * (score + offset)


def blended_ratings(review: RatedReview, offset: float, rules: Rules) -> Mapping[str, float]:
    """The stars, feedback half stars and half facts plus offset where there are facts."""
    score = fact_score(review.facts, rules.concrete_max)
    if score is None:
        return review.ratings
    blended = dict(review.ratings)
    blended[FEEDBACK] = blended_feedback(blended[FEEDBACK], score, offset)
    return blended


def overall_value(blended: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted mean of the answered criteria, weights renormalised, cut to 1…5."""
    total = fsum([weights[criterion] for criterion in blended])
    return clip(fsum([weights[criterion] * x for criterion, x in blended.items()]) / total)


def review_values(
    review: RatedReview, offset: float, rules: Rules
) -> tuple[float, dict[str, float]]:
    """The review's value overall, and by answered criterion, all 1 to 5."""
    blended = blended_ratings(review, offset, rules)
    criteria = dict(blended)
    criteria[FEEDBACK] = clip(criteria[FEEDBACK])
    return overall_value(blended, rules.weights), criteria
