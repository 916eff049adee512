"""Times and texts of claims."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain import claims
from resonanz.agencies.domain.claims import PREFIX, Finding
from resonanz.agencies.domain.members import last_owner

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


@given(st.integers(0, 200))
def test_the_worker_waits_longer_each_time_and_half_a_day_at_most(checks: int) -> None:
    assert dt.timedelta(minutes=1) <= claims.pause_after(checks) <= claims.pause_after(checks + 1)
    assert claims.pause_after(checks) <= dt.timedelta(hours=12)


@given(st.text(max_size=40), st.text(alphabet="0123456789abcdef", min_size=32, max_size=32))
def test_only_the_challenge_itself_is_found(text: str, challenge: str) -> None:
    expected = text.strip().strip('"').strip() == PREFIX + challenge
    assert (claims.finding_of([text], challenge) is Finding.FOUND) == expected


@pytest.mark.parametrize(
    ("texts", "finding"),
    [
        ([], Finding.MISSING),
        (["v=spf1 -all"], Finding.MISSING),
        ([PREFIX + "abc"], Finding.FOUND),
        ([f'  "{PREFIX}abc" '], Finding.FOUND),
        (["v=spf1 -all", PREFIX + "abc"], Finding.FOUND),
        ([PREFIX + "abcd"], Finding.DIFFERENT),
        (["x" + PREFIX + "abc"], Finding.DIFFERENT),
    ],
)
def test_what_a_look_finds(texts: list[str], finding: Finding) -> None:
    assert claims.finding_of(texts, "abc") is finding


def test_disputes_open_72_hours_after_a_claim() -> None:
    assert claims.disputes_open_at(None, NOW) is None
    opens = NOW + dt.timedelta(hours=72)
    assert claims.disputes_open_at(NOW, NOW) == opens
    assert claims.disputes_open_at(NOW, opens - dt.timedelta(seconds=1)) == opens
    assert claims.disputes_open_at(NOW, opens) is None


def test_a_proven_domain_is_looked_at_once_a_year_and_sooner_after_failures() -> None:
    days = [claims.next_look(failures, NOW) for failures in range(4)]
    assert days == [
        NOW + dt.timedelta(days=365),
        NOW + dt.timedelta(days=7),
        NOW + dt.timedelta(days=30),
        None,
    ]


def test_an_agency_keeps_one_owner() -> None:
    assert last_owner(1, frozenset({1}))
    assert not last_owner(1, frozenset({1, 2}))
    assert not last_owner(3, frozenset({1}))
