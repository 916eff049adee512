"""Data conduct: counted per question, never a single answer, nothing that tells of a coarse review.

PRODUCT.md, What none of the others has, 11.
"""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain.conduct import (
    DATA,
    LEAST_ANSWERS,
    PROMISES,
    Conduct,
    proper,
    read_answers,
    telling,
)

ANSWERS = st.dictionaries(st.sampled_from(Conduct), st.booleans())


@given(st.lists(ANSWERS, max_size=12))
def test_a_share_is_shown_from_three_answers_on(rows: list[dict[Conduct, bool]]) -> None:
    found = proper(rows)
    for one in Conduct:
        n = sum(one in answers for answers in rows)
        assert (one in found) == (n >= LEAST_ANSWERS)
        if one in found:
            assert 0 <= found[one][0] <= found[one][1] == n


@given(st.lists(ANSWERS, max_size=12))
def test_the_other_answers_say_the_opposite(rows: list[dict[Conduct, bool]]) -> None:
    opposite = [{one: not said for one, said in answers.items()} for answers in rows]
    for one, (count, n) in proper(rows).items():
        assert proper(opposite)[one] == (n - count, n)


def test_money_asked_and_put_forward_twice_are_no_proper_conduct() -> None:
    said = [{Conduct.MONEY_ASKED: True, Conduct.CV_CONSENT: True, Conduct.PAY: False}] * 3
    assert proper(said) == {
        Conduct.CV_CONSENT: (3, 3),
        Conduct.MONEY_ASKED: (0, 3),
        Conduct.PAY: (0, 3),
    }
    assert proper([{Conduct.DOUBLE_SUBMISSION: False}] * 3) == {Conduct.DOUBLE_SUBMISSION: (3, 3)}


@given(ANSWERS)
def test_a_coarse_review_does_not_tell_that_it_was_temporary_work(
    answers: dict[Conduct, bool],
) -> None:
    """Who shows less is not given away by what is counted."""
    assert telling(answers, coarse=False) == answers
    assert not set(telling(answers, coarse=True)) & set(PROMISES)
    assert telling(answers, coarse=True) == {k: v for k, v in answers.items() if k in DATA}


@given(ANSWERS)
def test_answers_are_read_as_they_were_stored(answers: dict[Conduct, bool]) -> None:
    assert read_answers({one.value: said for one, said in answers.items()}) == answers
