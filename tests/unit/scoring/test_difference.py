"""Whether two scores differ by more than noise."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.difference import Measured, difference, standing
from resonanz.scoring.domain.market import SubjectMarket
from resonanz.scoring.domain.score import estimate, margin_of

MEASURED = st.builds(Measured, st.floats(1, 5), st.floats(0.14, 1.5))
MARKET = SubjectMarket(3.5, 0.85, 0.85 / 3, 3.0, 40)


def test_the_margin_is_that_of_the_published_interval() -> None:
    """SCORING step 5; the difference's adds the variances."""
    found = estimate([1.0] * 5, [3.0] * 5, MARKET)
    margin = margin_of(5.0, MARKET)
    assert (found.low, found.high) == (found.score - margin, found.score + margin)
    assert margin == pytest.approx(0.9 * 1.6449 * sqrt(0.85 / 8 + 0.0225))
    one, other = Measured(4.0, 0.3), Measured(3.4, 0.4)
    made = difference(one, other)
    assert (made.value, made.low, made.high) == pytest.approx((0.6, 0.1, 1.1))
    assert made.more_than_noise, "although 3.7 to 4.3 and 3.0 to 3.8 overlap"


@given(MEASURED, MEASURED)
def test_a_difference_is_the_same_from_both_sides(one: Measured, other: Measured) -> None:
    there, back = difference(one, other), difference(other, one)
    assert (there.value, there.low, there.high) == (-back.value, -back.high, -back.low)
    assert there.more_than_noise == back.more_than_noise
    assert -4 <= there.low <= there.value <= there.high <= 4


@given(MEASURED, MEASURED, st.floats(0, 1))
def test_intervals_that_do_not_meet_differ_and_doubt_never_makes_a_difference(
    one: Measured, other: Measured, doubt: float
) -> None:
    made = difference(one, other)
    if abs(made.value) > one.margin + other.margin:
        assert made.more_than_noise
    if abs(made.value) <= max(one.margin, other.margin):
        assert not made.more_than_noise
    wider = difference(Measured(one.score, one.margin + doubt), other)
    assert made.more_than_noise or not wider.more_than_noise


@given(st.lists(MEASURED, min_size=1, max_size=4))
def test_all_stand_somewhere_and_nobody_behind_is_level(measured: list[Measured]) -> None:
    found = standing(measured)
    assert sorted((found.first, *found.level, *found.behind)) == list(range(len(measured)))
    best = measured[found.first]
    assert best.score == max(one.score for one in measured)
    for at in found.level:
        assert not difference(best, measured[at]).more_than_noise
    for at in found.behind:
        assert difference(best, measured[at]).more_than_noise
