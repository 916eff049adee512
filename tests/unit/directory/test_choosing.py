"""Choosing reviews: counts are what choosing finds, and no choice tells what a page hides."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.folding import one_spelling
from resonanz.directory.domain.choosing import (
    YES,
    About,
    Choice,
    Shown,
    choose,
    half_year,
    page_behind,
    shelf,
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
    unique_by=(lambda one: one.id, lambda one: one.public_id),
)
_values = st.sampled_from(("1", "5", "offer", "applicant", "it", "de", "2026-h1", YES))
_choices = st.dictionaries(st.sampled_from(About), st.lists(_values, max_size=3).map(tuple))


@given(_shown, _choices, st.integers(0))
def test_the_bits_are_the_reviews_that_have_all_traits(
    shown: list[Shown], chosen: dict[About, tuple[str, ...]], some: int
) -> None:
    kept = shelf(shown)
    among = some & kept.everything
    expected = [
        at
        for at, one in enumerate(shown)
        if among >> at & 1
        and all(
            any((about, value) in set(one.traits()) for value in values)
            for about, values in chosen.items()
            if values
        )
    ]
    assert choose(kept, chosen, among)[0] == sum(1 << at for at in expected)


@given(_shown, _choices)
def test_the_number_beside_a_value_is_what_it_finds(
    shown: list[Shown], chosen: dict[About, tuple[str, ...]]
) -> None:
    kept = shelf(shown)
    for about, values in choose(kept, chosen, kept.everything)[1].items():
        for value, count in values.items():
            found, _ = choose(kept, chosen | {about: (value,)}, kept.everything)
            assert count == found.bit_count()


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
    before, after = shelf(shown), shelf(others)
    assert choose(before, chosen, before.everything) == choose(after, chosen, after.everything)


@given(_shown, st.integers(0), st.integers(1, 5))
def test_pages_show_each_review_once(shown: list[Shown], some: int, size: int) -> None:
    kept = shelf(shown)
    found = some & kept.everything
    seen: list[str] = []
    after, more = "", True
    while more:
        page, more = page_behind(kept, found, after, size)
        seen += [one.public_id for one in shown if one.id in page]
        after = seen[-1] if page else ""
    assert seen == [one.public_id for at, one in enumerate(shown) if found >> at & 1]


def test_behind_a_review_that_is_not_found_any_more_the_page_begins_where_it_stood() -> None:
    one = Shown(1, "a", 5, "offer", "applicant", "", "", dt.date(2026, 1, 1), False, False, False)
    kept = shelf([one, replace(one, id=2, public_id="b"), replace(one, id=3, public_id="c")])
    assert page_behind(kept, 0b101, "b", 2) == ([3], False)
    with pytest.raises(KeyError):
        page_behind(kept, 0b101, "z", 2)


def test_without_a_value_the_rest_stays() -> None:
    choice = Choice("nett", {About.STARS: ("1", "2"), About.PROVEN: (YES,)})
    left = choice.without(About.STARS, "1").without(About.PROVEN, YES)
    assert left == Choice("nett", {About.STARS: ("2",)})
    assert left.pairs() == [("q", "nett"), ("stars", "2")]


def test_words_are_marked_whole_and_nothing_becomes_markup() -> None:
    assert mark("Die Rückmeldung <b> kam", ("ruckmeld",)) == (
        "Die <mark>Rückmeldung</mark> &lt;b&gt; kam"
    )


def test_umlauts_are_found_and_marked_in_every_spelling() -> None:
    for sought in ("Rückruf", "Rueckruf", "ruckruf"):
        for written in ("Rückruf", "Rueckruf"):
            assert mark(written, (one_spelling(sought),)) == f"<mark>{written}</mark>"


def test_a_word_with_a_hyphen_is_one() -> None:
    assert mark("Per E-Mail, leider.", (one_spelling("e-mail"),)) == (
        "Per <mark>E-Mail</mark>, leider."
    )
