"""Version 1 of the formula over all agencies at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resonanz.scoring.domain.market import Market, market_of
from resonanz.scoring.domain.review import VERSION_1, RatedReview, Rules
from resonanz.scoring.domain.score import AgencyScore, score_weighed
from resonanz.scoring.domain.weights import weigh


@dataclass(frozen=True, slots=True)
class ScoringRun:
    """A market row and every agency's scores by it."""

    market: Market
    agencies: dict[str | int, AgencyScore]


def score_all(
    reviews: Iterable[RatedReview],
    as_of: date,
    rules: Rules = VERSION_1,
    *,
    market: Market | None = None,
    criteria: bool = True,
) -> ScoringRun:
    """Scores of all agencies on the as-of day.

    Without a stored `market` row its numbers come from these reviews; without `criteria` for
    the overall score alone.
    """
    grouped: dict[str | int, list[RatedReview]] = {}
    for review in reviews:
        grouped.setdefault(review.agency, []).append(review)
    weighed = {agency: weigh(own, as_of) for agency, own in grouped.items()}
    row = market
    if row is None:
        row = market_of(weighed.values(), rules, criteria=criteria)
    scores = {agency: score_weighed(own, row, rules) for agency, own in weighed.items()}
    return ScoringRun(row, scores)
