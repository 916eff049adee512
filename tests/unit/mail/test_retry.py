"""When a failed mail is tried again."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.mail import domain

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def test_waiting_doubles_up_to_six_hours() -> None:
    waits = [domain.retry_delay(n, 0).total_seconds() / 60 for n in range(1, 12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


@given(st.integers(min_value=1, max_value=10_000), st.floats(min_value=0, max_value=1))
def test_mails_that_failed_together_do_not_come_back_together(n: int, jitter: float) -> None:
    plain = domain.retry_delay(n, 0)
    assert plain <= domain.retry_delay(n, jitter) <= plain * 1.25


def test_the_site_gives_up_after_three_days() -> None:
    created, attempts, now = NOW, 0, NOW
    while (due := domain.next_attempt(created, now, attempts + 1, 0.5)) is not None:
        attempts, now = attempts + 1, due
    assert dt.timedelta(days=2, hours=12) < now - created <= domain.GIVE_UP_AFTER
    assert 15 < attempts < 30
