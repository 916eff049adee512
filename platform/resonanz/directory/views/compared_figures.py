"""Figures of several agencies beside each other, a row a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from resonanz.kernel.i18n import format_number, format_score, gettext
from resonanz.kernel.templates import piece
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import DaysClass, Stage
from resonanz.scoring.domain.statistics import AgencyStatistics, Share
from resonanz.scoring.views.figures import (
    bar,
    criteria_values,
    echo_view,
    market_of,
    period,
    position,
    share_row,
    statistics_of,
    unbroken,
)
from resonanz.scoring.views.pledges import pledge_remark

Row = dict[str, Any]

_NONE: Final = "–"
_NO_PICTURE: Final = Markup("")
_PROMPT: Final = DaysClass.FROM_4_TO_7


@dataclass(frozen=True, slots=True)
class Cell:
    """An agency's figure, its picture (which repeats it) and what it is counted of."""

    agency: str
    figure: str
    picture: Markup = _NO_PICTURE
    base: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of all agencies; a wide one needs a line of its own for each on a phone."""

    name: str
    cells: tuple[Cell, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Rows about one thing."""

    key: str
    title: str
    note: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class _Agency:
    row: Row
    figures: AgencyStatistics | None

    @property
    def name(self) -> str:
        return str(self.row["name"])


def figure_groups(rows: Sequence[Row]) -> tuple[FigureGroup, ...]:
    """What the agencies' reviews say, from the rows of a comparison."""
    agencies = [
        _Agency(row, statistics_of(row["statistics"]) if row["statistics"] else None)
        for row in rows
    ]
    groups = (
        FigureGroup(
            "feedback",
            gettext("Wer sich zurückmeldet"),
            gettext("Fakten aus den Bewertungen. Unter n = 10 stehen Punkte statt Prozent."),
            _feedback(agencies),
        ),
        FigureGroup(
            "criteria",
            gettext("Nach Kriterien"),
            gettext("Von 1 bis 5; der Strich ist der Schnitt aller Agenturen."),
            _criteria(agencies),
        ),
        FigureGroup("basis", gettext("Worauf das beruht"), "", _basis(agencies)),
    )
    return tuple(group for group in groups if group.rows)


def _feedback(agencies: Sequence[_Agency]) -> tuple[FigureRow, ...]:
    if not any(agency.figures for agency in agencies):
        return (_pledges(agencies),) if any(map(_has_pledge, agencies)) else ()
    stages = [
        stage
        for stage in Stage
        if any(agency.figures and stage in agency.figures.stages for agency in agencies)
    ]
    return (
        FigureRow(gettext("Echo"), tuple(map(_echo, agencies)), wide=True),
        *(
            _shares(
                gettext("Beantwortet: %(stage)s", stage=words.STAGES[stage]),
                agencies,
                partial(_stage, stage),
            )
            for stage in stages
        ),
        FigureRow(gettext("Hälfte beantwortet innerhalb von"), tuple(map(_median, agencies))),
        _shares(
            gettext("Beantwortet innerhalb von 7 Werktagen"),
            agencies,
            _within,
        ),
        _shares(
            gettext("Zugesagte Termine gehalten"),
            agencies,
            lambda figures: figures.promises,
        ),
        _shares(
            gettext("Floskelquote: Absagen mit Floskel"),
            agencies,
            lambda figures: figures.phrases,
        ),
        _pledges(agencies),
    )


def _basis(agencies: Sequence[_Agency]) -> tuple[FigureRow, ...]:
    return (
        FigureRow(gettext("Bewertungen"), tuple(map(_reviews, agencies))),
        FigureRow(
            gettext("Zählt wie so viele aktuelle Bewertungen"), tuple(map(_weight, agencies))
        ),
        FigureRow(
            gettext("Kontakt belegt"),
            tuple(_share(agency, _of_reviews(agency, "proven")) for agency in agencies),
        ),
        FigureRow(
            gettext("Antwort der Agentur auf Bewertungen"),
            tuple(_share(agency, _of_reviews(agency, "replies")) for agency in agencies),
        ),
    )


