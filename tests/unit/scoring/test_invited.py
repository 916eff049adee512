"""The gap between invited reviews and the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.invited import SHOWN_FROM, invited_gap


@given(st.integers(0, 30), st.integers(0, 30))
def test_it_is_told_from_ten_of_each_on(invited: int, others: int) -> None:
    """Issue 4: invited share and score gap are public from ten of each."""
    found = invited_gap([(4.5, True)] * invited + [(3.0, False)] * others)
    assert (found is not None) == (min(invited, others) >= SHOWN_FROM)


@given(
    st.lists(st.floats(1, 5), min_size=10, max_size=40),
    st.lists(st.floats(1, 5), min_size=10, max_size=40),
)
def test_it_is_the_difference_of_the_means(invited: list[float], others: list[float]) -> None:
    found = invited_gap([(x, True) for x in invited] + [(x, False) for x in others])
    assert found is not None
    assert found.share == pytest.approx(len(invited) / (len(invited) + len(others)))
    assert found.gap == pytest.approx(sum(invited) / len(invited) - sum(others) / len(others))
