"""The transparency report as a page and as a table for machines."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import (
    LazyText,
    format_day,
    format_decimal,
    format_number,
    format_percent,
    gettext,
    lazy,
    ngettext,
)

from ...domain import Ground, NoticeGround, Source
from ...domain.corrections import CorrectionState
from ...domain.transparency import HEADER, Figures, Median, lines
from ...service import GROUND_TEXTS
from ...service.transparency import DECISION_NAMES, OBJECTION_NAMES, SOURCE_NAMES

_PERCENT_FROM: Final = 10
_CASES: Final = {
    "notice": lazy("nach einer Meldung"),
    "dispute": lazy("nach einer Beanstandung"),
    "rejection": lazy("Ablehnung vor der Veröffentlichung"),
    "sanction": lazy("Maßnahme gegen ein Konto"),
}
_CORRECTIONS: Final = {
    CorrectionState.OPEN: lazy("wartet auf die Autorin oder den Autor"),
    CorrectionState.AGREED: lazy("übernommen"),
    CorrectionState.KEPT: lazy("nicht übernommen, die Angabe bleibt"),
    CorrectionState.WITHDRAWN: lazy("Bewertung zurückgezogen"),
    CorrectionState.LAPSED: lazy("ohne Antwort, die Angabe bleibt"),
}
_PARTIES: Final = {
    "author": lazy("von Autor:innen"),
    "notifier": lazy("von Meldenden"),
    "agency": lazy("von Agenturen"),
}
_CONTENT: Final = ("approve", "return", "reject", "keep", "hide", "label", "remove")
_AFTER: Final = ("restore", "confirm", "warn", "suspend", "terminate", "lift")


@dataclass(frozen=True, slots=True)
class BarView:
    """A row of a chart that is its own table; `width` in percent of the longest bar."""

    name: str
    width: float
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its table; `key` is its id on the page."""

    key: str
    title: str
    total: str
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A year's report; `facts` are (words, figure)."""

    year: int
    live: bool
    until: str
    facts: tuple[tuple[str, str], ...]
    charts: tuple[ChartView, ...]
    automation: tuple[str, ...]
    years: tuple[int, ...]


def report_view(figures: Figures, years: Iterable[int], *, live: bool) -> ReportView:
    """Build the report of a year; `years` are those one can go to."""
    return ReportView(
        year=figures.year,
        live=live,
        until=format_day(figures.until),
        facts=_facts(figures),
        charts=tuple(chart for chart in _charts(figures) if chart.bars),
        automation=_automation(figures),
        years=tuple(years),
    )


