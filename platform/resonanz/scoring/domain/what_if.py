"""What one more review would do to a score: nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.review import FEEDBACK, RatedReview
from resonanz.scoring.domain.score import Estimate, score_agency

_NEW = "one more"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The overall score with one more review of so many `stars`, which weighs `weight`."""

    stars: float
    proven: bool
    weight: float
    after: Estimate


def one_more(
    reviews: Sequence[RatedReview], as_of: date, market: Market, stars: float, proven: bool
) -> WhatIf:
    """Add a review of the as-of day without facts, all its criteria alike; stars 1 to 5."""
    new = RatedReview(_NEW, "", as_of, {FEEDBACK: stars}, proven=proven)
    made = score_agency([*reviews, new], as_of, market)
    (added,) = (one for one in made.reviews if one.weighed.review is new)
    return WhatIf(stars, proven, added.weighed.weight, made.overall)
