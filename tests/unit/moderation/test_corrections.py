"""A correction of a fact: its states as one table, what may be proposed, and when.

PRODUCT.md, What none of the others has, 5: the author agrees, keeps it or withdraws.
"""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain import (
    Actor,
    CorrectionMove,
    CorrectionState,
    IllegalStepError,
    Refusal,
)
from resonanz.moderation.domain.corrections import (
    CORRECTION_RULES,
    PastCorrection,
    ProposalFault,
    correctable,
    correction_rule,
    proposal_fault,
    refusal,
)
from resonanz.moderation.domain.deadlines import CORRECTION_AGAIN_DAYS, CORRECTIONS_PER_AGENCY
from resonanz.scoring.domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
    line_problems,
)

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
LINE: Mapping[str, str | int] = {
    "stage": "first_interview",
    "answer": "nothing",
    "chasers": 2,
    "silence": "nothing",
}
SAID: Mapping[str, str | int] = {
    "stage": "first_interview",
    "answer": "rejection",
    "days": 1,
    "chasers": 2,
    "concreteness": 3,
}
MOVES = st.tuples(st.sampled_from(CorrectionMove), st.sampled_from(Actor))


@given(st.lists(MOVES, max_size=30))
def test_no_sequence_leaves_the_machine_and_the_author_alone_changes_the_line(
    moves: list[tuple[CorrectionMove, Actor]],
) -> None:
    """Never build: rewriting by staff or machine. What has ended stays as it is."""
    state = CorrectionState.OPEN
    for move, actor in moves:
        before = state
        try:
            rule = correction_rule(state, move, actor)
        except IllegalStepError:
            continue
        assert before is CorrectionState.OPEN
        assert rule.changes_line == (rule.to is CorrectionState.AGREED)
        if rule.changes_line:
            assert actor is Actor.AUTHOR
        assert actor in {Actor.AUTHOR, Actor.SYSTEM}
        state = rule.to
    assert state in CorrectionState


def test_an_open_correction_can_come_to_every_end_and_no_end_goes_on() -> None:
    assert {rule.to for rule in CORRECTION_RULES.values()} == set(CorrectionState)
    assert {state for state, _ in CORRECTION_RULES} == {CorrectionState.OPEN}


def test_time_alone_never_changes_a_line() -> None:
    """Without an answer the author's line stands."""
    rule = correction_rule(CorrectionState.OPEN, CorrectionMove.LAPSE, Actor.SYSTEM)
    assert not rule.changes_line


def line(draw: st.DrawFn) -> LedgerLine:
    answer = draw(st.sampled_from(Answer))
    silent = answer in {Answer.NOTHING, Answer.WAITING}
    maybe = {
        "days": st.sampled_from(DaysClass),
        "chasers": st.integers(0, 3),
        "promise": st.sampled_from(Promise),
        "channel": st.sampled_from(Channel),
        "concreteness": st.sampled_from(Concreteness),
        "silence": st.sampled_from(Silence),
    }
    left_out = {
        "days": answer is Answer.NOTHING,
        "channel": silent,
        "concreteness": answer is not Answer.REJECTION,
        "silence": not silent,
    }
    values = {
        name: None if left_out.get(name) else draw(st.none() | values)
        for name, values in maybe.items()
    }
    return LedgerLine(Stage.OFFER, answer, **values)


lines = st.composite(line)()


@given(lines, lines, st.booleans())
def test_a_sound_proposal_differs_and_says_nothing_the_agency_was_not_asked(
    own: LedgerLine, proposed: LedgerLine, last: bool
) -> None:
    assert line_problems(own) == line_problems(proposed) == ()
    before, after = own.to_dict(), proposed.to_dict()
    if proposal_fault(before, after, last=last) is not None:
        return
    assert before != after
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= set(correctable(before, last=last))
    if not last:
        assert changed == {"days"}
    if "answer" not in changed:
        assert set(before) <= set(after), "nothing that was said is taken back"


@given(lines, st.booleans())
def test_a_proposal_that_changes_nothing_is_none(own: LedgerLine, last: bool) -> None:
    assert proposal_fault(own.to_dict(), own.to_dict(), last=last) is ProposalFault.SAME


def test_what_no_longer_goes_with_the_answer_falls_away() -> None:
    assert proposal_fault(LINE, SAID, last=True) is None


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"answer": "rejection", "days": 1, "concreteness": 3}, False),
        ({"promise": "kept"}, True),
        ({"channel": "phone"}, True),
        ({"stage": "offer", "days": 1}, True),
        ({"text": "Herr N. rief an"}, True),
    ],
    ids=["an earlier stage", "unsaid", "channel", "stage", "words"],
)
def test_an_agency_corrects_only_what_was_said(
    changes: Mapping[str, str | int], last: bool
) -> None:
    """Naming nobody: there is no place for words."""
    assert proposal_fault(LINE, {**LINE, **changes}, last=last) is ProposalFault.FOREIGN


def test_a_line_that_was_kept_is_not_asked_about_again() -> None:
    years_ago = NOW - dt.timedelta(days=900)
    for state in (CorrectionState.KEPT, CorrectionState.WITHDRAWN):
        past = [PastCorrection(state, years_ago), PastCorrection(CorrectionState.AGREED, NOW)]
        assert refusal(past, 0, NOW) is Refusal.ANSWERED


def test_who_did_not_answer_is_left_in_peace_for_a_quarter() -> None:
    past = [PastCorrection(CorrectionState.LAPSED, NOW)]
    wait = dt.timedelta(days=CORRECTION_AGAIN_DAYS)
    assert refusal(past, 0, NOW + wait - dt.timedelta(seconds=1)) is Refusal.TOO_SOON
    assert refusal(past, 0, NOW + wait) is None


def test_an_agency_has_only_so_many_open_at_once() -> None:
    assert refusal([], CORRECTIONS_PER_AGENCY - 1, NOW) is None
    assert refusal([], CORRECTIONS_PER_AGENCY, NOW) is Refusal.TOO_MANY
    past = [PastCorrection(CorrectionState.OPEN, None)]
    assert refusal(past, CORRECTIONS_PER_AGENCY, NOW) is Refusal.OPEN
