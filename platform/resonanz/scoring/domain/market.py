"""Step 4 of the formula: the market numbers, frozen once a month."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isnan, nan
from typing import Any, Self

from resonanz.scoring.domain.review import FEEDBACK, Rules
from resonanz.scoring.domain.value import blended_feedback, clip, fact_score, overall_value
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
    agencies: Iterable[Sequence[Weighed]], rules: Rules, *, criteria: bool = True
) -> Market:
    """Market numbers of all agencies' weighed reviews; without `criteria` for overall alone."""
    sample = MarketSample(rules)
    for reviews in agencies:
        sample.add(reviews)
    return sample.market(criteria=criteria)


class MarketSample:
    """What the market numbers need of the reviews, added an agency at a time.

    Some 100 bytes a review: a million of them fit where the reviews themselves would not.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ends: list[int] = []
        self._allowances = array("d")
        self._weights = array("d")
        self._facts = array("d")
        self._stars = {criterion: array("d") for criterion in rules.weights}

    @property
    def reviews(self) -> int:
        """How many there are."""
        return len(self._weights)

    @property
    def agencies(self) -> int:
        """How many have a review."""
        return len(self._ends)

    def add(self, reviews: Sequence[Weighed]) -> None:
        """Add an agency's live reviews, all at once."""
        if not reviews:
            return
        for weighed in reviews:
            score = fact_score(weighed.review.facts, self._rules.concrete_max)
            self._allowances.append(weighed.allowance)
            self._weights.append(weighed.weight)
            self._facts.append(nan if score is None else score)
            for criterion, stars in self._stars.items():
                stars.append(weighed.review.ratings.get(criterion, nan))
        self._ends.append(len(self._weights))

    def market(self, *, criteria: bool = True) -> Market:
        """The market numbers; without `criteria` for overall alone."""
        offset = self._offset()
        feedback = self._stars[FEEDBACK]
        blended = array(
            "d",
            (
                stars if isnan(score) else blended_feedback(stars, score, offset)
                for stars, score in zip(feedback, self._facts, strict=True)
            ),
        )
        answers = {**self._stars, FEEDBACK: blended}
        overall = array("d", (self._overall(answers, i) for i in range(self.reviews)))
        answers[FEEDBACK] = array("d", map(clip, blended))
        return Market(
            subject_market(self._points(overall)),
            {c: subject_market(self._points(answers[c])) for c in answers} if criteria else {},
            offset,
        )

    def _offset(self) -> float:
        """Mean of feedback stars minus fact score, weighted by step 2; 0 if no review has both."""
        both = [i for i, score in enumerate(self._facts) if not isnan(score)]
        if not both:
            return 0.0
        stars, v = self._stars[FEEDBACK], self._allowances
        products = fsum([v[i] * (stars[i] - self._facts[i]) for i in both])
        return products / fsum([v[i] for i in both])

    def _overall(self, answers: Mapping[str, Sequence[float]], i: int) -> float:
        blended = {c: xs[i] for c, xs in answers.items() if not isnan(xs[i])}
        return overall_value(blended, self._rules.weights)

    def _points(self, xs: Sequence[float]) -> list[list[Point]]:
        """The points of those that have an x, by agency, agencies without any left out."""
        start = 0
        groups: list[list[Point]] = []
        for end in self._ends:
            points = [
                (self._allowances[i], self._weights[i], xs[i])
                for i in range(start, end)
                if not isnan(xs[i])
            ]
            if points:
                groups.append(points)
            start = end
        return groups


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
