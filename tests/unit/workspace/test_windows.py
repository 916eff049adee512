"""Which reviews of the desk count as recent."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.workspace.domain.windows import recent_since


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_recent_are_this_half_year_and_the_one_before_it(today: dt.date) -> None:
    since = recent_since(today)
    assert (since.month, since.day) in {(1, 1), (7, 1)}
    assert 181 <= (today - since).days <= 367
