"""How long the formula takes: market numbers and scores of 50,000 reviews."""

import datetime as dt
import time
from random import Random

import pytest
from support.seeding import INVITED_ON, KEPT, PHRASE, SILENT

from resonanz.scoring.domain.ledger import Criterion
from resonanz.scoring.domain.market import market_of
from resonanz.scoring.domain.review import VERSION_1, RatedReview, facts_of
from resonanz.scoring.domain.score import score_weighed
from resonanz.scoring.domain.weights import weigh

from .conftest import show

pytestmark = pytest.mark.bench

AGENCIES, REVIEWS = 500, 100
AS_OF = dt.date(2026, 11, 22)
MOST_SECONDS = 10.0


def some_reviews(agency: int, random: Random) -> list[RatedReview]:
    return [
        RatedReview(
            agency * REVIEWS + number,
            agency,
            AS_OF - dt.timedelta(days=random.randint(0, 900)),
            {criterion.value: random.randint(1, 5) for criterion in Criterion},
            facts_of((INVITED_ON, random.choice((KEPT, PHRASE, SILENT)))),
            random.random() < 0.4,
        )
        for number in range(REVIEWS)
    ]


def test_the_formula_scores_fifty_thousand_reviews() -> None:
    random = Random(3)
    crowd = [some_reviews(agency, random) for agency in range(AGENCIES)]
    times = {}

    def stop(name: str, began: float) -> float:
        times[name] = time.process_time() - began
        return time.process_time()

    now = time.process_time()
    weighed = [weigh(reviews, AS_OF) for reviews in crowd]
    now = stop("weights", now)
    market = market_of(weighed, VERSION_1)
    now = stop("market numbers", now)
    scores = [score_weighed(reviews, market) for reviews in weighed]
    stop("scores of 500 agencies", now)
    assert len(scores) == AGENCIES
    whole = sum(times.values())
    show(
        "The formula on 50,000 reviews",
        ("step", "CPU s", "share"),
        [
            *(
                (name, f"{taken:.2f}", f"{100 * taken / whole:.0f} %")
                for name, taken in times.items()
            ),
            ("all", f"{whole:.2f}", f"{AGENCIES * REVIEWS / whole:,.0f} reviews/s"),
        ],
    )
    assert whole <= MOST_SECONDS