def report_csv(figures: Figures) -> str:
    """The figures as comma-separated values with a header, keys in English."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(lines(figures))
    return text.getvalue()


def median_words(median: Median) -> str:
    """A median in hours or days; "–" without any."""
    if median.hours is None:
        return "–"
    if median.hours < 48:
        hours = max(1, round(median.hours))
        return ngettext("eine Stunde", "%(num)s Stunden", hours)
    return gettext("%(days)s Tage", days=format_decimal(median.hours / 24, 1))


def _facts(figures: Figures) -> tuple[tuple[str, str], ...]:
    decided = figures.upheld + figures.dismissed
    upheld = (
        format_percent(figures.upheld / decided)
        if decided >= _PERCENT_FROM
        else gettext("%(count)s von %(n)s", count=figures.upheld, n=decided)
    )
    return (
        (gettext("Meldungen und Beanstandungen"), format_number(figures.notices_in_all)),
        (gettext("entfernte Inhalte"), format_number(figures.count("remove"))),
        (gettext("vor der Veröffentlichung abgelehnt"), format_number(figures.count("reject"))),
        (gettext("Beschwerden mit Erfolg"), upheld if decided else "–"),
        (
            gettext("bis zur Prüfung, Median, n = %(n)s", n=figures.check.n),
            median_words(figures.check),
        ),
        (
            gettext("bis zur Antwort auf eine Meldung, Median, n = %(n)s", n=figures.notice.n),
            median_words(figures.notice),
        ),
    )


def _charts(figures: Figures) -> Iterable[ChartView]:
    yield _chart(
        "notices",
        gettext("Wie Meldungen kamen"),
        [(_name(SOURCE_NAMES, Source, key), n) for key, n in figures.notices.items()],
    )
    yield _chart(
        "objections",
        gettext("Was gemeldet und beanstandet wurde"),
        [(_name(OBJECTION_NAMES, NoticeGround, key), n) for key, n in figures.objections.items()],
    )
    yield _chart(
        "cases",
        gettext("Eröffnete Fälle"),
        [(str(_CASES.get(key, key)), n) for key, n in figures.cases.items()],
    )
    yield _chart(
        "corrections",
        gettext("Korrekturen einzelner Angaben, von Agenturen gewünscht"),
        [(str(_CORRECTIONS[CorrectionState(key)]), n) for key, n in figures.corrections.items()],
    )
    yield _chart("decisions", gettext("Entscheidungen über Inhalte"), _kinds(figures, _CONTENT))
    yield _chart("removals", gettext("Entfernt, nach Grund"), _grounds(figures, "remove"))
    yield _chart(
        "rejections",
        gettext("Vor der Veröffentlichung abgelehnt, nach Grund"),
        _grounds(figures, "reject"),
    )
    yield _chart("hidden", gettext("Vorläufig ausgeblendet, nach Grund"), _grounds(figures, "hide"))
    yield _chart(
        "labels", gettext("Mit einem Hinweis versehen, nach Grund"), _grounds(figures, "label")
    )
    yield _chart(
        "complaints",
        gettext("Beschwerden"),
        [(str(_PARTIES.get(key, key)), n) for key, n in figures.complaints.items()],
    )
    yield _chart("later", gettext("Nach Beschwerden und gegen Missbrauch"), _kinds(figures, _AFTER))


def _kinds(figures: Figures, kinds: tuple[str, ...]) -> list[tuple[str, int]]:
    found = [(str(DECISION_NAMES[kind]), figures.count(kind)) for kind in kinds]
    return [(name, n) for name, n in found if n]


def _grounds(figures: Figures, kind: str) -> list[tuple[str, int]]:
    known = set(Ground)
    return [
        (str(GROUND_TEXTS[Ground(key)].label) if key in known else key, n)
        for key, n in figures.grounds_of(kind).items()
    ]


def _name(names: dict[Source, LazyText] | dict[NoticeGround, LazyText], of: type, key: str) -> str:
    return str(names[of(key)])


def _chart(key: str, title: str, rows: list[tuple[str, int]]) -> ChartView:
    total, most = sum(n for _, n in rows), max((n for _, n in rows), default=1)
    return ChartView(
        key,
        title,
        format_number(total),
        tuple(
            BarView(
                name,
                round(100 * n / most, 1),
                format_number(n),
                format_percent(n / total) if total >= _PERCENT_FROM else "",
            )
            for name, n in rows
        ),
    )


def _automation(figures: Figures) -> tuple[str, ...]:
    parts = [
        gettext(
            "Kein Programm entscheidet über Inhalte. Hinweise von Programmen sieht nur, wer "
            "entscheidet."
        )
        if not figures.automatic
        else ngettext(
            "Eine Entscheidung fiel ohne einen Menschen.",
            "%(num)s Entscheidungen fielen ohne einen Menschen.",
            figures.automatic,
        ),
        ngettext(
            "Eine Begründung ging an Betroffene.",
            "%(num)s Begründungen gingen an Betroffene.",
            figures.statements,
        ),
    ]
    if figures.by_rule:
        parts.append(
            ngettext(
                "In einem Fall lief eine Frist ab, die ein Mensch gesetzt hatte.",
                "In %(num)s Fällen lief eine Frist ab, die ein Mensch gesetzt hatte.",
                figures.by_rule,
            )
        )
    if figures.solo:
        parts.append(
            ngettext(
                "Über eine Beschwerde entschied, wer auch zuerst entschieden hatte.",
                "Über %(num)s Beschwerden entschied, wer auch zuerst entschieden hatte.",
                figures.solo,
            )
        )
    return tuple(parts)
