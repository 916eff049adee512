"""Which pledge a review falls under, and what of pledges stays visible."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.pledges import (
    DAYS,
    REACH,
    SHOWN_AFTER,
    Ending,
    Pledge,
    first_month,
    in_force,
    judging,
    next_on,
    shown,
)

DAY = dt.timedelta(days=1)
MARCH, APRIL, MAY, JUNE = (dt.date(2026, month, 1) for month in (3, 4, 5, 6))
LATER = dt.date(2026, 11, 1)
"""A day on which all is long sent."""


def until(pledge: Pledge, day: dt.date, ending: Ending) -> Pledge:
    return Pledge(pledge.id, pledge.days, pledge.made_on, day, ending)


@st.composite
def histories(draw: st.DrawFn) -> list[Pledge]:
    """Pledges as `make` and `withdraw` leave them."""
    day = dt.date(2024, 1, 1) + draw(st.integers(0, 300)) * DAY
    found: list[Pledge] = []
    for number in range(draw(st.integers(1, 5))):
        if found and found[-1].ended_on is None:
            found[-1] = until(found[-1], day, Ending.CHANGED)
        found.append(Pledge(number, draw(st.sampled_from(DAYS)), day))
        day += draw(st.integers(30, 200)) * DAY
        if draw(st.booleans()):
            within = draw(st.integers(0, (day - found[-1].made_on).days))
            found[-1] = until(found[-1], found[-1].made_on + within * DAY, Ending.WITHDRAWN)
    return found


months = st.dates(dt.date(2023, 6, 1), dt.date(2027, 6, 1)).map(lambda day: day.replace(day=1))


def holds(history: list[Pledge], day: dt.date) -> list[Pledge]:
    """The pledges under which a stage of this day has an answer promised."""
    return [
        pledge
        for pledge in history
        if pledge.made_on <= day and (pledge.holds_until is None or day <= pledge.holds_until)
    ]


@given(histories(), months, st.integers(0, 200))
def test_a_review_counts_only_if_a_pledge_was_in_force_on_every_possible_day(
    history: list[Pledge], month: dt.date, sent_after: int
) -> None:
    sent_on = month + sent_after * DAY
    end = (month + 31 * DAY).replace(day=1) - DAY
    possible = [
        month - REACH + n * DAY for n in range((min(end, sent_on) - month + REACH).days + 1)
    ]
    promised = [holds(history, day) for day in possible]
    found = judging(history, month, sent_on)
    if not all(promised):
        assert found is None
        return
    assert found is not None
    assert found.made_on <= sent_on
    assert found.days == min(pledge.days for day in promised for pledge in day)


def test_contacts_soon_after_the_pledge_do_not_count_yet() -> None:
    pledge = Pledge(1, 7, MARCH)
    assert judging([pledge], MARCH, LATER) is None
    assert judging([pledge], APRIL, LATER) is None, "seven weeks before April it was February"
    assert judging([pledge], MAY, LATER) == pledge
    assert first_month(MARCH) == MAY


@given(st.dates(dt.date(2024, 1, 1), dt.date(2027, 1, 1)))
def test_the_first_month_is_the_first_that_counts(made_on: dt.date) -> None:
    pledge, month = Pledge(1, 14, made_on), first_month(made_on)
    assert judging([pledge], month, LATER.replace(year=2030)) == pledge
    before = (month - DAY).replace(day=1)
    assert judging([pledge], before, LATER.replace(year=2030)) is None


def test_seven_weeks_hold_thirty_working_days_even_at_christmas() -> None:
    """Five public holidays on working days at most fall into seven weeks."""
    assert REACH.days * 5 // 7 - 5 >= max(DAYS)


def test_stages_open_at_a_change_keep_the_stricter_pledge() -> None:
    strict = until(Pledge(1, 3, MARCH - 90 * DAY), dt.date(2026, 5, 20), Ending.CHANGED)
    lax = Pledge(2, 30, dt.date(2026, 5, 20))
    for month in (APRIL, MAY, JUNE):
        assert judging([strict, lax], month, LATER) == strict, month
    assert judging([strict, lax], dt.date(2026, 8, 1), LATER) == lax
    weak = until(Pledge(1, 30, MARCH - 90 * DAY), dt.date(2026, 5, 20), Ending.CHANGED)
    better = Pledge(2, 3, dt.date(2026, 5, 20))
    assert judging([weak, better], MAY, LATER) == better
    assert judging([weak, better], MAY, dt.date(2026, 5, 10)) == weak, "sent before the change"


def test_a_withdrawn_pledge_holds_to_the_end_of_its_month() -> None:
    pledge = until(Pledge(1, 7, dt.date(2026, 1, 1)), dt.date(2026, 5, 4), Ending.WITHDRAWN)
    assert pledge.holds_until == dt.date(2026, 5, 31)
    assert judging([pledge], MAY, LATER) == pledge
    assert judging([pledge], JUNE, LATER) is None


def test_what_was_never_pledged_is_not_measured() -> None:
    assert judging([], MAY, LATER) is None


@given(histories(), st.dates(dt.date(2024, 1, 1), dt.date(2029, 1, 1)))
def test_what_ended_stays_visible_for_twelve_months(history: list[Pledge], today: dt.date) -> None:
    seen = shown(history, today)
    assert {pledge.id for pledge in seen} == {
        pledge.id
        for pledge in history
        if pledge.ended_on is None or today - pledge.ended_on <= SHOWN_AFTER
    }
    present = in_force(history)
    assert present is None or seen[0] == present
    ended = [pledge.id for pledge in seen if pledge.ended_on is not None]
    assert ended == sorted(ended, reverse=True)


def test_the_next_pledge_follows_a_month_after_the_last() -> None:
    assert next_on([]) is None
    assert next_on([Pledge(1, 7, MARCH)]) == dt.date(2026, 3, 31)
