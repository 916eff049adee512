"""What ledgers add up to: counts with their n, the life table, dots and percentages."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.ledger import (
    Answer,
    Concreteness,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)
from resonanz.scoring.domain.life_table import LifeTable, life_table
from resonanz.scoring.domain.parts import apportion
from resonanz.scoring.domain.statistics import (
    AgencyStatistics,
    CountedReview,
    Dot,
    Echo,
    Share,
    SilenceOf,
    agency_statistics,
    dot_of,
    whole_stars,
)

TALK, INTERVIEW, APPLICATION = Stage.AGENCY_TALK, Stage.FIRST_INTERVIEW, Stage.APPLICATION
SOON, WEEK, FORTNIGHT, MONTH, LATE = DaysClass

lines = st.builds(
    LedgerLine,
    st.sampled_from(Stage),
    st.sampled_from(Answer),
    days=st.none() | st.sampled_from(DaysClass),
    chasers=st.none() | st.integers(0, 3),
    promise=st.none() | st.sampled_from(Promise),
    concreteness=st.none() | st.sampled_from(Concreteness),
    silence=st.none() | st.sampled_from(Silence),
)
reviews = st.builds(
    CountedReview,
    st.floats(1, 5),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.booleans(),
    st.lists(lines, max_size=4).map(tuple),
)


def of(*told: LedgerLine) -> AgencyStatistics:
    return agency_statistics([CountedReview(4.0, date(2026, 5, 1), False, told)])


def test_life_table_by_hand() -> None:
    # At risk 20, 13, 8 and so on; those waiting count half in their class.
    table = LifeTable(answered=(6, 4, 2, 1, 0), waiting=(1, 1, 2, 0, 1), never=2)
    assert table.n == 20
    survival = [13.5 / 19.5]
    survival.append(survival[0] * 8.5 / 12.5)
    survival.append(survival[1] * 5 / 7)
    survival.append(survival[2] * 3 / 4)
    survival.append(survival[3])
    assert table.shares() == pytest.approx([1 - s for s in survival])
    assert table.shares()[0] == pytest.approx(0.3077, abs=1e-4)
    assert table.shares()[1] == pytest.approx(0.5292, abs=1e-4)
    assert table.shares()[3] == pytest.approx(0.7478, abs=1e-4)
    assert table.median is WEEK
    variance = survival[1] ** 2 * (6 / (19.5 * 13.5) + 4 / (12.5 * 8.5))
    assert table.errors()[1] == pytest.approx(variance**0.5)


def test_life_table_without_waits_is_the_plain_share() -> None:
    table = LifeTable((5, 1, 1, 0, 1), (0, 0, 0, 0, 0), 2)
    assert table.shares() == pytest.approx([0.5, 0.6, 0.7, 0.7, 0.8])
    assert table.errors()[0] == pytest.approx((0.5 * 0.5 / 10) ** 0.5)
    assert table.median is SOON


@given(
    st.lists(st.integers(0, 30), min_size=5, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
    st.integers(0, 30),
)
def test_an_interval_holds_its_share_and_is_never_empty(
    answered: list[int], waiting: list[int], never: int
) -> None:
    table = LifeTable(tuple(answered), tuple(waiting), never)
    for share, interval in zip(table.shares(), table.intervals(), strict=True):
        if interval is not None:
            assert share is not None
            low, high = interval
            assert 0.0 <= low <= share + 1e-9
            assert share - 1e-9 <= high <= 1.0
            assert low < high


def test_an_interval_without_waits_is_that_of_wilson() -> None:
    """5 of 10 at 90 %: 0.269 to 0.731; more people know better."""
    few, many = (LifeTable((5 * k, 0, 0, 0, 0), (0,) * 5, 5 * k).intervals()[0] for k in (1, 10))
    assert few == pytest.approx((0.2692, 0.7308), abs=1e-4)
    assert few is not None
    assert many is not None
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    assert LifeTable((0,) * 5, (3, 0, 0, 0, 0), 0).intervals() == (None,) * 5


def test_life_table_at_its_ends() -> None:
    assert LifeTable((0,) * 5, (0,) * 5, 0).shares() == (None,) * 5
    assert LifeTable((2, 1, 0, 0, 0), (0,) * 5, 0).shares()[1:] == (1.0,) * 4
    assert LifeTable((2, 0, 0, 0, 0), (0, 2, 0, 0, 0), 0).shares() == (0.5, 0.5, None, None, None)
    silent = LifeTable((1, 0, 0, 0, 0), (0,) * 5, 9)
    assert silent.median is None
    assert LifeTable((1, 0, 0, 0, 4), (0,) * 5, 4).median is LATE


def test_life_table_counts_waits_as_waits_and_silence_for_ever() -> None:
    table = life_table(
        [
            LedgerLine(APPLICATION, Answer.ADVANCED, WEEK),
            LedgerLine(APPLICATION, Answer.ADVANCED),
            LedgerLine(INTERVIEW, Answer.REJECTION, LATE),
            LedgerLine(INTERVIEW, Answer.INTERIM, SOON),
            LedgerLine(INTERVIEW, Answer.NOTHING),
            LedgerLine(INTERVIEW, Answer.WAITING, FORTNIGHT),
            LedgerLine(INTERVIEW, Answer.WAITING),
        ]
    )
    assert table == LifeTable((0, 1, 0, 0, 1), (0, 0, 1, 0, 0), 2)


@given(st.lists(lines))
def test_life_table_rises_and_stays_a_share(told: list[LedgerLine]) -> None:
    known = [share for share in life_table(told).shares() if share is not None]
    assert known == sorted(known)
    assert all(0 <= share <= 1 for share in known)


@pytest.mark.parametrize(
    ("told", "dot"),
    [
        (LedgerLine(TALK, Answer.ADVANCED), Dot.REASON),
        (LedgerLine(TALK, Answer.REJECTION, concreteness=Concreteness.USABLE), Dot.REASON),
        (LedgerLine(TALK, Answer.REJECTION, concreteness=Concreteness.SPECIFIC), Dot.REASON),
        (LedgerLine(TALK, Answer.REJECTION, concreteness=Concreteness.GENERAL), Dot.PHRASE),
        (LedgerLine(TALK, Answer.REJECTION, concreteness=Concreteness.NONE), Dot.PHRASE),
        (LedgerLine(TALK, Answer.REJECTION), Dot.PHRASE),
        (LedgerLine(TALK, Answer.INTERIM, SOON), Dot.INTERIM),
        (LedgerLine(TALK, Answer.NOTHING), Dot.SILENCE),
        (LedgerLine(TALK, Answer.WAITING, MONTH), Dot.SILENCE),
        (LedgerLine(TALK, Answer.WAITING, FORTNIGHT), None),
        (LedgerLine(TALK, Answer.WAITING), None),
    ],
)
def test_what_a_dot_says(told: LedgerLine, dot: Dot | None) -> None:
    assert dot_of(told) is dot


def test_echo_is_about_talks_and_interviews_if_there_were_any() -> None:
    applied = LedgerLine(APPLICATION, Answer.ADVANCED, SOON)
    silent = LedgerLine(INTERVIEW, Answer.NOTHING)
    assert of(applied, silent).echo.counts[Dot.REASON] == 0
    assert of(applied, silent).echo.talks
    assert of(applied).echo.answered == 1
    assert not of(applied).echo.talks
    unjudged = LedgerLine(INTERVIEW, Answer.WAITING, SOON)
    assert of(applied, unjudged).echo.n == 0


def test_echo_tells_the_last_talk_so_that_earlier_invitations_hide_no_silence() -> None:
    talked = LedgerLine(TALK, Answer.ADVANCED, SOON)
    silent = LedgerLine(INTERVIEW, Answer.NOTHING)
    for lines in ((talked, silent), (silent, talked)):
        counts = of(*lines).echo.counts
        assert (counts[Dot.REASON], counts[Dot.SILENCE]) == (0, 1)


@pytest.mark.parametrize(
    ("counts", "dots"),
    [
        ((0, 0, 0, 0), (0, 0, 0, 0)),
        ((2, 1, 0, 4), (2, 1, 0, 4)),
        ((4, 3, 1, 2), (4, 3, 1, 2)),
        ((33, 33, 33, 1), (4, 3, 3, 0)),
        ((5, 5, 1, 0), (5, 4, 1, 0)),
    ],
)
def test_ten_dots(counts: tuple[int, ...], dots: tuple[int, ...]) -> None:
    shown = Echo(dict(zip(Dot, counts, strict=True)), talks=True).ten_dots()
    assert tuple(shown.count(dot) for dot in Dot) == dots
    assert sorted(shown, key=list(Dot).index) == list(shown)


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4))
def test_dots_add_up(counts: list[int]) -> None:
    echo = Echo(dict(zip(Dot, counts, strict=True)), talks=True)
    assert len(echo.ten_dots()) == min(10, sum(counts))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(0, 200))
def test_parts_add_up_and_stay_near_their_share(counts: list[int], total: int) -> None:
    parts = apportion(counts, total)
    n = sum(counts)
    assert sum(parts) == (total if n else 0)
    assert all(
        abs(part * n - count * total) < max(n, 1) for count, part in zip(counts, parts, strict=True)
    )
    assert all(part == 0 for count, part in zip(counts, parts, strict=True) if count == 0)


def test_distribution_in_whole_stars_adds_up_to_100() -> None:
    values = [1.0, 1.49, 1.5, 2.5, 3.5, 4.49, 4.5, 5.0]
    assert [whole_stars(value) for value in values] == [1, 1, 2, 3, 4, 4, 5, 5]
    found = agency_statistics([CountedReview(x, date(2026, 1, 1), False, ()) for x in values[:6]])
    assert found.distribution == (2, 1, 1, 2, 0)
    assert found.percentages == (33, 17, 17, 33, 0)
    assert agency_statistics([]).percentages == (0, 0, 0, 0, 0)


def test_figures_by_hand() -> None:
    first = CountedReview(
        4.2,
        date(2026, 3, 1),
        True,
        (
            LedgerLine(APPLICATION, Answer.ADVANCED, SOON, chasers=0),
            LedgerLine(TALK, Answer.ADVANCED, WEEK),
            LedgerLine(
                INTERVIEW,
                Answer.REJECTION,
                FORTNIGHT,
                chasers=0,
                promise=Promise.KEPT,
                concreteness=Concreteness.SPECIFIC,
            ),
        ),
    )
    second = CountedReview(
        2.0,
        date(2025, 11, 7),
        False,
        (
            LedgerLine(APPLICATION, Answer.ADVANCED, SOON, promise=Promise.NONE),
            LedgerLine(
                TALK,
                Answer.REJECTION,
                LATE,
                chasers=3,
                promise=Promise.BROKEN,
                concreteness=Concreteness.STOCK_PHRASE,
            ),
        ),
    )
    third = CountedReview(
        1.0,
        date(2026, 1, 5),
        False,
        (
            LedgerLine(TALK, Answer.NOTHING, chasers=0, silence=Silence.NOTHING),
            LedgerLine(INTERVIEW, Answer.WAITING, MONTH, chasers=2, silence=Silence.CLIENT),
            LedgerLine(Stage.OFFER, Answer.WAITING, SOON, chasers=0),
            LedgerLine(Stage.ASSIGNMENT, Answer.NOTHING),
            LedgerLine(Stage.SECOND_INTERVIEW, Answer.INTERIM, chasers=1),
        ),
    )
    found = agency_statistics([first, second, third])
    assert (found.n, found.proven) == (3, 1)
    assert (found.first, found.last) == (date(2025, 11, 7), date(2026, 3, 1))
    assert found.stages == {
        APPLICATION: Share(2, 2),
        TALK: Share(2, 3),
        INTERVIEW: Share(1, 2),
        Stage.SECOND_INTERVIEW: Share(0, 1),
        Stage.ASSIGNMENT: Share(0, 1),
    }
    assert found.answered == Share(5, 9)
    assert found.promises == Share(1, 2)
    assert found.chasers == (3, 1, 1, 1)
    assert found.unprompted == Share(2, 6)
    assert found.reasons == Share(1, 2)
    assert found.phrases == Share(1, 2)
    assert found.concreteness == (0, 1, 0, 1, 0)
    assert found.silences == {SilenceOf.CLIENT: 1, SilenceOf.NOTHING: 1, SilenceOf.UNKNOWN: 1}
    assert found.echo.counts == {Dot.REASON: 1, Dot.PHRASE: 1, Dot.INTERIM: 1, Dot.SILENCE: 0}
    assert found.times == LifeTable((2, 1, 1, 0, 1), (1, 0, 0, 1, 0), 3)
    assert found.distribution == (1, 1, 0, 1, 0)


@given(st.lists(reviews, max_size=12))
def test_figures_survive_storage_and_any_order(counted: list[CountedReview]) -> None:
    found = agency_statistics(counted)
    assert AgencyStatistics.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert agency_statistics(counted[::-1]) == found
    assert sum(share.n for share in found.stages.values()) == found.answered.n
    assert sum(share.count for share in found.stages.values()) == found.answered.count
    assert sum(found.percentages) == (100 if counted else 0)


def test_a_share_knows_when_to_speak_of_percentages() -> None:
    assert (Share(3, 9).in_percent, Share(3, 10).in_percent) == (False, True)
    assert (Share(0, 0).ratio, Share(1, 4).ratio) == (None, 0.25)
