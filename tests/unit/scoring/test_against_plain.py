"""The formula beside a second one, written from SCORING's sentences without a look at the first."""

import json
import math
import random
import statistics
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.scoring.domain.contract import compute
from resonanz.scoring.domain.formula import score_all
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.review import Fact, RatedReview
from resonanz.scoring.domain.score import score_agency

AS_OF = date(2026, 10, 31)
WEIGHTS = {"feedback": 0.3} | dict.fromkeys(
    ("reasons", "availability", "fit", "expertise", "honesty", "discretion", "respect"), 0.1
)
STAGES = ("application", "agency_talk", "first_interview", "second_interview", "offer")
Row = dict[str, Any]


def quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def plain_weights(rows: list[Row], as_of: date) -> list[tuple[float, float]]:
    """Weights of steps 2 and 3 for the reviews of one agency."""
    dates = [date.fromisoformat(row["date"]) for row in rows]
    full = [row["verified"] and not row["invited"] for row in rows]
    year, q = quarter(min(dates))
    span = []
    while (year, q) <= quarter(as_of):
        span.append((year, q))
        year, q = (year, q + 1) if q < 4 else (year + 1, 1)
    step2 = []
    for day, counts_full in zip(dates, full, strict=True):
        mine = quarter(day)
        unproven = sum(not f for d, f in zip(dates, full, strict=True) if quarter(d) == mine)
        proven = sum(f for d, f in zip(dates, full, strict=True) if quarter(d) == mine)
        others = [
            sum(not f for d, f in zip(dates, full, strict=True) if quarter(d) == other)
            for other in span
            if other != mine
        ]
        while len(others) < 4:
            others.append(0)
        room = 2 + 0.5 * proven + statistics.median(others)
        flood = min(1, room / max(unproven, 1)) * min(1, (room + 4) / max(unproven, 1)) ** 4
        step2.append(1.0 if counts_full else flood)
    ages = [max(0, (as_of - day).days) for day in dates]
    n = sum(v for v, age in zip(step2, ages, strict=True) if age < 365)
    h = max(60, 365 / math.sqrt(1 + n))
    return [(v, v * 2 ** (-age / h)) for v, age in zip(step2, ages, strict=True)]


def plain_facts(facts: list[Row], top: float) -> float:
    points = []
    for fact in facts:
        if not fact["feedback"]:
            points.append(1.0)
            continue
        speed = next(
            p
            for limit, p in ((3, 5), (7, 4.5), (14, 3.5), (30, 2.5), (math.inf, 2))
            if fact["days"] <= limit
        )
        concrete = fact["concrete"]
        rejection = concrete is not None
        points.append(0.6 * speed + 0.4 * (1 + 4 * concrete / top) if rejection else speed)
    return sum(points) / len(points)


def plain_market(
    groups: dict[str, list[tuple[float, float, float]]],
) -> tuple[float, float, float]:
    """μ, s², k from (v, w, x) by agency."""
    xs = [x for rows in groups.values() for _, _, x in rows]
    default = (sum(xs) / len(xs) if len(xs) >= 30 else 3.5, 0.85, 3.0)
    if len([rows for rows in groups.values() if len(rows) >= 2]) < 30:
        return default
    top = bottom = 0.0
    for rows in groups.values():
        total = sum(v for v, _, _ in rows)
        mean = sum(v * x for v, _, x in rows) / total
        top += sum(v * (x - mean) ** 2 for v, _, x in rows)
        bottom += total - sum(v * v for v, _, _ in rows) / total
    if top == 0 or bottom == 0:
        return default
    s2 = top / bottom
    means = []
    for rows in groups.values():
        total = sum(w for _, w, _ in rows)
        if total > 1e-9:
            mean = sum(w * x for _, w, x in rows) / total
            means.append((mean, s2 * sum(w * w for _, w, _ in rows) / total**2))
    t2 = 0.3 * s2
    for _ in range(12):
        ps = [1 / (t2 + variance) for _, variance in means]
        mu = sum(p * m for p, (m, _) in zip(ps, means, strict=True)) / sum(ps)
        squares = [(m - mu) ** 2 for m, _ in means]
        excess = sum(p * q for p, q in zip(ps, squares, strict=True)) - (len(means) - 1)
        divisor = sum(p * p * q for p, q in zip(ps, squares, strict=True))
        if divisor == 0:
            return default
        t2 = min(s2, max(0.05 * s2, t2 + excess / divisor))
    return mu, s2, s2 / t2


def plain_scores(as_of: Row, rows: list[Row], subject: str | None = None) -> list[Row]:
    """Ranked output rows; for a criterion the same from the reviews that answered it."""
    weights, top = as_of.get("weights", WEIGHTS), as_of.get("concrete_max", 4)
    by_agency: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_agency[row["agency"]].append(row)
    pairs = {
        agency: plain_weights(own, date.fromisoformat(as_of["date"]))
        for agency, own in by_agency.items()
    }
    both = [
        (v, row["ratings"]["feedback"] - plain_facts(row["facts"], top))
        for agency, own in by_agency.items()
        for row, (v, _) in zip(own, pairs[agency], strict=True)
        if row["facts"]
    ]
    offset = sum(v * gap for v, gap in both) / sum(v for v, _ in both) if both else 0.0
    groups: dict[str, list[tuple[float, float, float]]] = {}
    for agency, own in by_agency.items():
        found = []
        for row, (v, w) in zip(own, pairs[agency], strict=True):
            stars = {key: x for key, x in row["ratings"].items() if x is not None}
            if row["facts"]:
                facts = plain_facts(row["facts"], top) + offset
                stars["feedback"] = (stars["feedback"] + facts) / 2
            if subject is None:
                x = sum(weights[key] * x for key, x in stars.items())
                x /= sum(weights[key] for key in stars)
            elif subject in stars:
                x = stars[subject]
            else:
                continue
            found.append((v, w, min(5, max(1, x))))
        if found:
            groups[agency] = found
    mu, s2, k = plain_market(groups)
    scores: list[Row] = []
    for agency, points in groups.items():
        total = sum(w for _, w, _ in points)
        score = (k * mu + sum(w * x for _, w, x in points)) / (k + total)
        bar = 0.9 * 1.6449 * math.sqrt(s2 / (k + total) + 0.15**2)
        low, high = max(1, score - bar), min(5, score + bar)
        row = {"score": round(score, 6), "low": round(low, 6), "high": round(high, 6)}
        scores.append({"agency": agency} | row)
    scores.sort(key=lambda row: (-row["score"], row["agency"]))
    return [row | {"rank": rank} for rank, row in enumerate(scores, start=1)]


