"""A quarter's numbers: shares with intervals, and no small cell to be had, not by subtraction."""

import datetime as dt
from collections.abc import Collection, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.scoring.domain.ledger import (
    Answer,
    Concreteness,
    DaysClass,
    LedgerLine,
    Silence,
    Stage,
)
from resonanz.scoring.domain.life_table import life_table
from resonanz.scoring.domain.numbers import (
    ANY,
    LEAST,
    NOT_SAID,
    By,
    Cell,
    Counted,
    Key,
    Snapshot,
    cells,
    protected,
    sums,
    wilson,
)
from resonanz.scoring.domain.quarters import Quarter, to_freeze
from resonanz.scoring.domain.statistics import Share

REASONED = LedgerLine(Stage.APPLICATION, Answer.REJECTION, concreteness=Concreteness.SPECIFIC)
_lines = st.builds(
    LedgerLine,
    stage=st.sampled_from((Stage.APPLICATION, Stage.FIRST_INTERVIEW, Stage.SECOND_INTERVIEW)),
    answer=st.sampled_from((Answer.REJECTION, Answer.NOTHING, Answer.ADVANCED)),
    days=st.sampled_from((None, *DaysClass)),
    concreteness=st.sampled_from((None, *Concreteness)),
    silence=st.sampled_from((None, *Silence)),
)
_reviews = st.lists(
    st.builds(
        Counted,
        published_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        coarse=st.booleans(),
        field=st.sampled_from(("", "it", "sales", "finance")),
        kind=st.sampled_from(("", "temp", "search")),
        country=st.sampled_from(("DE", "AT", "ES")),
        lines=st.lists(_lines, max_size=3).map(tuple),
    ),
    max_size=80,
)


@settings(max_examples=40, deadline=None)
@given(_reviews)
def test_no_small_cell_is_told_nor_follows_from_what_is(reviews: list[Counted]) -> None:
    every = {(one.by, one.value, one.stage): one for one in cells(reviews)}
    told = {(one.by, one.value, one.stage): one for one in protected(cells(reviews))}
    assert all(one.n >= LEAST and one.value != NOT_SAID for one in told.values())
    _hold({key: one.n for key, one in every.items()}, told)
    reasons = {key: one.reasons.n for key, one in every.items()}
    _hold(reasons, {key for key, one in told.items() if one.reasons.n})
    times = {key: one.times.n for key, one in every.items()}
    _hold(times, {key for key, one in told.items() if one.times.n})
    silent = {key: one.client.n for key, one in every.items()}
    _hold(silent, {key for key, one in told.items() if one.client.n})
    assert all(one.phrases.n == one.reasons.n for one in told.values())


def _hold(counts: dict[Key, int], told: Collection[Key]) -> None:
    """Each small count could be another one with the same figures told: solved by ranks, another
    way than the rule's own.
    """
    assert all(counts[key] >= LEAST for key in told)
    hidden = [key for key, count in counts.items() if count and key not in told]
    rows = [
        [(key in parts) - (key == total) for key in hidden]
        for total, lists in sums(_cells_of(counts)).items()
        for parts in lists
    ]
    whole = _rank(rows)
    for at, key in enumerate(hidden):
        if counts[key] < LEAST:
            # It is free if its column is one of the others' span.
            assert _rank([row[:at] + row[at + 1 :] for row in rows]) == whole, key


def _cells_of(keys: Iterable[Key]) -> list[Cell]:
    return [Cell(*key, Share(0, 0), life_table(()), Share(0, 0)) for key in keys]


def _rank(rows: list[list[int]]) -> int:
    """By elimination modulo a prime, which meets the rank of such small sums."""
    prime, rank, left = 2**61 - 1, 0, [row for row in rows if any(row)]
    while left:
        pivot = left.pop()
        at = next(at for at, value in enumerate(pivot) if value)
        rank += 1
        inverse = pow(pivot[at], -1, prime)
        for number, row in enumerate(left):
            if factor := row[at] * inverse % prime:
                left[number] = [(a - factor * b) % prime for a, b in zip(row, pivot, strict=True)]
        left = [row for row in left if any(row)]
    return rank


