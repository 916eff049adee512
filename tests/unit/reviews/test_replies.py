"""A reply's versions, and what counts as the same reply again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.reviews.domain import OPEN_REPLIES, ReplyEvent, ReplyState, alike, reply_transition

S, E = ReplyState, ReplyEvent


def after(*events: ReplyEvent) -> ReplyState:
    """Where a version stands after these events."""
    state = S.PRE_CHECK
    for event in events:
        state = reply_transition(state, event)
    return state


def test_every_version_is_checked_before_it_is_public() -> None:
    """TRUST 22."""
    assert after(E.APPROVE) is S.PUBLISHED
    assert after(E.RETURN) is S.RETURNED
    assert after(E.REJECT) is S.REJECTED
    assert after(E.REJECT, E.UPHOLD) is S.PRE_CHECK
    into_public = [
        (a, e) for a in S for e in E if a is not S.PUBLISHED and _goes(a, e, S.PUBLISHED)
    ]
    assert into_public == [(S.PRE_CHECK, E.APPROVE), (S.REMOVED, E.RESTORE)]


def test_what_is_removed_comes_back_and_what_was_replaced_or_withdrawn_does_not() -> None:
    assert after(E.APPROVE, E.REMOVE, E.RESTORE) is S.PUBLISHED
    for ended in (S.REPLACED, S.WITHDRAWN):
        assert not [event for event in E if _goes(ended, event)]


@pytest.mark.parametrize("state", [*sorted(OPEN_REPLIES), S.PUBLISHED])
def test_an_agency_can_always_take_back_what_is_there(state: ReplyState) -> None:
    assert reply_transition(state, E.WITHDRAW) is S.WITHDRAWN


def _goes(state: ReplyState, event: ReplyEvent, to: ReplyState | None = None) -> bool:
    try:
        found = reply_transition(state, event)
    except ValueError:
        return False
    return to is None or found is to


TEMPLATE = (
    "Vielen Dank für Ihre Rückmeldung. Es tut uns leid, dass wir Sie warten ließen. "
    "Wir arbeiten daran, besser zu werden, und melden uns künftig innerhalb von 7 Tagen."
)


def test_a_template_is_recognised_with_other_numbers_case_and_a_changed_word() -> None:
    changed = TEMPLATE.replace("7 Tagen", "14 Tagen").replace("Vielen Dank", "VIELEN DANK")
    own = "Nach Ihrem Gespräch lag die Absage zwei Wochen bei uns. Das war unser Fehler."
    assert alike(TEMPLATE, [changed, TEMPLATE + " Ihr Team", own]) == 2
    assert alike("Danke!", ["danke", "Danke sehr", own]) == 1
    assert alike("", ["", TEMPLATE]) == 0


@given(st.text(), st.lists(st.text(), max_size=5))
def test_likeness_counts_texts_and_never_fails(text: str, others: list[str]) -> None:
    assert 0 <= alike(text, others) <= len(others)
