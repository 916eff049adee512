"""Step 4 of the formula: the market numbers, frozen once a month."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Self

from resonanz.scoring.domain.review import FEEDBACK, Rules
from resonanz.scoring.domain.value import clip, fact_score, review_values
from resonanz.scoring.domain.weights import Weighed

FORMULA_VERSION = 1
FEWEST_AGENCIES = 30
FEWEST_REVIEWS = 30
NEWTON_STEPS = 12
WEIGHTLESS = 1e-9
DEFAULT_S2 = 0.85
DEFAULT_K = 3.0
DEFAULT_MU = 3.5
NO_SPREAD = 1e-24
"""A variance in stars² at or below this is rounding noise, hence 0."""

Point = tuple[float, float, float]
"""One review for one subject: weight of step 2, weight of step 3, value."""


@dataclass(frozen=True, slots=True)
class SubjectMarket:
    """Mean `mu`, variance within (`s2`) and between agencies (`t2`), k = s2/t2, n reviews."""

    mu: float
    s2: float
    t2: float
    k: float
    n: int

    def to_dict(self) -> dict[str, float]:
        """The numbers for JSON."""
        return {"mu": self.mu, "s2": self.s2, "t2": self.t2, "k": self.k, "n": self.n}


@dataclass(frozen=True, slots=True)
class Market:
    """A market row: numbers overall and for each criterion, the offset of fact scores."""

    overall: SubjectMarket
    criteria: Mapping[str, SubjectMarket]
    offset: float
    version: int = FORMULA_VERSION

    def to_dict(self) -> dict[str, Any]:
        """The row for JSON; floats survive to the last digit."""
        return {
            "version": self.version,
            "offset": self.offset,
            "overall": self.overall.to_dict(),
            "criteria": {criterion: row.to_dict() for criterion, row in self.criteria.items()},
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """The row of `to_dict`. Raises KeyError, TypeError."""
        return cls(
            SubjectMarket(**row["overall"]),
            {criterion: SubjectMarket(**own) for criterion, own in row["criteria"].items()},
            row["offset"],
            row["version"],
        )


def market_of(
    agencies: Collection[Sequence[Weighed]], rules: Rules, *, criteria: bool = True
) -> Market:
    """Market numbers of all agencies' weighed reviews; without `criteria` for overall alone."""
    offset = offset_of(agencies, rules)
    overall: list[list[Point]] = []
    by_criterion: dict[str, list[list[Point]]] = {c: [] for c in rules.weights if criteria}
    for reviews in agencies:
        points: list[Point] = []
        own: dict[str, list[Point]] = {c: [] for c in by_criterion}
        for weighed in reviews:
            v, w = weighed.allowance, weighed.weight
            value, values = review_values(weighed.review, offset, rules)
            points.append((v, w, value))
            if criteria:
                for criterion, x in values.items():
                    own[criterion].append((v, w, x))
        if points:
            overall.append(points)
        for criterion, found in own.items():
            if found:
                by_criterion[criterion].append(found)
    return Market(
        subject_market(overall),
        {criterion: subject_market(groups) for criterion, groups in by_criterion.items()},
        offset,
    )


def offset_of(agencies: Iterable[Sequence[Weighed]], rules: Rules) -> float:
    """Mean of feedback stars minus fact score, weighted by step 2; 0 if no review has both."""
    weights: list[float] = []
    products: list[float] = []
    for reviews in agencies:
        for weighed in reviews:
            score = fact_score(weighed.review.facts, rules.concrete_max)
            if score is not None:
                weights.append(weighed.allowance)
                products.append(weighed.allowance * (weighed.review.ratings[FEEDBACK] - score))
    return fsum(products) / fsum(weights) if weights else 0.0


def subject_market(agencies: Sequence[Sequence[Point]]) -> SubjectMarket:
    """Market numbers of one subject, each agency with its points, at least one.

    Until 30 agencies have two reviews, and where s² or a step's divisor is 0, the defaults.
    """
    if sum(len(points) >= 2 for points in agencies) < FEWEST_AGENCIES:
        return _default(agencies)
    s2 = _variance_within(agencies)
    found = None if s2 is None else _between(agencies, s2)
    if s2 is None or found is None:
        return _default(agencies)
    mu, t2 = found
    return SubjectMarket(mu, s2, t2, s2 / t2, sum(map(len, agencies)))


def _default(agencies: Sequence[Sequence[Point]]) -> SubjectMarket:
    values = [x for points in agencies for _, _, x in points]
    mu = fsum(values) / len(values) if len(values) >= FEWEST_REVIEWS else DEFAULT_MU
    return SubjectMarket(mu, DEFAULT_S2, DEFAULT_S2 / DEFAULT_K, DEFAULT_K, len(values))


def _variance_within(agencies: Sequence[Sequence[Point]]) -> float | None:
    """s², None where it is 0 or not determined."""
    squares: list[float] = []
    freedom: list[float] = []
    for points in agencies:
        total = fsum([v for v, _, _ in points])
        mean = fsum([v * x for v, _, x in points]) / total
        squares.extend([v * (x - mean) ** 2 for v, _, x in points])
        freedom.append(total - fsum([v * v for v, _, _ in points]) / total)
    divisor = fsum(freedom)
    s2 = fsum(squares) / divisor if divisor > 0.0 else 0.0
    return s2 if s2 > NO_SPREAD else None


def _between(agencies: Sequence[Sequence[Point]], s2: float) -> tuple[float, float] | None:
    """μ and t² by Paule and Mandel (1982); None where a step's divisor is 0."""
    means: list[tuple[float, float]] = []
    for points in agencies:
        total = fsum([w for _, w, _ in points])
        if total > WEIGHTLESS:
            mean = fsum([w * x for _, w, x in points]) / total
            means.append((mean, s2 * fsum([w * w for _, w, _ in points]) / total**2))
    if not means:
        return None
    mu, t2 = DEFAULT_MU, 0.3 * s2
    for _ in range(NEWTON_STEPS):
        precisions = [1.0 / (t2 + variance) for _, variance in means]
        total = fsum(precisions)
        mu = fsum([p * m for p, (m, _) in zip(precisions, means, strict=True)]) / total
        terms = [p * (m - mu) ** 2 for p, (m, _) in zip(precisions, means, strict=True)]
        divisor = fsum([p * term for p, term in zip(precisions, terms, strict=True)])
        if divisor <= NO_SPREAD * fsum([p * p for p in precisions]):
            return None
        t2 = clip(t2 + (fsum(terms) - (len(means) - 1)) / divisor, 0.05 * s2, s2)
    return mu, t2
