"""Days and months of a case."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.deadlines import (
    complaint_until,
    hearing_due,
    months_later,
    purge_on,
    reminders_due,
    still_disputed,
)

START = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("days", "sent"), [(0, 0), (2, 0), (3, 1), (6, 1), (7, 2), (11, 2), (12, 3), (13, 3)]
)
def test_authors_are_reminded_on_days_three_seven_and_twelve(days: int, sent: int) -> None:
    """State machine of a case, step 2."""
    assert reminders_due(hearing_due(START), START + dt.timedelta(days=days)) == sent


def test_authors_have_fourteen_days() -> None:
    assert hearing_due(START) - START == dt.timedelta(days=14)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_one(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_proof_outlives_the_time_for_complaints(day: dt.date) -> None:
    """TRUST 17 and step 9: six months to complain, destroyed a month later."""
    assert day < complaint_until(day) < purge_on(day)


def test_the_author_is_asked_for_more_once_unless_the_policy_says_otherwise() -> None:
    """Step 6."""
    assert still_disputed("ask_author", 1)
    assert not still_disputed("ask_author", 2)
    assert not still_disputed("moderator_decides", 1)
