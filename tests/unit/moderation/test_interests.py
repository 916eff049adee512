"""Moderators' interests: how long they bar, and what the form takes."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.interests import still_bars
from resonanz.moderation.forms.interests import TOO_OLD, WRONG_DAY, read_interest

TODAY = dt.date(2026, 11, 18)


def test_an_interest_bars_while_it_lasts_and_for_24_months() -> None:
    assert still_bars(None, TODAY)
    assert still_bars(dt.date(2024, 11, 19), TODAY)
    assert not still_bars(dt.date(2024, 11, 18), TODAY)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 2000))
def test_what_barred_once_never_bars_again_after_it_stopped(until: dt.date, days: int) -> None:
    day = until + dt.timedelta(days=days)
    assert still_bars(until, day) >= still_bars(until, day + dt.timedelta(days=1))
    # Rows are forgotten after 731 days: never while they bar.
    assert not still_bars(until, until + dt.timedelta(days=731))


def test_the_form_says_what_is_wrong() -> None:
    form = {"agency": ["nordlicht"], "kind": ["client"], "until": ["2026-11-18"]}
    found, errors = read_interest(form, TODAY)
    assert found is not None
    assert found.until == TODAY
    assert not errors
    assert read_interest(form | {"until": [""]}, TODAY)[0] is not None
    assert read_interest(form | {"until": ["2026-11-19"]}, TODAY)[1] == {"until": WRONG_DAY}
    assert read_interest(form | {"until": ["2024-11-18"]}, TODAY)[1] == {"until": TOO_OLD}
    assert set(read_interest({}, TODAY)[1]) == {"agency", "kind"}
