"""What the demo's authors answer about data conduct: better stars, better answers."""

from random import Random

from resonanz.reviews.domain import Role
from resonanz.reviews.domain.conduct import BETTER_NOT, DATA, PROMISES, Conduct
from resonanz.scoring.domain.ledger import Criterion

from .model import DemoReview

_ANSWERS = 0.35
_ONE_ANSWER = 0.85


def answers(number: int, review: DemoReview) -> dict[Conduct, bool]:
    """The answers of a review, the same in each demo; most authors give none."""
    rng = Random(f"{number}:{review.agency}:conduct")  # noqa: S311 - invented answers
    if rng.random() > _ANSWERS:
        return {}
    asked = (*DATA, *PROMISES) if review.role is Role.TEMPORARY_WORKER else DATA
    stars = review.ratings.get(Criterion.DISCRETION) or 3
    return {
        one: (rng.random() < 0.1 + 0.17 * stars) is not (one in BETTER_NOT)
        for one in asked
        if rng.random() < _ONE_ANSWER
    }
