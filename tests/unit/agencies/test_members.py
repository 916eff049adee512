"""Who acts for an agency, and for how much of it."""

import pytest

from resonanz.agencies.domain.members import reaches


@pytest.mark.parametrize(
    ("answers_for", "about", "seen"),
    [
        *((None, about, True) for about in (None, 1, 2)),
        *((1, about, about == 1) for about in (None, 1, 2)),
    ],
)
def test_a_responder_of_a_branch_reaches_what_is_about_it_alone(
    answers_for: int | None, about: int | None, seen: bool
) -> None:
    """TRUST 42: what is about no branch is the whole agency's."""
    assert reaches(answers_for, about) is seen
