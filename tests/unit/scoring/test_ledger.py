"""The feedback ledger: valid lines, storage, and the facts that the formula scores."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    LedgerProblem,
    Promise,
    Silence,
    Stage,
    ledger_problems,
    line_problems,
)
from resonanz.scoring.domain.review import Fact, facts_of

lines = st.builds(
    LedgerLine,
    st.sampled_from(Stage),
    st.sampled_from(Answer),
    st.none() | st.sampled_from(DaysClass),
    st.none() | st.integers(0, 3),
    st.none() | st.sampled_from(Promise),
    st.none() | st.sampled_from(Channel),
    st.none() | st.sampled_from(Concreteness),
    st.none() | st.sampled_from(Silence),
)


def line(answer: Answer, days: DaysClass | None = None, **more: object) -> LedgerLine:
    return LedgerLine(Stage.OFFER, answer, days, **more)  # type: ignore[arg-type]


def test_weights_add_up_to_one() -> None:
    assert {c.value: c.weight for c in Criterion}["feedback"] == 0.30
    assert sum(c.weight for c in Criterion) == pytest.approx(1.0)


@given(lines)
def test_a_line_survives_storage(stored: LedgerLine) -> None:
    assert LedgerLine.from_dict(json.loads(json.dumps(stored.to_dict()))) == stored


def test_storage_refuses_unknown_words() -> None:
    for bad in ({"stage": "offer"}, {"stage": "tea", "answer": "nothing"}):
        with pytest.raises((KeyError, ValueError)):
            LedgerLine.from_dict(bad)
    with pytest.raises(ValueError, match="5"):
        LedgerLine.from_dict({"stage": "offer", "answer": "rejection", "days": 5})


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (line(Answer.NOTHING, DaysClass.UP_TO_3), LedgerProblem.DAYS),
        (line(Answer.REJECTION, chasers=4), LedgerProblem.CHASERS),
        (line(Answer.REJECTION, chasers=-1), LedgerProblem.CHASERS),
        (line(Answer.NOTHING, channel=Channel.MAIL), LedgerProblem.CHANNEL),
        (line(Answer.WAITING, channel=Channel.MAIL), LedgerProblem.CHANNEL),
        (line(Answer.ADVANCED, concreteness=Concreteness.NONE), LedgerProblem.CONCRETENESS),
        (line(Answer.REJECTION, silence=Silence.CLIENT), LedgerProblem.SILENCE),
    ],
)
def test_a_line_that_contradicts_itself(wrong: LedgerLine, problem: LedgerProblem) -> None:
    assert line_problems(wrong) == (problem,)
    assert ledger_problems([wrong]) == (problem,)


@pytest.mark.parametrize(
    "valid",
    [
        line(Answer.ADVANCED, DaysClass.UP_TO_3, chasers=0, channel=Channel.PHONE),
        line(Answer.REJECTION, concreteness=Concreteness.NONE, promise=Promise.BROKEN),
        line(Answer.INTERIM, DaysClass.FROM_4_TO_7, channel=Channel.MAIL),
        line(Answer.NOTHING, chasers=3, silence=Silence.NOTHING),
        line(Answer.WAITING, DaysClass.MORE_THAN_30, silence=Silence.CLIENT),
    ],
)
def test_a_valid_line(valid: LedgerLine) -> None:
    assert line_problems(valid) == ()


def test_a_stage_has_one_line() -> None:
    once = LedgerLine(Stage.APPLICATION, Answer.ADVANCED)
    last = line(Answer.NOTHING)
    assert ledger_problems([once, last]) == ()
    assert ledger_problems([once, last, last, last]) == (LedgerProblem.STAGE_TWICE,)


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        (line(Answer.ADVANCED, DaysClass.FROM_4_TO_7), [Fact("offer", 7)]),
        (line(Answer.ADVANCED), []),
        (
            line(Answer.REJECTION, DaysClass.MORE_THAN_30, concreteness=Concreteness.GENERAL),
            [Fact("offer", 31, 2.0)],
        ),
        (line(Answer.REJECTION, DaysClass.UP_TO_3), [Fact("offer", 3)]),
        (
            line(Answer.REJECTION, DaysClass.UP_TO_3, concreteness=Concreteness.NONE),
            [Fact("offer", 3, 0.0)],
        ),
        (line(Answer.INTERIM, DaysClass.UP_TO_3), []),
        (line(Answer.NOTHING), [Fact("offer", None)]),
        (line(Answer.WAITING), []),
        (line(Answer.WAITING, DaysClass.FROM_8_TO_14), []),
        (line(Answer.WAITING, DaysClass.FROM_15_TO_30), [Fact("offer", None)]),
        (line(Answer.WAITING, DaysClass.MORE_THAN_30), [Fact("offer", None)]),
    ],
)
def test_facts_that_are_scored(told: LedgerLine, facts: list[Fact]) -> None:
    assert facts_of([told]) == tuple(facts)


def test_classes_stand_for_days() -> None:
    assert [days.days for days in DaysClass] == [3, 7, 14, 30, 31]
