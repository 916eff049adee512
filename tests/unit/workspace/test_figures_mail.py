"""When figures are mailed, and what such a mail may tell."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel.clock import SITE_ZONE
from resonanz.workspace.domain.figures_mail import Pace, calm, mailable, period_start
from resonanz.workspace.domain.visits import Snapshot

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


@given(DAYS, st.sampled_from(Pace))
def test_a_period_holds_the_day_and_begins_on_a_monday_or_a_first(
    today: dt.date, pace: Pace
) -> None:
    first = period_start(pace, today)
    assert first <= today
    assert period_start(pace, first) == first
    assert first.weekday() == 0 if pace is Pace.WEEK else first.day == 1
    assert (today - first).days < (7 if pace is Pace.WEEK else 31)


@given(DAYS, st.lists(st.integers(0, 40), max_size=40), st.sampled_from(Pace))
def test_at_most_one_mail_a_period_however_often_the_worker_looks(
    start: dt.date, pauses: list[int], pace: Pace
) -> None:
    told, sent, today = start, [], start
    for pause in pauses:
        today += dt.timedelta(days=pause)
        if told < period_start(pace, today):
            told = today
            sent.append(period_start(pace, today))
    assert len(sent) == len(set(sent))


def test_nobody_is_mailed_at_night() -> None:
    hours = [
        hour for hour in range(24) if calm(dt.datetime(2026, 11, 23, hour, 30, tzinfo=SITE_ZONE))
    ]
    assert hours == list(range(8, 18))


@given(st.integers(0, 30), st.integers(0, 30))
def test_no_share_of_fewer_than_ten_is_mailed(answered: int, more: int) -> None:
    """Small cells would tell of single reviews (TRUST 29)."""
    found = Snapshot(5, 3.9, answered, answered + more)
    told = mailable(found)
    assert (told.reviews, told.score) == (5, 3.9)
    assert told == found if found.judged >= 10 else told.judged == told.answered == 0
