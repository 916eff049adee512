"""SCORING 6: rankings of any part of the agencies, now and as they were, and who just missed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.directory.domain import (
    Frozen,
    Group,
    Index,
    Listed,
    Past,
    Slice,
    Standing,
    just_missed,
    last_day,
    quarter_before,
)
from resonanz.directory.forms import read_slice
from resonanz.directory.service.ranking import ranked, ranked_then
from resonanz.scoring.domain.rank import ranks
from resonanz.scoring.domain.score import Estimate, is_ranked, missing_for_rank

HAMBURG = (53.55, 9.99)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, score, high = sorted(draw(st.tuples(*[st.integers(10, 50)] * 3)))
    weight = draw(st.floats(0, 20))
    return Estimate(score / 10, low / 10, high / 10, weight, draw(st.integers(1, 30)))


def standings() -> st.SearchStrategy[Standing]:
    return estimates().map(
        lambda own: Standing(own.score, own.low, own.high, own.weight, own.n, missing_for_rank(own))
    )


@st.composite
def worlds(draw: st.DrawFn) -> list[Listed]:
    some = st.sampled_from
    return [
        Listed(
            id=number,
            name_key=draw(some(("a", "b", "ö"))),
            names=("x",),
            country=draw(some(("DE", "AT"))),
            region=draw(some((None, "HH", "BY"))),
            latitude=draw(some((53.5, 53.6, 48.1))),
            longitude=draw(some((9.9, 10.1, 11.5))),
            kinds=draw(st.frozensets(some(("temp", "search")))),
            fields=draw(st.frozensets(some(("it", "sales")))),
            reviews=5,
            standing=draw(st.none() | standings()),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


slices = st.builds(
    Slice,
    country=st.sampled_from(("DE", "AT")),
    state=st.sampled_from(("", "DE-HH", "AT-BY")),
    kind=st.sampled_from(("", "temp", "search")),
    field=st.sampled_from(("", "it")),
)


def inside(one: Listed, asked: Slice, near: bool) -> bool:
    traits = set(one.traits())
    return all((group, value) in traits for group, (value,) in asked.chosen.items()) and (
        not near or distance_km(HAMBURG, one.point or (0, 0)) <= 25
    )


@given(worlds(), slices, st.booleans())
def test_a_slice_ranks_those_in_it_by_the_formula(
    world: Sequence[Listed], asked: Slice, near: bool
) -> None:
    index = Index(world)
    scope = index.within(HAMBURG, 25, distance_km) if near else index.everything
    among = index.matching(asked.chosen, scope) & index.ranked
    found = ranked(index.agencies(among))
    wanted = {
        f"{one.name_key}\0{one.id:015}": one.standing
        for one in world
        if one.standing and not one.standing.missing and inside(one, asked, near)
    }
    assert [(one.standing, one.rank) for one in found] == [
        (wanted[name], rank) for name, rank in ranks(wanted).items()
    ]


@given(worlds(), slices, st.booleans())
def test_the_past_is_sliced_like_the_present(
    world: Sequence[Listed], asked: Slice, near: bool
) -> None:
    """What is frozen and read again gives the same ranks in every slice."""
    known = {one.id: one for one in world}
    past = Past(
        Frozen(
            one.agency_id, one.standing, own.country, own.region, own.point, own.kinds, own.fields
        )
        for one in ranked(world)
        for own in [known[one.agency_id]]
    )
    bits = past.within(HAMBURG, 25, distance_km) if near else past.everything
    among = past.matching(asked.chosen, bits)
    present = ranked(one for one in world if inside(one, asked, near))
    assert ranked_then(past, among) == present
    assert past.ranks_of(known, among) == {one.agency_id: one.rank.rank for one in present}
    assert among.bit_count() == len(present)


@given(estimates())
def test_the_reviews_that_are_missing_are_just_enough(own: Estimate) -> None:
    missing = missing_for_rank(own)
    assert (missing == 0) == is_ranked(own)
    for more in range(missing + 1):
        then = replace(own, n=own.n + more, weight=own.weight + more)
        assert is_ranked(then) == (more == missing)


@given(worlds())
def test_who_just_missed_lacks_two_reviews_at_most(world: Sequence[Listed]) -> None:
    found = just_missed(world)
    assert {one.agency_id for one in found} == {
        one.id for one in world if one.standing and one.standing.missing in {1, 2}
    }
    assert [one.standing.missing for one in found] == sorted(one.standing.missing for one in found)


def test_quarters_end_where_the_calendar_says() -> None:
    assert quarter_before(dt.date(2027, 1, 1)) == dt.date(2026, 10, 1)
    assert quarter_before(dt.date(2026, 12, 31)) == dt.date(2026, 7, 1)
    assert last_day(dt.date(2026, 10, 1)) == dt.date(2026, 12, 31)
    assert last_day(dt.date(2024, 1, 1)) == dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ({}, Slice("ES")),
        ({"country": ["DE"], "state": ["DE-HH"]}, Slice("DE", "DE-HH")),
        ({"state": ["DE-HH"]}, Slice("DE", "DE-HH")),
        ({"country": ["AT"], "state": ["DE-HH"]}, Slice("AT")),
        ({"state": ["DE-HH"], "place": [" Kiel "]}, Slice("DE", place="Kiel")),
        ({"kind": ["temp"], "field": ["it"]}, Slice("ES", kind="temp", field="it")),
    ],
)
def test_an_address_asks_for_one_slice(address: dict[str, list[str]], asked: Slice) -> None:
    read = read_slice(address, "ES")
    assert (read.asked, read.quarter, read.first, read.problems) == (asked, None, 1, ())


@given(
    st.dictionaries(
        st.sampled_from(("country", "state", "place", "kind", "field", "quarter", "from")),
        st.lists(st.text(max_size=20), max_size=2),
    )
)
def test_any_address_is_understood_or_said_to_be_none(address: dict[str, list[str]]) -> None:
    read = read_slice(address, "DE")
    assert read.first >= 1
    again = {name: [value] for name, value in read.asked.pairs()}
    assert read_slice(again, "XX").asked == read.asked
    assert Group.COUNTRY in read.asked.chosen