def world(seed: int, *, other_data: bool = False) -> tuple[Row, list[Row]]:
    """Reviews of up to 60 agencies, some flooded, some old, some of a single quarter."""
    rng = random.Random(seed)
    as_of: Row = {"type": "as_of", "date": AS_OF.isoformat()}
    weights = dict(WEIGHTS)
    if other_data:
        weights = {"feedback": 2, "overall": rng.random(), "pay": rng.random()}
        as_of |= {"weights": weights, "concrete_max": rng.choice([1, 3, 10])}
    top = as_of.get("concrete_max", 4)
    rows = []
    for number in range(rng.choice([1, 3, 20, 40, 60])):
        quality, past = rng.uniform(1, 5), rng.choice([20, 200, 700, 3000])
        trust = rng.random()
        for _ in range(rng.choice([1, 2, 3, 5, 12, 40])):
            stars = {
                key: None if rng.random() < 0.1 else min(5, max(1, round(rng.gauss(quality, 1))))
                for key in rng.sample(sorted(weights), rng.randint(1, len(weights)))
            }
            stars["feedback"] = rng.randint(1, 5)
            facts = [
                {
                    "stage": stage,
                    "feedback": True,
                    "days": rng.choice([0, 3, 4, 7, 8, 14, 15, 30, 31, 90]),
                    "concrete": rng.choice([None, 0, rng.randint(0, top), top]),
                }
                if rng.random() < 0.7
                else {"stage": stage, "feedback": False, "days": None, "concrete": None}
                for stage in rng.sample(STAGES, rng.choice([0, 0, 1, 3]))
            ]
            rows.append(
                {
                    "type": "review",
                    "agency": f"agency {number}",
                    "date": (AS_OF - timedelta(rng.randint(0, past))).isoformat(),
                    "ratings": stars,
                    "facts": facts,
                    "verified": rng.random() < trust,
                    "invited": rng.random() < 0.2,
                }
            )
    rng.shuffle(rows)
    return as_of, rows


def rated(rows: list[Row]) -> list[RatedReview]:
    return [
        RatedReview(
            number,
            row["agency"],
            date.fromisoformat(row["date"]),
            {key: x for key, x in row["ratings"].items() if x is not None},
            tuple(
                Fact(fact["stage"], fact["days"] if fact["feedback"] else None, fact["concrete"])
                for fact in row["facts"]
            ),
            row["verified"],
            row["invited"],
        )
        for number, row in enumerate(rows)
    ]


seeds = st.integers(0, 10**9)
few = settings(max_examples=25, deadline=None, derandomize=True)


@few
@given(seeds, st.booleans())
def test_contract_agrees_with_the_plain_formula(seed: int, other_data: bool) -> None:
    as_of, rows = world(seed, other_data=other_data)
    lines = [json.dumps(row) for row in [as_of, *rows]]
    assert [json.loads(line) for line in compute(lines)] == plain_scores(as_of, rows)


@few
@given(seeds, st.sampled_from(sorted(WEIGHTS)))
def test_each_criterion_agrees_with_the_plain_formula(seed: int, criterion: str) -> None:
    as_of, rows = world(seed)
    run = score_all(rated(rows), AS_OF)
    expected = {row["agency"]: row for row in plain_scores(as_of, rows, criterion)}
    found = {a: s.criteria[criterion] for a, s in run.agencies.items() if criterion in s.criteria}
    assert found.keys() == expected.keys()
    for agency, estimate in found.items():
        row = expected[str(agency)]
        assert math.isclose(estimate.score, row["score"], abs_tol=1e-6)
        assert math.isclose(estimate.low, row["low"], abs_tol=1e-6)
        assert math.isclose(estimate.high, row["high"], abs_tol=1e-6)


@few
@given(seeds)
def test_order_of_input_changes_no_digit(seed: int) -> None:
    _, rows = world(seed)
    reviews = rated(rows)
    shuffled = random.Random(seed).sample(reviews, len(reviews))
    assert score_all(shuffled, AS_OF) == score_all(reviews, AS_OF)


@few
@given(seeds)
def test_a_stored_row_gives_each_agency_alone_the_same_digits(seed: int) -> None:
    _, rows = world(seed)
    reviews = rated(rows)
    run = score_all(reviews, AS_OF)
    row = Market.from_dict(json.loads(json.dumps(run.market.to_dict())))
    assert row == run.market
    for agency, score in run.agencies.items():
        own = [review for review in reviews if review.agency == agency]
        assert score_agency(own, AS_OF, row) == score
        for estimate in (score.overall, *score.criteria.values()):
            assert 1 <= estimate.low <= estimate.score <= estimate.high <= 5
            assert 0 <= estimate.weight <= estimate.n
        assert sum(value.weighed.weight for value in score.reviews) <= len(own)
        assert all(1 <= value.value <= 5 for value in score.reviews)
