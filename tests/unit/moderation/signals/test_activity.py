"""Bursts, one-sidedness and throw-away addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.moderation.domain.signals import (
    LATEST,
    agency_burst,
    disposable_mail,
    network_burst,
    one_sided,
)


@pytest.mark.parametrize(
    ("week", "usual", "stands_out"),
    [(3, 0.0, False), (4, 0.0, True), (5, 0.1, True), (6, 3.0, False), (15, 3.0, True),
     (40, 30.0, False), (60, 30.0, True)],
)  # fmt: skip
def test_a_burst_is_measured_against_what_is_usual(
    week: int, usual: float, stands_out: bool
) -> None:
    assert bool(agency_burst(week, usual)) is stands_out


@settings(deadline=None)
@given(st.integers(0, 100_000), st.floats(0, 10_000))
def test_no_number_of_reviews_breaks_the_comparison(week: int, usual: float) -> None:
    assert len(agency_burst(week, usual)) <= 1


@pytest.mark.parametrize("end", [1, 5])
def test_a_row_of_ones_and_of_fives_are_treated_alike(end: int) -> None:
    mixed = [1, 2, 3, 4, 5] * 4
    (signal,) = one_sided([end] * LATEST, mixed)
    assert signal.values["count"] == LATEST
    assert one_sided([end] * LATEST, [end] * 40) == ()
    assert one_sided([end] * (LATEST - 1), mixed) == ()
    assert one_sided([end] * (LATEST - 1) + [3], mixed) == ()


@given(st.lists(st.integers(1, 5)), st.lists(st.integers(1, 5)))
def test_turning_the_stars_round_changes_nothing(latest: list[int], earlier: list[int]) -> None:
    turned = one_sided([6 - stars for stars in latest], [6 - stars for stars in earlier])
    assert bool(turned) == bool(one_sided(latest, earlier))


def test_others_in_the_network_of_the_day_are_pointed_out() -> None:
    assert network_burst(0, 0) == ()
    assert network_burst(2, 0) == ()
    assert network_burst(3, 0)[0].kind == ""
    assert network_burst(1, 1)[0].kind == "agency"


@pytest.mark.parametrize(
    ("domain", "listed"),
    [("trash.example", True), ("sub.Trash.example", True), ("example", False),
     ("notrash.example", False), ("", False)],
)  # fmt: skip
def test_a_domain_below_a_listed_one_is_listed(domain: str, listed: bool) -> None:
    assert bool(disposable_mail(domain, {"trash.example"})) is listed
