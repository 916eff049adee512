"""`resonanz scores compute`: JSON lines in, ranked scores out, the first bad line by its number."""

import json
from pathlib import Path

import pytest

from resonanz.scoring.domain.contract import BadLineError, compute

DATA = Path(__file__).parent / "data"
AS_OF = '{"type": "as_of", "date": "2026-10-31"}'


def fact(**changes: object) -> dict[str, object]:
    return {"stage": "offer", "feedback": True, "days": 3, "concrete": None} | changes


def review(**changes: object) -> str:
    row: dict[str, object] = {
        "type": "review",
        "agency": "nordlicht",
        "date": "2026-10-01",
        "ratings": {"feedback": 4, "respect": 5},
    }
    return json.dumps(row | changes)


def rated(**stars: object) -> str:
    return review(ratings={"feedback": 4} | stars)


def test_meets_the_worked_example_to_the_last_digit() -> None:
    events = (DATA / "example.events.jsonl").read_text(encoding="utf-8").splitlines()
    scores = (DATA / "example.scores.jsonl").read_text(encoding="utf-8").splitlines()
    assert compute(events) == scores
    assert compute(line.encode() + b"\r\n" for line in events) == scores
    assert compute([events[0], *reversed(events[1:])]) == scores


def test_as_of_alone_gives_no_output() -> None:
    assert compute([AS_OF]) == []
    assert compute(["", AS_OF, "\n", "  \r\n"]) == []


@pytest.mark.parametrize(
    "accepted",
    [
        review(),
        review(note="unknown keys are ignored", facts=[], verified=False, invited=True),
        review(date="2026-10-31"),
        review(date="1999-02-28"),
        rated(fit=None, reasons=1, honesty=4.5, expertise=5.0),
        review(facts=[fact(days=0, concrete=0), fact(days=10**30, concrete=2.5)]),
        review(facts=[fact(feedback=False, days=None), {"stage": "offer", "feedback": False}]),
        review(facts=[{"stage": "offer", "feedback": True, "days": 4, "seen": 1}]),
    ],
)
def test_accepts(accepted: str) -> None:
    assert len(compute([AS_OF, accepted])) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "nonsense",
        '{"type": "review"',
        b'{"type": "review", "agency": "\xff"}',
        "[" * 100_000,
        "[1]",
        "3",
        "null",
        '{"type": "review", "agency": "a", "date": "2026-10-01", "ratings": {"feedback": NaN}}',
        '{"type": "review", "agency": "a", "date": "2026-10-01", "ratings": {"feedback": 1e999}}',
        '{"type": "review", "agency": "a", "date": "2026-10-01", "ratings": {"feedback": 4},'
        ' "seen": Infinity}',
        '{"type": "review", "agency": "a", "date": "2026-10-01", "ratings": {"feedback": 4,'
        ' "feedback": 5}}',
        AS_OF,
        review(type="vote"),
        review(type=None),
        review(type=["review"]),
        review(agency=None),
        review(agency=7),
        review(agency=""),
        review(date="2026-11-01"),
        review(date="2026-02-30"),
        review(date="20261001"),
        review(date="2026-W40-4"),
        review(date="2026-10-1"),
        review(date="2026-10-01T00:00:00"),
        review(date=" 2026-10-01"),
        review(date="2026-10-01\n"),
        review(date="٢٠٢٦-10-01"),
        review(date="0000-01-01"),
        review(date=20261001),
        review(date=None),
        review(ratings=None),
        review(ratings=[4]),
        review(ratings={}),
        review(ratings={"respect": 4}),
        rated(feedback=None),
        rated(feedback=0),
        rated(feedback=5.01),
        rated(feedback=True),
        rated(feedback="4"),
        rated(respect=0.99),
        rated(respect=False),
        rated(respect=[4]),
        rated(respect=10**400),
        rated(kindness=4),
        rated(kindness=None),
        review(facts={}),
        review(facts="none"),
        review(facts=[None]),
        review(facts=[fact(stage=None)]),
        review(facts=[fact(feedback=None)]),
        review(facts=[fact(feedback=1)]),
        review(facts=[fact(feedback="true")]),
        review(facts=[fact(days=None)]),
        review(facts=[fact(days=-1)]),
        review(facts=[fact(days=2.5)]),
        review(facts=[fact(days=True)]),
        review(facts=[fact(days="3")]),
        review(facts=[fact(concrete=-1)]),
        review(facts=[fact(concrete=4.01)]),
        review(facts=[fact(concrete=True)]),
        review(facts=[fact(concrete="2")]),
        review(facts=[fact(), fact(days=-1)]),
        review(verified=1),
        review(verified="yes"),
        review(invited=0),
    ],
)
def test_reports_a_bad_line_by_its_number(bad: str | bytes) -> None:
    with pytest.raises(BadLineError) as caught:
        compute(["", AS_OF, review(), " ", bad, "also bad"])
    assert caught.value.line == 5
    assert str(caught.value) == f"line 5: {caught.value.reason}"
    assert str(caught.value).isascii()


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ([], 1),
        (["", "\n"], 3),
        ([review()], 1),
        ([review(), AS_OF], 1),
        (["", review(), AS_OF], 2),
        ([AS_OF, AS_OF], 2),
        ([AS_OF, review(), AS_OF], 3),
        (['{"type": "note"}', AS_OF], 1),
        (['{"date": "2026-10-31"}'], 1),
        (['{"type": "as_of"}'], 1),
        (['{"type": "as_of", "date": "31.10.2026"}'], 1),
    ],
)
def test_as_of_comes_first_and_once(lines: list[str], number: int) -> None:
    with pytest.raises(BadLineError) as caught:
        compute(lines)
    assert caught.value.line == number


