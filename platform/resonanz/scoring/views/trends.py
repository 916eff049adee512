"""How an agency developed, and how soon answers come, in words and as points of charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resonanz.kernel.i18n import format_number, format_percent, format_score, gettext

from .. import views as words
from ..domain.ledger import DaysClass
from ..domain.life_table import LifeTable
from ..domain.statistics import PERCENT_FROM
from ..domain.trends import QuarterFigures, StageFigures
from .quarters import quarter_mark, quarter_name

_WIDTH = 36
"""Working days that a curve shows: some more than the last class, to see where it ends."""
_CLASSES = tuple(DaysClass)[: DaysClass.MORE_THAN_30]
"""Those that end on a day."""


@dataclass(frozen=True, slots=True)
class TrendView:
    """A figure over the quarters: points of the line and the band, marks below, a table."""

    label: str
    line: str
    band: str
    ticks: tuple[tuple[float, str, bool], ...]
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CurveView:
    """How many were answered within so many working days after a stage.

    `line` and `band` are points: x working days 0 to 36, y percent that were not answered. Rows
    are (days, share, 90 % interval).
    """

    name: str
    n: str
    label: str
    line: str
    band: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CurvesView:
    """A curve for each stage with ten or more; counts of the others.

    `axis` are the texts of 100, 50 and 0 percent, `days` (text, x in percent) those below. A row
    of `few` is the stage, how many were answered within 3, 7, 14 and 30 working days, and n.
    """

    axis: tuple[str, ...]
    days: tuple[tuple[str, float], ...]
    curves: tuple[CurveView, ...]
    few: tuple[tuple[str, tuple[str, ...], str], ...]


def trend_view(quarters: Sequence[QuarterFigures]) -> TrendView | None:
    """The score at the end of each quarter that has one; a line needs two."""
    known = [(at, one, one.score) for at, one in enumerate(quarters) if one.score is not None]
    if len(known) < 2:
        return None
    first, width = known[0][0], len(quarters) - 1 - known[0][0]
    xs = {at: round(100 * (at - first) / width, 1) for at, _, _ in known}
    upper = [f"{xs[at]},{5 - score.high:.2f}" for at, _, score in known]
    lower = [f"{xs[at]},{5 - score.low:.2f}" for at, _, score in reversed(known)]
    return TrendView(
        label=gettext(
            "Wert am Ende jedes Quartals, von %(first)s bis %(last)s",
            first=format_score(known[0][2].score),
            last=format_score(known[-1][2].score),
        ),
        line=" ".join(f"{xs[at]},{5 - score.score:.2f}" for at, _, score in known),
        band=" ".join(upper + lower),
        ticks=tuple(
            (xs[at], quarter_mark(one.year, one.quarter), (at - first) % 2 == 1)
            for at, one, _ in known
        ),
        rows=tuple(
            (
                quarter_name(one.year, one.quarter),
                format_score(score.score),
                gettext(
                    "%(low)s bis %(high)s",
                    low=format_score(score.low),
                    high=format_score(score.high),
                ),
                format_number(score.n),
            )
            for _, one, score in known
        ),
    )


def curves_view(stages: Iterable[StageFigures]) -> CurvesView | None:
    """When answers came after each stage; None where that is known of none."""
    known = [one for one in stages if one.times.n]
    if not known:
        return None
    return CurvesView(
        axis=tuple(map(format_percent, (1.0, 0.5, 0.0))),
        days=tuple((str(one.days), round(100 * one.days / _WIDTH, 1)) for one in _CLASSES),
        curves=tuple(_curve(one) for one in known if one.times.n >= PERCENT_FROM),
        few=tuple(
            (str(words.STAGES[one.stage]), _counts(one.times), format_number(one.times.n))
            for one in known
            if one.times.n < PERCENT_FROM
        ),
    )


def _counts(times: LifeTable) -> tuple[str, ...]:
    return tuple(format_number(sum(times.answered[: days + 1])) for days in _CLASSES)


def _curve(one: StageFigures) -> CurveView:
    name = str(words.STAGES[one.stage])
    rows = [
        (days, share, interval)
        for days, share, interval in zip(
            _CLASSES, one.times.shares(), one.times.intervals(), strict=False
        )
        if share is not None and interval is not None
    ]
    told = ", ".join(
        gettext("%(days)s Werktage %(share)s", days=days.days, share=format_percent(share))
        for days, share, _ in rows
    )
    lower = _steps([(days, interval[0]) for days, _, interval in rows])
    upper = _steps([(days, interval[1]) for days, _, interval in rows])
    return CurveView(
        name=name,
        n=format_number(one.times.n),
        label=gettext("%(stage)s, beantwortet innerhalb von: %(shares)s", stage=name, shares=told),
        line=" ".join(_steps([(days, share) for days, share, _ in rows])),
        band=" ".join([*upper, *reversed(lower)]),
        rows=tuple(
            (
                str(days.days),
                format_percent(share),
                gettext(
                    "%(low)s bis %(high)s",
                    low=format_percent(interval[0]),
                    high=format_percent(interval[1]),
                ),
            )
            for days, share, interval in rows
        ),
    )


def _steps(shares: Sequence[tuple[DaysClass, float]]) -> list[str]:
    """Points of a curve that rises at the end of each class of days.

    Where nobody is left to tell the rest, it still goes on for a day: else it ended upright.
    """
    points, height = [(0, 0.0)], 0.0
    for days, share in shares:
        points += [(days.days, height), (days.days, share)]
        height = share
    last = points[-1][0]
    points.append((_WIDTH if last == DaysClass.FROM_15_TO_30.days else last + 1, height))
    return [f"{day},{100 - 100 * share:.1f}" for day, share in points]
