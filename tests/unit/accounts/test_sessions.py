"""How long a session counts (TRUST 38, 39)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.accounts import domain

START = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
MODERATOR = frozenset({"moderator"})


def alive(
    now: dt.datetime, seen: dt.datetime = START, roles: frozenset[domain.Role] = frozenset()
) -> bool:
    return domain.session_alive(
        now,
        created_at=START,
        seen_at=seen,
        expires_at=START + dt.timedelta(days=60),
        roles=roles,
    )


def test_a_candidate_stays_signed_in_for_fourteen_days_unused() -> None:
    """TRUST 38: idle timeout."""
    assert alive(START + dt.timedelta(days=13, hours=23))
    assert not alive(START + dt.timedelta(days=14))


def test_a_candidate_is_signed_out_after_sixty_days_however_busy() -> None:
    """TRUST 38: absolute timeout."""
    late = START + dt.timedelta(days=60)
    assert alive(late - dt.timedelta(seconds=1), seen=late - dt.timedelta(minutes=1))
    assert not alive(late, seen=late - dt.timedelta(minutes=1))


def test_a_moderator_s_session_ends_sooner() -> None:
    """TRUST 38: thirty minutes unused, twelve hours at most."""
    assert alive(START + dt.timedelta(minutes=29), roles=MODERATOR)
    assert not alive(START + dt.timedelta(minutes=30), roles=MODERATOR)
    noon = START + dt.timedelta(hours=12)
    assert not alive(noon, seen=noon - dt.timedelta(minutes=1), roles=MODERATOR)


@given(st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=90)))
def test_a_role_never_lengthens_a_session(age: dt.timedelta) -> None:
    assert alive(START + age) or not alive(START + age, roles=MODERATOR)


def test_a_proof_is_recent_for_fifteen_minutes() -> None:
    """TRUST 39."""
    assert domain.is_recent(START + dt.timedelta(minutes=15), START)
    assert not domain.is_recent(START + dt.timedelta(minutes=15, seconds=1), START)


def test_using_a_session_is_written_down_seldom_but_before_it_idles_out() -> None:
    for roles in (frozenset[domain.Role](), MODERATOR):
        idle = domain.session_limits(roles).idle
        assert not domain.needs_touch(START + idle / 60, START, roles)
        assert domain.needs_touch(START + idle / 20, START, roles)


def test_a_device_is_named_coarsely() -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Safari/604.1"
    assert domain.device_name(firefox) == "Firefox · Linux"
    assert domain.device_name(iphone) == "Safari · iPhone"
    assert domain.device_name("curl/8") == ""
