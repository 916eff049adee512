"""When an approved review appears."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain import (
    Waiting,
    batch,
    batch_opens,
    earliest_publication,
    months_back,
    outcome_of,
)
from resonanz.scoring.domain.ledger import Answer, Stage

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(DAYS, st.integers(0, 2**32 - 1))
def test_batches_open_on_three_days_a_week_at_a_secret_minute_of_the_day(
    day: dt.date, chance: int
) -> None:
    opens = batch_opens(day, chance)
    if day.strftime("%a") in {"Tue", "Thu", "Sat"}:
        assert opens is not None
        assert dt.time(7) <= opens < dt.time(20)
        assert opens == batch_opens(day, chance)
    else:
        assert opens is None


def test_every_minute_of_the_window_is_possible() -> None:
    tuesday = dt.date(2026, 11, 24)
    assert len({batch_opens(tuesday, chance) for chance in range(13 * 60)}) == 13 * 60


@given(DAYS, st.sampled_from([1, 3]))
def test_a_wait_of_months_ends_on_the_same_day_of_the_month_or_its_last(
    day: dt.date, months: int
) -> None:
    until = earliest_publication(day, months)
    assert until is not None
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    assert until.day == day.day or (until + dt.timedelta(days=1)).day == 1


def test_without_a_wait_there_is_no_first_day() -> None:
    assert earliest_publication(dt.date(2026, 1, 31), 0) is None
    assert earliest_publication(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert earliest_publication(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)


@given(DAYS)
def test_months_of_last_contact_go_back_one_by_one_from_the_present_one(day: dt.date) -> None:
    months = months_back(day, 24)
    assert months[0] == day.replace(day=1)
    assert len(set(months)) == 24
    assert all(
        earlier == (later - dt.timedelta(days=1)).replace(day=1)
        for later, earlier in itertools.pairwise(months)
    )


@given(st.sampled_from(Stage), st.sampled_from(Answer))
def test_how_it_ended_is_read_off_the_last_line(stage: Stage, answer: Answer) -> None:
    expected = {
        Answer.ADVANCED: "offer",
        Answer.REJECTION: "rejected",
        Answer.NOTHING: "no_answer",
        Answer.INTERIM: "open",
        Answer.WAITING: "open",
    }
    ended = outcome_of(stage.value, answer.value)
    assert ended == ("placed" if stage is Stage.ASSIGNMENT else expected[answer])


def test_no_agency_holds_its_reviews_back_by_acting_every_day() -> None:
    """TRUST 10: the quiet days after an act end soon after the longest wait."""
    now = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    yesterday = now - dt.timedelta(days=1)
    fresh = Waiting("fresh", 1, yesterday, yesterday)
    old = Waiting("old", 1, now - dt.timedelta(days=17), yesterday)
    others = [Waiting(str(agency), agency, yesterday, None) for agency in (2, 3, 4)]
    assert batch([fresh, *others], now) == ("2", "3", "4")
    assert batch([fresh, old], now) == ("old",)
