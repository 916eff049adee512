"""How often a pledge was kept; that it is no part of any score is in the integration tests."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage
from resonanz.scoring.domain.pledges import kept
from resonanz.scoring.domain.statistics import (
    AgencyStatistics,
    CountedReview,
    Share,
    agency_statistics,
)

INTERVIEW, APPLICATION = Stage.FIRST_INTERVIEW, Stage.APPLICATION
SOON, WEEK, FORTNIGHT, MONTH, LATE = DaysClass


def figures(*told: tuple[int | None, LedgerLine]) -> AgencyStatistics:
    early = LedgerLine(APPLICATION, Answer.ADVANCED, LATE)
    return agency_statistics(
        [
            CountedReview(4.0, date(2026, 5, 1), False, (early, line), pledge)
            for pledge, line in told
        ]
    )


def after(answer: Answer, days: DaysClass | None = None) -> LedgerLine:
    return LedgerLine(INTERVIEW, answer, days)


@pytest.mark.parametrize(
    ("line", "share"),
    [
        (after(Answer.REJECTION, SOON), Share(1, 1)),
        (after(Answer.ADVANCED, WEEK), Share(1, 1)),
        (after(Answer.REJECTION, FORTNIGHT), Share(0, 1)),
        (after(Answer.NOTHING), Share(0, 1)),
        (after(Answer.INTERIM, SOON), Share(0, 1)),
        (after(Answer.WAITING, FORTNIGHT), Share(0, 1)),
        (after(Answer.WAITING, WEEK), Share(0, 0)),
        (after(Answer.WAITING), Share(0, 0)),
        (after(Answer.REJECTION), Share(0, 0)),
    ],
)
def test_what_keeps_a_pledge_of_seven_days(line: LedgerLine, share: Share) -> None:
    """Silence is broken; a wait is broken once it is longer than pledged, and open before."""
    found = figures((5, line)).pledges
    assert kept(found[5], 7) == share


def test_each_pledge_has_its_own_reviews_and_only_their_last_stage_counts() -> None:
    found = figures(
        (1, after(Answer.REJECTION, SOON)),
        (1, after(Answer.NOTHING)),
        (2, after(Answer.REJECTION, SOON)),
        (None, after(Answer.REJECTION, SOON)),
    ).pledges
    assert {pledge: table.n for pledge, table in found.items()} == {1: 2, 2: 1}
    assert kept(found[1], 3) == Share(1, 2)


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(1, 3),
            st.builds(
                LedgerLine,
                st.sampled_from(Stage),
                st.sampled_from(Answer),
                st.none() | st.sampled_from(DaysClass),
            ),
        )
    )
)
def test_figures_with_pledges_survive_json_and_longer_pledges_are_kept_more_often(
    told: list[tuple[int | None, LedgerLine]],
) -> None:
    found = figures(*told)
    assert AgencyStatistics.from_dict(found.to_dict()) == found
    assert ("pledges" in found.to_dict()) == any(pledge for pledge, _ in told)
    for table in found.pledges.values():
        shares = [kept(table, days) for days in (3, 7, 14, 30)]
        assert [share.count for share in shares] == sorted(share.count for share in shares)
        assert all(0 <= share.count <= share.n <= table.n for share in shares)
