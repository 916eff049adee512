"""TRUST 18: suspended only after a warning, by published criteria that fade."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.misuse import (
    HALF_LIFE_DAYS,
    PastSanction,
    SanctionKind,
    next_sanction,
    points,
    suspension_ends,
)

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
WARNED = PastSanction(SanctionKind.WARN, NOW - 40 * DAY)
FRESH = [NOW - DAY * n for n in (1, 2, 3)]


def test_an_incident_counts_half_after_180_days() -> None:
    assert points([NOW], NOW) == 1
    assert points([NOW - HALF_LIFE_DAYS * DAY], NOW) == 0.5
    assert points([NOW - 2 * HALF_LIFE_DAYS * DAY, NOW], NOW) == 1.25


def test_first_a_warning_then_suspensions_then_the_end() -> None:
    assert next_sanction(FRESH[:2], [], NOW) is None
    assert next_sanction(FRESH, [], NOW) is SanctionKind.WARN
    assert next_sanction(FRESH, [WARNED], NOW) is SanctionKind.SUSPEND
    once = PastSanction(SanctionKind.SUSPEND, NOW - 30 * DAY)
    twice = PastSanction(SanctionKind.SUSPEND, NOW - 20 * DAY)
    assert next_sanction(FRESH, [WARNED, once], NOW) is SanctionKind.SUSPEND
    assert next_sanction(FRESH, [WARNED, once, twice], NOW) is SanctionKind.TERMINATE


def test_nothing_follows_without_new_misuse() -> None:
    assert next_sanction(FRESH, [PastSanction(SanctionKind.WARN, NOW)], NOW) is None


def test_an_old_warning_is_no_ground_of_a_suspension() -> None:
    old = PastSanction(SanctionKind.WARN, NOW - 366 * DAY)
    assert next_sanction(FRESH, [old], NOW) is SanctionKind.WARN


def test_a_second_suspension_is_longer() -> None:
    assert suspension_ends([WARNED], NOW.date()) == NOW.date() + 30 * DAY
    once = PastSanction(SanctionKind.SUSPEND, NOW)
    assert suspension_ends([WARNED, once], NOW.date()) == NOW.date() + 90 * DAY


@given(
    st.lists(st.integers(0, 900), max_size=12),
    st.lists(st.tuples(st.sampled_from(SanctionKind), st.integers(0, 900)), max_size=5),
)
def test_nobody_is_suspended_without_a_warning(
    days: list[int], past: list[tuple[SanctionKind, int]]
) -> None:
    sanctions = [PastSanction(kind, NOW - day * DAY) for kind, day in past]
    found = next_sanction([NOW - day * DAY for day in days], sanctions, NOW)
    if found not in {None, SanctionKind.WARN}:
        assert any(one.kind is SanctionKind.WARN for one in sanctions)
