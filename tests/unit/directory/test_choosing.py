"""Choosing reviews: counts are what choosing finds, and no choice tells what a page hides."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from resonanz.directory.domain.choosing import (
    YES,
    About,
    Choice,
    Shown,
    choose,
    half_year,
    page_behind,
)
from resonanz.directory.views.choosing import mark

_shown = st.lists(
    st.builds(
        Shown,
        id=st.integers(1, 10**6),
        public_id=st.uuids().map(str),
        stars=st.none() | st.integers(1, 5),
        stage=st.sampled_from(("application", "offer")),
        role=st.sampled_from(("applicant", "freelancer")),
        field=st.sampled_from(("", "it", "sales")),
        language=st.sampled_from(("", "de", "es")),
        published_on=st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
        coarse=st.booleans(),
        proven=st.booleans(),
        invited=st.booleans(),
    ),
    max_size=30,
)
_values = st.sampled_from(("1", "5", "offer", "applicant", "it", "de", "2026-h1", YES))
_choices = st.dictionaries(st.sampled_from(About), st.lists(_values, max_size=3).map(tuple))


@given(_shown, _choices)
def test_the_number_beside_a_value_is_what_it_finds(
    shown: list[Shown], chosen: dict[About, tuple[str, ...]]
) -> None:
    for about, values in choose(shown, chosen)[1].items():
        for value, count in values.items():
            assert count == len(choose(shown, chosen | {about: (value,)})[0])


@given(_shown, _choices, st.sampled_from(("applicant", "freelancer")), st.dates())
def test_no_choice_tells_role_field_or_day_of_a_coarse_review(
    shown: list[Shown], chosen: dict[About, tuple[str, ...]], role: str, day: dt.date
) -> None:
    """What a coarse review hides can be anything: every choice finds the same ones."""
    others = [
        replace(
            one,
            role=role,
            field="sales",
            published_on=day if half_year(day) == half_year(one.published_on) else one.published_on,
        )
        if one.coarse
        else one
        for one in shown
    ]
    before, numbers = choose(shown, chosen)
    after, same_numbers = choose(others, chosen)
    assert [one.id for one in after] == [one.id for one in before]
    assert numbers == same_numbers


@given(_shown, st.integers(1, 5))
def test_pages_show_each_review_once(shown: list[Shown], size: int) -> None:
    found: list[Shown] = []
    after, more = "", True
    while more:
        page, more = page_behind(shown, after, size)
        found += page
        after = page[-1].public_id if page else ""
    assert found == shown


def test_without_a_value_the_rest_stays() -> None:
    choice = Choice("nett", {About.STARS: ("1", "2"), About.PROVEN: (YES,)})
    left = choice.without(About.STARS, "1").without(About.PROVEN, YES)
    assert left == Choice("nett", {About.STARS: ("2",)})
    assert left.pairs() == [("q", "nett"), ("stars", "2")]


def test_words_are_marked_whole_and_nothing_becomes_markup() -> None:
    assert mark("Die Rückmeldung <b> kam", ("ruckmeld",)) == (
        "Die <mark>Rückmeldung</mark> &lt;b&gt; kam"
    )
