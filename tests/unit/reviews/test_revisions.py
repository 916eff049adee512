"""The moves of an edit (TRUST 11): a revision with a check of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain import (
    EDITABLE_STATES,
    ENDED_REVISIONS,
    OPEN_REVISIONS,
    PUBLIC_STATES,
    REVISION_MOVES,
    Event,
    IllegalTransitionError,
    RevisionState,
    State,
    move_revision,
)

PATHS = {
    "pre_check": {"approved", "returned", "rejected", "withdrawn"},
    "returned": {"pre_check", "withdrawn"},
    "rejected": {"pre_check", "withdrawn"},
    "approved": {"published", "withdrawn"},
    "published": set(),
    "withdrawn": set(),
}


@given(st.lists(st.sampled_from(Event), max_size=30))
def test_no_sequence_of_events_leaves_the_paths(events: list[Event]) -> None:
    state = RevisionState.PRE_CHECK
    checked = False
    for event in events:
        if (state, event) not in REVISION_MOVES:
            with pytest.raises(IllegalTransitionError):
                move_revision(state, event)
            continue
        after = move_revision(state, event)
        assert after in PATHS[state]
        checked = event is Event.APPROVE or (checked and event is Event.PUBLISH)
        assert checked or after is not RevisionState.PUBLISHED
        state = after


def test_every_path_can_be_walked() -> None:
    walked = {(state.value, after.value) for (state, _), after in REVISION_MOVES.items()}
    assert walked == {(state, after) for state, found in PATHS.items() for after in found}


def test_what_ended_moves_no_more() -> None:
    assert not any(state in ENDED_REVISIONS for state, _ in REVISION_MOVES)
    assert not OPEN_REVISIONS & ENDED_REVISIONS


def test_only_what_the_public_saw_can_be_edited() -> None:
    assert {State.HIDDEN_INTERIM} == EDITABLE_STATES - PUBLIC_STATES
