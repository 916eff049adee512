"""What a moderator types."""

import datetime as dt

import pytest

from resonanz.moderation.domain import Ground, Verdict
from resonanz.moderation.forms import DecisionInput, read_decision
from resonanz.moderation.service import position_text, read_position
from resonanz.reviews.service import QueuePosition

POSITION = QueuePosition(dt.datetime(2026, 11, 22, 9, 30, 0, 5, tzinfo=dt.UTC), 41)


def test_a_position_survives_the_address() -> None:
    assert read_position(position_text(POSITION)) == POSITION


@pytest.mark.parametrize(
    "after", ["", "x", "2026-11-22~1", "2026-11-22T00:00:00Z", "~", "2026-11-22T00:00:00Z~9" * 9]
)
def test_what_is_no_position_is_the_first_page(after: str) -> None:
    assert read_position(after) is None


def test_nothing_is_chosen_for_the_moderator() -> None:
    decision, errors = read_decision({}, "")
    assert decision is None
    assert list(errors) == ["verdict"]


def test_approving_leaves_ground_and_words_aside() -> None:
    form = {"verdict": ["approve"], "ground": ["person"], "explanation": ["Herr Beispiel"]}
    assert read_decision(form, "")[0] == DecisionInput(Verdict.APPROVE, None, "")


def test_a_foreign_ground_is_an_error() -> None:
    decision, errors = read_decision({"verdict": ["reject"], "ground": ["mood"]}, "")
    assert decision is None
    assert "ground" in errors


def test_a_rejection_is_read() -> None:
    form = {"verdict": ["reject"], "ground": ["insult"], "explanation": [" Schimpfwörter.\r\n"]}
    expected = DecisionInput(Verdict.REJECT, Ground.INSULT, "Schimpfwörter.")
    assert read_decision(form, "")[0] == expected
