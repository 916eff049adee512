"""Which reviews sleep while two entries are one agency (TRUST 4)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain import State
from resonanz.reviews.domain.merging import ONE_REVIEW_IN, Authored, sleeping

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


def one(
    number: int, days: int, *, goes: bool, author: int = 1, state: str = "published"
) -> Authored:
    return Authored(number, author, State(state), NOW - dt.timedelta(days=days), goes)


reviews = st.lists(
    st.builds(
        one,
        number=st.integers(1, 10_000),
        days=st.integers(0, 1200),
        goes=st.booleans(),
        author=st.integers(1, 3),
        state=st.sampled_from(["published", "contested", "pre_check", "withdrawn"]),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


def test_the_newer_one_stays_whichever_entry_it_is_of() -> None:
    old, new = one(1, 100, goes=False), one(2, 5, goes=True)
    assert sleeping([old, new]) == {1}
    assert sleeping([one(1, 100, goes=True), one(2, 5, goes=False)]) == {1}


def test_a_year_between_them_lets_both_stay() -> None:
    assert sleeping([one(1, 400, goes=False), one(2, 5, goes=True)]) == frozenset()


def test_what_is_not_public_is_decided_in_its_check() -> None:
    waiting = one(2, 5, goes=True, state="pre_check")
    assert sleeping([one(1, 100, goes=False), waiting]) == frozenset()


@given(reviews)
def test_nobody_keeps_two_of_both_entries_and_nobody_loses_all(given_ones: list[Authored]) -> None:
    asleep = sleeping(given_ones)
    public = [each for each in given_ones if each.state in {State.PUBLISHED, State.CONTESTED}]
    awake = [each for each in public if each.id not in asleep]
    assert {each.author_id for each in awake} == {each.author_id for each in public}
    for each in awake:
        for other in awake:
            if each.author_id == other.author_id and each.goes != other.goes:
                assert abs(each.created_at - other.created_at) >= ONE_REVIEW_IN


@given(reviews)
def test_the_direction_of_a_merge_changes_nothing(given_ones: list[Authored]) -> None:
    turned = [
        Authored(each.id, each.author_id, each.state, each.created_at, not each.goes)
        for each in given_ones
    ]
    assert sleeping(given_ones) == sleeping(reversed(turned))
