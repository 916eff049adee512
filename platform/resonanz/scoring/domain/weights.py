"""Steps 2 and 3 of the formula: how much each review of one agency counts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum, sqrt

from resonanz.scoring.domain.review import RatedReview

YEAR = 365
SHORTEST_HALF_LIFE = 60.0
FREE_ROOM = 2.0
FLOOD = 4.0
FEWEST_QUARTERS = 4


class WeightReason(StrEnum):
    """Why a review's weight before recency is what it is."""

    PROVEN = "proven"
    WITHIN_ALLOWANCE = "within_allowance"
    BEYOND_ALLOWANCE = "beyond_allowance"


@dataclass(frozen=True, slots=True)
class Quarter:
    """Allowance of one agency's calendar quarter.

    Counts of unproven (withdrawn ones included) and live proven reviews, `usual` the median of
    the other quarters, `room` for unproven reviews, and `allowance`, what each of them weighs.
    """

    year: int
    quarter: int
    unproven: int
    proven: int
    usual: float
    room: float
    allowance: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A live review with its weight: `allowance` (step 2), times recency = `weight` (step 3).

    `age` in days, at least 0; `half_life` in days.
    """

    review: RatedReview
    quarter: Quarter
    allowance: float
    age: int
    half_life: float
    weight: float

    @property
    def reason(self) -> WeightReason:
        """Why the allowance is what it is."""
        if counts_in_full(self.review):
            return WeightReason.PROVEN
        if self.allowance < 1.0:
            return WeightReason.BEYOND_ALLOWANCE
        return WeightReason.WITHIN_ALLOWANCE


def counts_in_full(review: RatedReview) -> bool:
    """Whether the contact is proven and the review was not invited."""
    return review.proven and not review.invited


def weigh(reviews: Sequence[RatedReview], as_of: date) -> list[Weighed]:
    """The live reviews of one agency with their weights, in the order given."""
    quarters = _quarters(reviews, as_of)
    live = [review for review in reviews if review.live]
    ages = [max(0, (as_of - review.published_on).days) for review in live]
    places = [quarters[_index(review.published_on)] for review in live]
    allowances = [
        1.0 if counts_in_full(review) else place.allowance
        for review, place in zip(live, places, strict=True)
    ]
    recent = fsum([v for v, age in zip(allowances, ages, strict=True) if age < YEAR])
    half_life = max(SHORTEST_HALF_LIFE, YEAR / sqrt(1.0 + recent))
    return [
        Weighed(review, place, v, age, half_life, v * 2.0 ** (-age / half_life))
        for review, place, v, age in zip(live, places, allowances, ages, strict=True)
    ]


def _index(day: date) -> int:
    """Quarters since the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _quarters(reviews: Sequence[RatedReview], as_of: date) -> dict[int, Quarter]:
    """The allowance of each quarter that has a review, by its index."""
    unproven: Counter[int] = Counter()
    proven: Counter[int] = Counter()
    for review in reviews:
        index = _index(review.published_on)
        if not counts_in_full(review):
            unproven[index] += 1
        elif review.live:
            proven[index] += 1
        else:
            # A withdrawn proven review gives no room, but its quarter is a quarter of the agency.
            proven[index] += 0
    found = unproven.keys() | proven.keys()
    if not found:
        return {}
    span = range(min(found), _index(as_of) + 1)
    counts = sorted(unproven[index] for index in span)
    quarters: dict[int, Quarter] = {}
    for index in found:
        own, backed = unproven[index], proven[index]
        usual = _usual(counts, own if index in span else None)
        room = FREE_ROOM + 0.5 * backed + usual
        allowance = min(1.0, room / own) * min(1.0, (room + FLOOD) / own) ** 4 if own else 1.0
        year, quarter = divmod(index, 4)
        quarters[index] = Quarter(year, quarter + 1, own, backed, usual, room, allowance)
    return quarters


def _usual(counts: Sequence[int], own: int | None) -> float:
    """Median of the ascending counts without one `own`, filled up to four with zeros."""
    others = list(counts)
    if own is not None:
        others.pop(bisect_left(others, own))
    others[:0] = [0] * (FEWEST_QUARTERS - len(others))
    half = len(others) // 2
    return float(others[half]) if len(others) % 2 else (others[half - 1] + others[half]) / 2