def test_what_is_left_out_beside_a_small_cell_does_not_follow_from_its_own_row() -> None:
    """Twelve are left out beside three; their row must not give away the twelve, and so them."""
    counts = (
        ("temp", Stage.APPLICATION, 20),
        ("temp", Stage.FIRST_INTERVIEW, 12),
        ("search", Stage.APPLICATION, 25),
        ("search", Stage.FIRST_INTERVIEW, 3),
        ("direct", Stage.APPLICATION, 30),
        ("direct", Stage.FIRST_INTERVIEW, 40),
    )
    found = cells(
        Counted(
            dt.date(2026, 8, 1), False, "it", kind, "DE", (LedgerLine(stage, Answer.REJECTION),)
        )
        for kind, stage, count in counts
        for _ in range(count)
    )
    told = {(one.by, one.value, one.stage) for one in protected(found)}
    _hold({(one.by, one.value, one.stage): one.n for one in found}, told)
    assert (By.KIND, "direct", Stage.FIRST_INTERVIEW) in told


@given(_reviews)
def test_cells_add_up_to_all(reviews: list[Counted]) -> None:
    found = cells(reviews)
    whole = sum(one.n for one in found if one.by is By.ALL and one.stage == ANY)
    for by in By:
        assert sum(one.n for one in found if one.by is by and one.stage == ANY) == whole
    stages = sum(one.n for one in found if one.by is By.ALL and one.stage != ANY)
    assert stages == whole


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_stays_a_share(count: int, more: int) -> None:
    share = Share(count, count + more)
    low, high = wilson(share)
    assert 0 <= low <= high <= 1
    if share.ratio is not None:
        assert low - 1e-9 <= share.ratio <= high + 1e-9


def test_the_interval_is_wilson_s() -> None:
    """Seven of ten at 90 %, computed by hand."""
    assert wilson(Share(7, 10)) == pytest.approx((0.4417, 0.8731), abs=5e-4)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_quarters_follow_each_other(day: dt.date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.next.first == quarter.last + dt.timedelta(days=1)
    assert Quarter.read(quarter.key) == quarter


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-q5", "2026-q0", "26-q1", "٢٠٢٦-q1", "2026-q1.json"]
)
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert Quarter.read(text) is None


def test_a_quarter_is_due_two_weeks_after_its_end_and_made_up_for() -> None:
    first, after = dt.date(2026, 2, 3), dt.date(2026, 7, 14)
    assert to_freeze(first, [], after) == [Quarter(2026, 1)]
    day_later = after + dt.timedelta(days=1)
    assert to_freeze(first, [], day_later) == [Quarter(2026, 1), Quarter(2026, 2)]
    assert to_freeze(first, [Quarter(2026, 1), Quarter(2026, 2)], day_later) == []


def test_a_coarse_review_counts_at_the_end_of_its_half_year() -> None:
    """Nothing tells more of its day than the page does."""
    made = Counted(dt.date(2026, 2, 3), True, "", "", "DE", ())
    assert made.quarter == Quarter(2026, 2)
    open_one = Counted(dt.date(2026, 2, 3), False, "", "", "DE", ())
    assert open_one.quarter == Quarter(2026, 1)


def test_whose_silence_and_stock_phrases_are_counted() -> None:
    """PRODUCT.md, the ledger: share of stock phrases, whose silence."""
    lines = (
        [LedgerLine(Stage.APPLICATION, Answer.NOTHING, silence=Silence.CLIENT)] * 4
        + [LedgerLine(Stage.APPLICATION, Answer.NOTHING, silence=Silence.NOTHING)] * 5
        + [LedgerLine(Stage.APPLICATION, Answer.NOTHING)]
        + [LedgerLine(Stage.APPLICATION, Answer.REJECTION, concreteness=level) for level in (1, 3)]
        * 6
    )
    day = dt.date(2026, 8, 1)
    told = protected(cells(Counted(day, False, "it", "temp", "DE", (line,)) for line in lines))
    whole = next(one for one in told if (one.by, one.stage) == (By.ALL, ANY))
    assert (whole.client, whole.phrases) == (Share(4, 10), Share(6, 12))


def test_a_snapshot_from_before_they_were_counted_is_still_read() -> None:
    stored = cells([Counted(dt.date(2026, 8, 1), False, "it", "", "DE", (REASONED,))])[0].to_dict()
    earlier = {key: stored[key] for key in stored.keys() - {"phrases", "client", "silences"}}
    read = Cell.from_dict(earlier)
    assert (read.phrases, read.client) == (Share(0, 0), Share(0, 0))
    assert read.reasons == Share(1, 1)


@settings(max_examples=20, deadline=None)
@given(_reviews)
def test_a_snapshot_is_read_as_it_was_written(reviews: list[Counted]) -> None:
    told = protected(cells(reviews))
    made = Snapshot(Quarter(2026, 3), dt.date(2026, 10, 15), len(reviews), 1, told)
    assert Snapshot.from_dict(made.to_dict()) == made
