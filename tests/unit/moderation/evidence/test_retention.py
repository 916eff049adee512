"""State machine of cases, step 9: when raw proof is destroyed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.evidence import may_look, months_after, months_before, purge_day

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("decided", "purged"),
    [
        (dt.date(2026, 11, 18), dt.date(2027, 6, 18)),
        (dt.date(2026, 7, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 7, 29), dt.date(2028, 2, 29)),
    ],
)
def test_raw_proof_ends_seven_months_after_the_decision(decided: dt.date, purged: dt.date) -> None:
    assert purge_day(decided) == purged


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60))
def test_months_before_and_after_never_overshoot(day: dt.date, months: int) -> None:
    there = months_after(day, months)
    assert there >= day
    assert months_before(there, months) <= day


def test_only_the_assigned_moderator_looks_and_only_for_now() -> None:
    later = NOW + dt.timedelta(minutes=15)
    assert may_look(1, 1, later, NOW)
    assert not may_look(2, 1, later, NOW)
    assert not may_look(1, None, None, NOW)
    assert not may_look(1, 1, NOW, NOW)
