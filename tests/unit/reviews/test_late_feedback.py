"""Late feedback: its states as one table, what is lacking, and what an agency gets to see.

PRODUCT.md, What none of the others has, 5.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain.late_feedback import (
    ANSWER_DAYS,
    CONFIRM_DAYS,
    LATE_RULES,
    OFFERS_A_DAY,
    OPEN_LATE,
    IllegalMoveError,
    LateMove,
    LateRefusal,
    LateState,
    Party,
    Seen,
    ends_at,
    is_lacking,
    late_days,
    late_refusal,
    move_late,
    next_mail,
    seen_by_agency,
)

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NOTHING = {"stage": "first_interview", "answer": "nothing"}
MOVES = st.tuples(st.sampled_from(LateMove), st.sampled_from(Party))


@given(st.lists(MOVES, max_size=30))
def test_no_sequence_leaves_the_machine_and_the_author_alone_says_whether_it_came(
    moves: list[tuple[LateMove, Party]],
) -> None:
    state, ended = LateState.OFFERED, False
    for move, by in moves:
        try:
            after = move_late(state, move, by)
        except IllegalMoveError:
            continue
        assert not ended, "what ended does not move"
        assert (state, move) in LATE_RULES
        if after in {LateState.CAME, LateState.MISSED}:
            assert by is Party.AUTHOR
            assert state is not LateState.OFFERED, "nothing comes that nobody wanted"
        if by is Party.AGENCY:
            assert state is LateState.NAMED, "the agency moves what was released to it, no more"
        state, ended = after, after not in OPEN_LATE
    assert state in LateState


@given(
    st.sampled_from([LateState.OFFERED, LateState.SELF, LateState.DECLINED]),
    st.integers(0, 20),
)
def test_silence_a_no_and_who_calls_unannounced_look_the_same(state: LateState, days: int) -> None:
    """TRUST 29: the agency is told what its author releases, and nothing by the rest."""
    answer_by, now = NOW + ANSWER_DAYS * DAY, NOW + days * DAY
    seen = seen_by_agency(state, answer_by, None, now)
    assert seen is seen_by_agency(LateState.OFFERED, answer_by, None, now)
    assert seen is (Seen.WAITING if now < answer_by else Seen.CLOSED)


def test_a_release_shows_from_the_moment_on_at_which_the_agency_is_told() -> None:
    answer_by, told = NOW + 14 * DAY, NOW + DAY
    assert seen_by_agency(LateState.NAMED, answer_by, told, NOW) is Seen.WAITING
    assert seen_by_agency(LateState.NAMED, answer_by, told, told) is Seen.DELIVER
    taken_back = LateState.DECLINED
    assert seen_by_agency(taken_back, answer_by, told, NOW) is Seen.WAITING
    assert seen_by_agency(taken_back, answer_by, told, told) is Seen.CLOSED


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        (NOTHING, True),
        ({"answer": "waiting", "days": 3}, True),
        ({"answer": "interim", "days": 1}, True),
        ({"answer": "rejection", "concreteness": 0}, True),
        ({"answer": "rejection", "concreteness": 1}, True),
        ({"answer": "rejection"}, True),
        ({"answer": "rejection", "concreteness": 2}, False),
        ({"answer": "advanced"}, False),
    ],
)
def test_only_a_line_without_an_answer_or_a_reason_lacks_feedback(
    line: dict[str, str | int], lacks: bool
) -> None:
    assert is_lacking(line) is lacks
    expected = None if lacks else LateRefusal.ANSWERED
    assert late_refusal(line, offered=False, today=0) is expected


def test_an_agency_offers_once_on_a_review_and_not_to_everybody_at_once() -> None:
    assert late_refusal(NOTHING, offered=True, today=0) is LateRefusal.OFFERED
    assert late_refusal(NOTHING, offered=False, today=OFFERS_A_DAY - 1) is None
    assert late_refusal(NOTHING, offered=False, today=OFFERS_A_DAY) is LateRefusal.TOO_MANY


def test_late_is_never_sooner_than_what_the_line_tells() -> None:
    assert list(late_days(NOTHING)) == [0, 1, 2, 3, 4]
    assert list(late_days({"answer": "waiting", "days": 3})) == [3, 4]


@given(st.sampled_from(LateState), st.integers(0, 60))
def test_every_open_state_ends_by_itself_and_nobody_is_asked_after_its_end(
    state: LateState, days: int
) -> None:
    ends, mail = ends_at(state, NOW), next_mail(state, NOW, NOW + days * DAY)
    assert (ends is None) == (state not in OPEN_LATE)
    if ends is not None:
        assert ends - NOW <= CONFIRM_DAYS * DAY
        assert (state, LateMove.LAPSE) in LATE_RULES
    if mail is not None:
        assert ends is not None
        assert NOW + days * DAY < mail < ends
