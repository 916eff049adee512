"""SCORING step 4: market numbers and where their defaults hold."""

import math
import random

import pytest

from resonanz.scoring.domain.market import Point, SubjectMarket, subject_market

DEFAULT_T2 = 0.85 / 3


def agency(*values: float, weight: float = 1.0) -> list[Point]:
    return [(1.0, weight, x) for x in values]


def spread(seed: int, agencies: int, between: float, within: float) -> list[list[Point]]:
    rng = random.Random(seed)
    found = []
    for _ in range(agencies):
        quality = rng.gauss(3, between)
        values = [min(5, max(1, rng.gauss(quality, within))) for _ in range(rng.randint(2, 9))]
        found.append([(rng.uniform(0.2, 1), rng.uniform(0.1, 1), x) for x in values])
    return found


def test_without_reviews_the_defaults() -> None:
    assert subject_market([]) == SubjectMarket(3.5, 0.85, DEFAULT_T2, 3.0, 0)


def test_default_mean_is_that_of_30_reviews() -> None:
    assert subject_market([agency(2.0)] * 29).mu == 3.5
    assert subject_market([agency(2.0)] * 30) == SubjectMarket(2.0, 0.85, DEFAULT_T2, 3.0, 30)
    unweighted = [[(0.01, 0.01, 1.0)]] * 20 + [agency(4.0)] * 20
    assert subject_market(unweighted).mu == 2.5


def test_estimates_from_30_agencies_with_two_reviews() -> None:
    groups = spread(1, 30, 0.8, 0.8)
    assert subject_market(groups).k != 3.0
    assert subject_market([*groups[:29], groups[29][:1]]).k == 3.0
    assert subject_market([*groups, agency(3.0)]).n == sum(map(len, groups)) + 1


def test_between_agencies_solves_the_equation_of_paule_and_mandel() -> None:
    groups = spread(2, 80, 0.8, 0.8)
    row = subject_market(groups)
    assert 0.05 * row.s2 < row.t2 < row.s2
    excess = 0.0
    for points in groups:
        total = sum(w for _, w, _ in points)
        mean = sum(w * x for _, w, x in points) / total
        variance = row.s2 * sum(w * w for _, w, _ in points) / total**2
        excess += (mean - row.mu) ** 2 / (row.t2 + variance)
    assert excess == pytest.approx(len(groups) - 1, abs=1e-6)
    assert row.k == row.s2 / row.t2
    assert math.sqrt(row.s2) == pytest.approx(0.8, abs=0.1)
    assert math.sqrt(row.t2) == pytest.approx(0.8, abs=0.15)


def test_between_agencies_is_cut() -> None:
    assert subject_market(spread(3, 60, 0.0, 1.0)).k == pytest.approx(20)
    assert subject_market(spread(4, 60, 1.5, 0.1)).k == pytest.approx(1)


@pytest.mark.parametrize("x", [1.0, 3.1, 11 / 3, 5.0])
def test_no_variance_within_falls_back_to_the_defaults(x: float) -> None:
    row = subject_market([agency(x, x, x, weight=0.3)] * 40)
    assert row == SubjectMarket(row.mu, 0.85, DEFAULT_T2, 3.0, 120)
    assert row.mu == pytest.approx(x)


@pytest.mark.parametrize("weight", [1.0, 0.1, 0.7])
def test_no_difference_between_falls_back_to_the_defaults(weight: float) -> None:
    row = subject_market([agency(1.3, 2.7, 4.1, weight=weight)] * 41)
    assert row == SubjectMarket(row.mu, 0.85, DEFAULT_T2, 3.0, 123)
    assert row.mu == pytest.approx(2.7)


def test_weightless_agencies_are_left_out_of_the_means() -> None:
    groups = spread(5, 40, 0.8, 0.8)
    faded = [agency(1.0, 2.0, weight=4e-10)] * 5
    kept, joined = subject_market(groups), subject_market([*groups, *faded])
    assert joined.n == kept.n + 10
    assert joined.s2 != kept.s2
    assert joined.mu == pytest.approx(kept.mu, abs=0.05)
    all_faded = [agency(1.0, 2.0, weight=0.0)] * 40
    assert subject_market(all_faded) == SubjectMarket(1.5, 0.85, DEFAULT_T2, 3.0, 80)
