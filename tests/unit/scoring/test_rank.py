"""SCORING step 6: ranks, and the range that the intervals allow."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.rank import Rank, rank_of, ranks
from resonanz.scoring.domain.score import Estimate


def bar(low: float, score: float, high: float) -> Estimate:
    return Estimate(score, low, high, 5.0, 5)


def test_overlapping_bars_share_a_range() -> None:
    found = ranks(
        {
            "last": bar(1.0, 1.5, 2.0),
            "second": bar(3.0, 3.9, 4.4),
            "first": bar(3.5, 4.0, 4.5),
            "third": bar(2.5, 3.0, 3.4),
        }
    )
    assert found == {
        "first": Rank(1, 1, 2),
        "second": Rank(2, 1, 3),
        "third": Rank(3, 2, 3),
        "last": Rank(4, 4, 4),
    }
    assert list(found) == ["first", "second", "third", "last"]


def test_scores_equal_to_six_decimals_rank_by_name() -> None:
    found = ranks({"b": bar(3, 4.0000001, 5), "a": bar(3, 4.0, 5), "c": bar(3, 4.000001, 5)})
    assert list(found) == ["c", "a", "b"]


@given(st.lists(st.tuples(*[st.floats(1, 5)] * 3).map(sorted), max_size=12))
def test_ranges_hold_the_rank(bars: list[list[float]]) -> None:
    estimates = {str(number): bar(*own) for number, own in enumerate(bars)}
    found = ranks(estimates)
    assert sorted(place.rank for place in found.values()) == list(range(1, len(bars) + 1))
    for name, place in found.items():
        low, high = round(estimates[name].low, 6), round(estimates[name].high, 6)
        above = sum(round(other.low, 6) > high for other in estimates.values())
        below = sum(round(other.high, 6) < low for other in estimates.values())
        assert (place.best, place.worst) == (1 + above, len(bars) - below)
        assert place.best <= place.rank <= place.worst


@given(st.lists(st.tuples(*[st.floats(1, 5)] * 3).map(sorted), max_size=12))
def test_one_rank_is_the_one_that_all_ranks_hold(bars: list[list[float]]) -> None:
    estimates = {str(number): bar(*own) for number, own in enumerate(bars)}
    for name, rank in ranks(estimates).items():
        assert rank_of(name, estimates.items()) == (rank, len(estimates))
    assert rank_of("nobody", estimates.items()) is None
