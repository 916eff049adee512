"""Who decides on a merge or a split."""

import pytest

from resonanz.moderation.domain.merges import Needed, may_confirm, needed


@pytest.mark.parametrize(
    ("reviews", "solo", "who"),
    [
        (0, False, Needed.ALONE),
        (0, True, Needed.ALONE),
        (1, False, Needed.SECOND),
        (1, True, Needed.SOLO),
    ],
)
def test_a_second_moderator_agrees_where_ranks_move(reviews: int, solo: bool, who: Needed) -> None:
    assert needed(reviews, solo=solo) is who


def test_nobody_confirms_the_own_proposal_outside_the_labelled_solo_mode() -> None:
    """TRUST 16a."""
    assert not may_confirm(1, 1, solo=False)
    assert may_confirm(1, 2, solo=False)
    assert may_confirm(None, 2, solo=False)
    assert may_confirm(1, 1, solo=True)
