"""The contract of `resonanz scores compute`: JSON lines in, ranked JSON lines out."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum, isfinite
from typing import Final, NoReturn

from resonanz.scoring.domain.formula import score_all
from resonanz.scoring.domain.rank import DECIMALS, ranks
from resonanz.scoring.domain.review import FEEDBACK, VERSION_1, Fact, RatedReview, Rules
from resonanz.scoring.domain.value import HIGHEST, LOWEST

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadLineError(ValueError):
    """The first bad line: its number, from 1, and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line: Final = line
        self.reason: Final = reason


class _FaultError(ValueError):
    """What is wrong with a line, before its number is known."""


@dataclass(frozen=True, slots=True)
class _AsOf:
    day: date
    rules: Rules


def compute(lines: Iterable[str | bytes]) -> list[str]:
    """Scores of every agency in the lines, a JSON object each, in rank order, no line ends.

    Lines are text or UTF-8 bytes, with or without line ends. Raises BadLineError for the first
    bad line.
    """
    as_of: _AsOf | None = None
    reviews: list[RatedReview] = []
    number = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _json_object(line)
            if as_of is None:
                as_of = _as_of(row)
            else:
                reviews.append(_review(row, as_of, number))
        except _FaultError as fault:
            raise BadLineError(number, str(fault)) from None
    if as_of is None:
        raise BadLineError(number + 1, "as_of is missing")
    run = score_all(reviews, as_of.day, as_of.rules, criteria=False)
    estimates = {str(agency): score.overall for agency, score in run.agencies.items()}
    return [
        json.dumps(
            {
                "agency": agency,
                "score": round(estimates[agency].score, DECIMALS),
                "low": round(estimates[agency].low, DECIMALS),
                "high": round(estimates[agency].high, DECIMALS),
                "rank": place.rank,
            }
        )
        for agency, place in ranks(estimates).items()
    ]


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise _FaultError("a key appears twice")
    return row


def _no_constant(name: str) -> NoReturn:
    raise _FaultError(f"{name} is not JSON")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique_keys, parse_constant=_no_constant)


def _json_object(line: str | bytes) -> dict[str, object]:
    try:
        text = line if isinstance(line, str) else line.decode("utf-8")
        row: object = _DECODER.decode(text)
    except _FaultError:
        raise
    except (ValueError, RecursionError):
        raise _FaultError("not JSON") from None
    if not isinstance(row, dict):
        raise _FaultError("not a JSON object")
    return row


def _as_of(row: dict[str, object]) -> _AsOf:
    if row.get("type") != "as_of":
        known = row.get("type") == "review"
        raise _FaultError("as_of must come first" if known else "unknown type")
    day = _day(row.get("date"))
    weights = row.get("weights")
    concrete_max = row.get("concrete_max")
    return _AsOf(
        day,
        Rules(
            VERSION_1.weights if weights is None else _weights(weights),
            VERSION_1.concrete_max if concrete_max is None else _concrete_max(concrete_max),
        ),
    )


def _weights(value: object) -> dict[str, float]:
    """The weights as shares of their sum, so that no sum of them can overflow."""
    if not isinstance(value, dict):
        raise _FaultError("weights must be an object")
    weights = {key: _number(weight, f"weight of {key}") for key, weight in value.items()}
    if any(weight < 0.0 for weight in weights.values()):
        raise _FaultError("a weight is below 0")
    if weights.get(FEEDBACK, 0.0) <= 0.0:
        raise _FaultError("feedback needs a weight above 0")
    try:
        total = fsum(weights.values())
    except OverflowError:
        raise _FaultError("weights are too large") from None
    return {key: weight / total for key, weight in weights.items()}


def _concrete_max(value: object) -> float:
    top = _number(value, "concrete_max")
    if top <= 0.0:
        raise _FaultError("concrete_max must be above 0")
    return top


def _review(row: dict[str, object], as_of: _AsOf, number: int) -> RatedReview:
    if row.get("type") != "review":
        raise _FaultError("as_of appears twice" if row.get("type") == "as_of" else "unknown type")
    agency = row.get("agency")
    if not isinstance(agency, str) or not agency:
        raise _FaultError("agency must be a name")
    day = _day(row.get("date"))
    if day > as_of.day:
        raise _FaultError("the review is after as_of")
    return RatedReview(
        review_id=number,
        agency=agency,
        published_on=day,
        ratings=_ratings(row.get("ratings"), as_of.rules),
        facts=_facts(row.get("facts"), as_of.rules),
        proven=_flag(row, "verified"),
        invited=_flag(row, "invited"),
    )


def _ratings(value: object, rules: Rules) -> dict[str, float]:
    if not isinstance(value, dict):
        raise _FaultError("ratings must be an object")
    ratings: dict[str, float] = {}
    for criterion, stars in value.items():
        if criterion not in rules.weights:
            raise _FaultError(f"unknown criterion {criterion!a}")
        if stars is None:
            continue
        ratings[criterion] = _number(stars, criterion)
        if not LOWEST <= ratings[criterion] <= HIGHEST:
            raise _FaultError(f"{criterion} must be 1 to 5")
    if FEEDBACK not in ratings:
        raise _FaultError("feedback stars are missing")
    return ratings


def _facts(value: object, rules: Rules) -> tuple[Fact, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _FaultError("facts must be a list")
    return tuple(_fact(fact, rules.concrete_max) for fact in value)


def _fact(value: object, concrete_max: float) -> Fact:
    if not isinstance(value, dict):
        raise _FaultError("a fact must be an object")
    stage, feedback = value.get("stage"), value.get("feedback")
    days, concrete = value.get("days"), value.get("concrete")
    if not isinstance(stage, str):
        raise _FaultError("stage must be a name")
    if feedback is False:
        return Fact(stage, None)
    if feedback is not True:
        raise _FaultError("feedback of a fact must be true or false")
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        raise _FaultError("days must be a whole number from 0")
    if concrete is None:
        return Fact(stage, days)
    level = _number(concrete, "concrete")
    if not 0.0 <= level <= concrete_max:
        raise _FaultError(f"concrete must be 0 to {concrete_max:g}")
    return Fact(stage, days, level)


def _flag(row: dict[str, object], key: str) -> bool:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise _FaultError(f"{key} must be true or false")
    return value is True


def _day(value: object) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _FaultError("date must be a day, YYYY-MM-DD")


def _number(value: object, name: str) -> float:
    """A finite JSON number; true and false are none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        if isfinite(number):
            return number
    raise _FaultError(f"{name!a} must be a number")
