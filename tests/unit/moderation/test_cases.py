"""The case's state machine as one table (TRUST.md, State machines, steps 1 to 10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain import (
    OPEN_STATES,
    RULES,
    Actor,
    CaseKind,
    CaseState,
    IllegalStepError,
    Outcome,
    Rule,
    Step,
    rule_of,
    starting_state,
)

EVENTS = st.tuples(st.sampled_from(Step), st.sampled_from(Actor))
END = {CaseState.DECIDED, CaseState.COMPLAINT, CaseState.FINAL, CaseState.PURGED}


def walk(kind: CaseKind, events: list[tuple[Step, Actor]], *, about_review: bool) -> list[Rule]:
    """The rules of all legal steps, in order; illegal ones change nothing."""
    state = starting_state(kind)
    taken = []
    for step, actor in events:
        try:
            rule = rule_of(state, step, actor=actor, kind=kind, about_review=about_review)
        except IllegalStepError:
            continue
        taken.append(rule)
        state = rule.to
    return taken


@given(st.sampled_from(CaseKind), st.lists(EVENTS, max_size=60), st.booleans())
def test_no_sequence_of_events_leaves_the_machine_or_skips_a_statement(
    kind: CaseKind, events: list[tuple[Step, Actor]], about_review: bool
) -> None:
    """TRUST 15 and the state machine of a case."""
    state = starting_state(kind)
    visible = True
    for rule in walk(kind, events, about_review=about_review):
        assert rule.to in CaseState
        assert state is not CaseState.PURGED
        if rule.review in {"hide", "remove"} or rule.outcome in {
            Outcome.REMOVED,
            Outcome.LABELLED,
        }:
            assert rule.restricts, "a restriction without a statement of reasons"
            visible = rule.review == "keep"
        elif rule.review in {"keep", "restore"}:
            visible = True
        if rule.to is CaseState.DECIDED and state in OPEN_STATES:
            assert rule.outcome is not None
        state = rule.to
    assert visible or state in END | OPEN_STATES


@given(st.sampled_from(CaseKind), st.lists(EVENTS, max_size=60))
def test_only_another_human_decides_on_a_complaint(
    kind: CaseKind, events: list[tuple[Step, Actor]]
) -> None:
    """TRUST 16: never automatically, never by whoever decided before."""
    state = starting_state(kind)
    for rule in walk(kind, events, about_review=True):
        if state is CaseState.COMPLAINT and rule.to is not CaseState.COMPLAINT:
            assert rule.by == {Actor.SECOND_MODERATOR}
        state = rule.to


def test_an_agency_and_a_notifier_never_move_a_review() -> None:
    for rule in RULES.values():
        if rule.by & {Actor.AGENCY, Actor.NOTIFIER}:
            assert rule.review in {None, "contest"}
            assert rule.outcome is None


def test_nothing_is_hidden_by_the_site_itself() -> None:
    """Never build: hiding on notice, or at so many flags."""
    assert all(rule.by == {Actor.MODERATOR} for rule in RULES.values() if rule.review == "hide")


def test_what_the_site_removes_follows_a_hearing_or_an_erased_account() -> None:
    """Steps 3 and 10."""
    removed = {
        (state, step)
        for (state, step), rule in RULES.items()
        if Actor.SYSTEM in rule.by and rule.review == "remove"
    }
    assert removed == {
        (CaseState.AUTHOR_HEARING, Step.SILENCE),
        (CaseState.RECEIVED, Step.AUTHOR_GONE),
        (CaseState.AUTHOR_HEARING, Step.AUTHOR_GONE),
    }


def test_only_the_agency_that_disputes_gets_a_rejoinder() -> None:
    """Step 5: other notifiers skip it."""
    for (state, step), rule in RULES.items():
        if rule.to is CaseState.AGENCY_REJOINDER and state is not rule.to:
            assert step is Step.FORWARD
            assert rule.kinds == {CaseKind.DISPUTE}


@pytest.mark.parametrize("subject", [True, False])
@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_every_open_case_can_be_decided(state: CaseState, subject: bool) -> None:
    for step in (Step.KEEP, Step.REMOVE):
        rule = rule_of(
            state, step, actor=Actor.MODERATOR, kind=CaseKind.NOTICE, about_review=subject
        )
        assert rule.to is CaseState.DECIDED


def test_every_state_can_be_reached_and_every_case_can_end() -> None:
    reached = {CaseState.RECEIVED}
    while more := {rule.to for (state, _), rule in RULES.items() if state in reached} - reached:
        reached |= more
    assert reached == set(CaseState)
    ending = {CaseState.PURGED}
    while more := {state for (state, _), rule in RULES.items() if rule.to in ending} - ending:
        ending |= more
    assert ending == set(CaseState)


def test_authors_can_withdraw_while_a_case_is_open() -> None:
    """TRUST 11."""
    assert {state for state, step in RULES if step is Step.WITHDRAW} == OPEN_STATES


def test_a_rejection_begins_with_its_decision() -> None:
    """TRUST.md, State machines: a rejection opens a case at `decided`."""
    assert starting_state(CaseKind.REJECTION) is CaseState.DECIDED
    assert starting_state(CaseKind.NOTICE) is CaseState.RECEIVED
