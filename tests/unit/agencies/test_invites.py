"""Codes of invitations: what people type, how long one lasts, which reviews carry the mark."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.invites import (
    ALWAYS_BELIEVED,
    LENGTH,
    InviteCode,
    code_of,
    is_taken,
    last_day,
    marks,
    next_quarter,
    normal_code,
    quarter_of,
)

NOON = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)
CODE = InviteCode(1, 7, "7KQ2M9XA", NOON, dt.date(2027, 3, 31))

days = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31))


@given(st.binary(min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_however_it_is_typed(random_bytes: bytes) -> None:
    code = code_of(random_bytes)
    shown = dataclasses.replace(CODE, code=code).shown
    assert normal_code(code) == normal_code(shown) == normal_code(f" {shown.lower()} ") == code
    assert normal_code(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "7KQ2", "7KQ2-M9X*", "7KQ2-M9XA-7", "٣KQ2M9XA"])
def test_what_has_not_the_form_of_a_code_is_none(typed: str) -> None:
    assert normal_code(typed) is None


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_reading(typed: str) -> None:
    found = normal_code(typed)
    assert found is None or (len(found) == LENGTH and normal_code(found) == found)


@given(days)
def test_a_code_lasts_to_the_end_of_the_following_quarter(made_on: dt.date) -> None:
    """Posters hang for a while: between three and six months."""
    last = last_day(made_on)
    assert quarter_of(last) == next_quarter(made_on)
    assert quarter_of(last + dt.timedelta(days=1)) != quarter_of(last)
    assert 89 < (last - made_on).days < 186


@given(days)
def test_quarters_follow_each_other(day: dt.date) -> None:
    first = quarter_of(day)
    assert first <= day < next_quarter(first)
    assert (first.day, first.month % 3) == (1, 1)
    assert next_quarter(day) == next_quarter(first)


def test_a_code_is_taken_for_its_own_agency_until_it_ends() -> None:
    today = dt.date(2026, 12, 1)
    assert is_taken(CODE, 7, today)
    assert not is_taken(CODE, 8, today)
    assert is_taken(CODE, 7, CODE.last_on)
    assert not is_taken(CODE, 7, CODE.last_on + dt.timedelta(days=1))
    assert not is_taken(dataclasses.replace(CODE, ended_at=NOON), 7, today)


def test_reviews_since_a_leak_are_not_marked() -> None:
    """Issue 4: reviews by a leaked code are not marked invited."""
    leaked = dataclasses.replace(CODE, ended_at=NOON, leaked_from=NOON)
    assert marks(leaked, NOON - dt.timedelta(seconds=1), 1, 0)
    assert not marks(leaked, NOON, 1, 1000)


@given(st.integers(1, 500), st.integers(0, 500))
def test_more_reviews_than_people_invited_are_not_marked(nth: int, invited: int) -> None:
    assert marks(CODE, NOON, nth, invited) == (nth <= invited or nth <= ALWAYS_BELIEVED)
