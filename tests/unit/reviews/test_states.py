"""The review's state machine (TRUST.md, State machines)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain import (
    LIVE_STATES,
    PUBLIC_STATES,
    Event,
    IllegalTransitionError,
    State,
    may,
    transition,
)

PATHS = {
    "email_pending": {"pre_check", "expired"},
    "expired": set(),
    "pre_check": {"approved", "returned", "rejected"},
    "returned": {"pre_check"},
    "rejected": {"pre_check"},
    "approved": {"published"},
    "published": {"contested"},
    "contested": {"published", "hidden_interim", "removed"},
    "hidden_interim": {"published", "removed"},
    "removed": {"published"},
    "withdrawn": set(),
}
"""TRUST.md's own words, beside "withdrawn from anywhere"."""


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_no_sequence_of_events_leaves_the_paths_of_the_rules(events: list[Event]) -> None:
    state = State.EMAIL_PENDING
    for event in events:
        if not may(state, event):
            with pytest.raises(IllegalTransitionError):
                transition(state, event)
            continue
        after = transition(state, event)
        assert after in PATHS[state] or (event is Event.WITHDRAW and after is State.WITHDRAWN)
        state = after


def test_every_path_of_the_rules_can_be_walked() -> None:
    walked = {
        (state.value, transition(state, event).value)
        for state in State
        for event in Event
        if may(state, event) and event is not Event.WITHDRAW
    }
    assert walked == {(state, after) for state, found in PATHS.items() for after in found}


def test_an_author_withdraws_from_anywhere_and_for_good() -> None:
    """TRUST 11."""
    for state in set(State) - {State.WITHDRAWN}:
        assert transition(state, Event.WITHDRAW) is State.WITHDRAWN
    assert not any(may(State.WITHDRAWN, event) for event in Event)


def test_only_published_and_contested_reviews_are_public() -> None:
    assert {State.PUBLISHED, State.CONTESTED} == PUBLIC_STATES
    assert PUBLIC_STATES <= LIVE_STATES


def test_what_is_over_or_was_never_confirmed_leaves_room_for_another_review() -> None:
    """TRUST 4: one live review; an unconfirmed one could be anybody's."""
    assert set(State) - LIVE_STATES == {
        State.EMAIL_PENDING,
        State.EXPIRED,
        State.REJECTED,
        State.REMOVED,
        State.WITHDRAWN,
    }
