"""What is owed, how long it takes, and what goes first."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.work import (
    MINUTES,
    Tally,
    WorkKind,
    minutes_owed,
    tally,
    urgency,
)

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
EVENING = dt.datetime(2026, 11, 18, 23, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 18)


@given(st.lists(st.timedeltas(dt.timedelta(days=-9), dt.timedelta(days=9))))
def test_everything_waits_and_nothing_is_owed_twice(offsets: list[dt.timedelta]) -> None:
    found = tally((NOW + one for one in offsets), NOW, EVENING)
    assert found.waiting == len(offsets)
    assert found.owed == sum(NOW + one < EVENING for one in offsets) <= found.waiting


def test_each_kind_has_its_minutes() -> None:
    assert MINUTES.keys() == set(WorkKind)
    assert minutes_owed({WorkKind.REVIEW: Tally(9, 1, 2)}) == 6
    eleven = {WorkKind.REVIEW: Tally(9, 0, 9), WorkKind.CASE: Tally(2, 2, 0)}
    assert minutes_owed(eleven) == 35
    assert minutes_owed({}) == 0


@given(
    st.dictionaries(
        st.sampled_from(WorkKind),
        st.builds(Tally, st.just(9), st.integers(0, 50), st.integers(0, 50)),
    )
)
def test_a_round_number_never_promises_less_time(found: dict[WorkKind, Tally]) -> None:
    exact = sum(MINUTES[kind] * one.owed for kind, one in found.items())
    assert exact <= minutes_owed(found) < exact + 5


def test_threats_then_days_then_kinds() -> None:
    """TRUST 19, 20."""
    later = DAY + dt.timedelta(days=1)
    order = [
        urgency(WorkKind.CASE, later, first=True),
        urgency(WorkKind.REQUEST, DAY, first=False),
        urgency(WorkKind.COMPLAINT, DAY, first=False),
        urgency(WorkKind.REVIEW, DAY, first=False),
        urgency(WorkKind.LETTER, later, first=False),
    ]
    assert order == sorted(order)
