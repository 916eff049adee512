"""The table for machines adds up, whatever was decided (TRUST 49)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain import Ground
from resonanz.moderation.domain.transparency import (
    LOGGED,
    RESTRICTING,
    Decided,
    Figures,
    Median,
    lines,
)

KINDS = ("approve", "return", *LOGGED)
DECIDED = st.builds(
    Decided,
    kind=st.sampled_from(KINDS),
    ground=st.sampled_from([ground.value for ground in Ground]),
    reported=st.booleans(),
    count=st.integers(1, 500),
)
NONE = Median(None, 0)


def figures(decided: tuple[Decided, ...]) -> Figures:
    return Figures(
        year=2026,
        until=dt.date(2026, 11, 22),
        notices={},
        objections={},
        cases={},
        corrections={},
        decided=decided,
        complaints={},
        upheld=0,
        dismissed=0,
        solo=0,
        statements=0,
        by_rule=0,
        automatic=0,
        check=NONE,
        notice=NONE,
        complaint=NONE,
    )


@given(st.lists(DECIDED, max_size=12))
def test_law_and_terms_and_their_categories_add_up_to_the_restrictions(
    decided: list[Decided],
) -> None:
    found = figures(tuple(decided))
    table = list(lines(found))
    actions = [line for line in table if line.indicator in {"actions_by_law", "actions_by_terms"}]
    totals = sum(int(line.value) for line in actions if line.category == "total")
    assert totals == found.restricted
    assert totals == sum(int(line.value) for line in actions if line.category != "total")
    kinds = [line for line in table if line.indicator == "actions_by_kind"]
    assert sum(int(line.value) for line in kinds) == totals
    assert sum(sum(found.grounds_of(kind).values()) for kind in RESTRICTING) == totals


def test_what_is_not_counted_says_why() -> None:
    for line in lines(figures(())):
        assert line.value or line.note or line.indicator.startswith("median")


def test_no_row_comes_twice() -> None:
    found = [line[:3] for line in lines(figures(()))]
    assert len(found) == len(set(found))