def _shares(
    name: str, agencies: Sequence[_Agency], pick: Callable[[AgencyStatistics], Share | None]
) -> FigureRow:
    cells = (
        _share(agency, pick(agency.figures) if agency.figures else None) for agency in agencies
    )
    return FigureRow(name, tuple(cells))


def _stage(stage: Stage, figures: AgencyStatistics) -> Share | None:
    return figures.stages.get(stage)


def _of_reviews(agency: _Agency, column: str) -> Share:
    return Share(agency.row[column] or 0, agency.row["reviews"] or 0)


def _share(agency: _Agency, share: Share | None) -> Cell:
    if not share or not share.n:
        return Cell(agency.name, _NONE)
    _, picture, figure, _ = share_row("", share)
    return Cell(agency.name, figure, picture, _n(share.n) if share.in_percent else "")


def _n(n: int) -> str:
    return unbroken(f"n = {format_number(n)}")


def _echo(agency: _Agency) -> Cell:
    if agency.figures is None or not agency.figures.echo.n:
        return Cell(agency.name, _NONE)
    view = echo_view(agency.figures.echo, agency.row["reviews"])
    picture = piece("_macros/echo.html", "echo", view.dots, view.label, "is-small")
    return Cell(agency.name, view.short, picture)


def _median(agency: _Agency) -> Cell:
    times = agency.figures.times if agency.figures else None
    if times is None or not times.n:
        return Cell(agency.name, _NONE)
    median = times.median
    base = _n(times.n)
    if median is None:
        return Cell(agency.name, gettext("offen"), base=base)
    return Cell(agency.name, str(words.DAYS_LONG[median]), base=base)


def _within(figures: AgencyStatistics) -> Share | None:
    """Answered by the end of the class, by the life table."""
    part, n = figures.times.shares()[_PROMPT], figures.times.n
    return None if part is None else Share(round(part * n), n)


def _has_pledge(agency: _Agency) -> bool:
    return agency.row["pledge_id"] is not None


def _pledges(agencies: Sequence[_Agency]) -> FigureRow:
    cells = (
        Cell(agency.name, pledge_remark(agency.row, agency.figures) or gettext("keine Zusage"))
        for agency in agencies
    )
    return FigureRow(gettext("Zusage der Agentur"), tuple(cells), wide=True)


def _reviews(agency: _Agency) -> Cell:
    return Cell(
        agency.name,
        format_number(agency.row["reviews"] or 0),
        base=period(agency.figures) if agency.figures else "",
    )


def _weight(agency: _Agency) -> Cell:
    if not agency.row["published"]:
        return Cell(agency.name, _NONE)
    return Cell(agency.name, format_number(max(1, round(agency.row["weight"]))))


def _criteria(agencies: Sequence[_Agency]) -> tuple[FigureRow, ...]:
    known = [_criteria_of(agency.row) for agency in agencies]
    return tuple(
        FigureRow(
            str(about.name),
            tuple(
                _criterion(agency, own.get(str(about.name)))
                for agency, own in zip(agencies, known, strict=True)
            ),
        )
        for about in words.CRITERIA.values()
        if any(str(about.name) in own for own in known)
    )


def _criteria_of(row: Row) -> dict[str, tuple[float, float]]:
    """Score and mean of all by a criterion's name; nothing before the score is published."""
    if not row["published"] or not row["market"]:
        return {}
    found = criteria_values(row["criteria"], market_of(row["market"]))
    return {name: (score, mean) for name, score, mean in found}


def _criterion(agency: _Agency, found: tuple[float, float] | None) -> Cell:
    if found is None:
        return Cell(agency.name, _NONE)
    score, mean = found
    picture = bar(position(score), position(mean), score >= mean)
    return Cell(agency.name, format_score(score), picture)