@pytest.mark.parametrize(
    "settings",
    [
        {"weights": []},
        {"weights": {}},
        {"weights": {"respect": 1}},
        {"weights": {"feedback": 0, "respect": 1}},
        {"weights": {"feedback": 1, "respect": -0.1}},
        {"weights": {"feedback": True}},
        {"weights": {"feedback": "1"}},
        {"weights": {"feedback": 1e308, "respect": 1e308}},
        {"concrete_max": 0},
        {"concrete_max": -3},
        {"concrete_max": True},
        {"concrete_max": "4"},
    ],
)
def test_refuses_settings_that_no_value_follows_from(settings: dict[str, object]) -> None:
    with pytest.raises(BadLineError) as caught:
        compute([json.dumps({"type": "as_of", "date": "2026-10-31"} | settings)])
    assert caught.value.line == 1


def test_weights_replace_the_criteria() -> None:
    as_of = json.dumps(
        {"type": "as_of", "date": "2026-10-31", "weights": {"feedback": 3, "overall": 1}}
    )
    line = review(date="2026-10-31", ratings={"feedback": 5, "overall": 1})
    [scored] = compute([as_of, line])
    assert json.loads(scored)["score"] == (3 * 3.5 + 4.0) / 4
    with pytest.raises(BadLineError, match="unknown criterion 'respect'"):
        compute([as_of, review()])


def test_concrete_max_scales_concreteness() -> None:
    def score(top: int, level: int) -> float:
        as_of = json.dumps({"type": "as_of", "date": "2026-10-31", "concrete_max": top})
        # The other agency keeps the offset from making up for the whole fact.
        other = review(agency="other", facts=[fact(feedback=False)])
        rows = map(json.loads, compute([as_of, review(facts=[fact(concrete=level)]), other]))
        return next(float(row["score"]) for row in rows if row["agency"] == "nordlicht")

    assert score(3, 3) == score(4, 4) == score(10, 10)
    assert score(4, 2) == score(10, 5) < score(10, 6)
    with pytest.raises(BadLineError):
        score(3, 4)


def test_equal_scores_rank_by_code_point_and_every_agency_is_ranked() -> None:
    names = ["ä", "z", "Z", "a", "\U0001f642", "\uff5e"]
    lines = compute([AS_OF, *(review(agency=name) for name in names)])
    rows = [json.loads(line) for line in lines]
    assert [row["agency"] for row in rows] == ["Z", "a", "z", "ä", "\uff5e", "\U0001f642"]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [list(row) for row in rows] == [["agency", "score", "low", "high", "rank"]] * 6
