"""Scores and ledger figures in words and pictures, the same wherever they stand."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import msgspec
from markupsafe import Markup

from resonanz.kernel.i18n import (
    current_language,
    format_month,
    format_number,
    format_percent,
    format_score,
    gettext,
    ngettext,
)
from resonanz.kernel.templates import piece

from .. import views as words
from ..domain.ledger import DaysClass
from ..domain.market import Market
from ..domain.statistics import PERCENT_FROM, AgencyStatistics, Dot, Echo, Share

_SCORE: Final = "_macros/score.html"
LedgerRow = tuple[str, Markup, str, int | str]
"""Name, picture, figure and n of a figure of the ledger."""


@dataclass(frozen=True, slots=True)
class EchoView:
    """The answer to "who calls back?" as a sentence and dots."""

    sentence: str
    short: str
    dots: tuple[str, ...]
    label: str
    base: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with its interval; positions are percent of the way from 1 to 5."""

    text: str
    label: str
    mark: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class FactView:
    """A figure with what it says and its base; `anchor` is where the page says more, or ""."""

    figure: str
    words: str
    anchor: str = ""


def bar(width: float, mean: float | None = None, above: bool = False) -> Markup:
    """A bar, in percent of its length, with a mark at the mean."""
    return piece(_SCORE, "bar", width, mean, above)


def tally(count: int, n: int) -> Markup:
    """So many of so many as dots."""
    return piece(_SCORE, "tally", count, n)


def statistics_of(text: str) -> AgencyStatistics:
    """The stored figures of an agency."""
    return AgencyStatistics.from_dict(msgspec.json.decode(text))


def position(value: float) -> float:
    """Where a value of 1…5 lies on a ruler, in percent."""
    return round((value - 1) * 25, 1)


def score_view(score: float, low: float, high: float) -> ScoreView:
    """A score on its ruler."""
    texts = [format_score(number) for number in (score, low, high)]
    label = gettext(
        "%(score)s von 5, mit 90 %% Wahrscheinlichkeit zwischen %(low)s und %(high)s",
        score=texts[0],
        low=texts[1],
        high=texts[2],
    )
    start = position(low)
    return ScoreView(texts[0], label, position(score), start, round(position(high) - start, 1))


def out_of_ten(share: Share) -> tuple[int, int]:
    """A share as "so many of ten", exact below ten."""
    if share.n <= 10:
        return share.count, share.n
    return round(10 * share.count / share.n), 10


def echo_view(echo: Echo, reviews: int) -> EchoView:
    """Sentence and dots of an echo with n above 0; both count the same dots."""
    dots = echo.ten_dots()
    return _echo(
        current_language(),
        tuple(dots.count(kind) for kind in Dot),
        echo.talks,
        echo.n,
        reviews,
    )


@lru_cache(maxsize=4096)
def _echo(
    _language: str, counts: tuple[int, ...], talks: bool, stages: int, reviews: int
) -> EchoView:
    reason, phrase, interim, silence = counts
    n, answered = sum(counts), reason + phrase
    values = {"answered": answered, "n": n, "reason": reason}
    if talks:
        sentence = gettext(
            "%(answered)s von %(n)s nach dem Gespräch beantwortet, "
            "%(reason)s mit Begründung oder Einladung",
            **values,
        )
        base = ngettext("aus einem Gespräch", "aus %(num)s Gesprächen", stages)
    else:
        sentence = gettext(
            "%(answered)s von %(n)s Bewerbungen beantwortet, "
            "%(reason)s mit Begründung oder Einladung",
            **values,
        )
        base = ngettext("aus einer Bewerbung", "aus %(num)s Bewerbungen", stages)
    base += " " + ngettext("in einer Bewertung", "in %(num)s Bewertungen", reviews)
    parts = [
        ngettext(
            "%(num)s mit Begründung oder Einladung",
            "%(num)s mit Begründung oder Einladung",
            reason,
        ),
        ngettext("%(num)s mit einer Floskel", "%(num)s mit einer Floskel", phrase),
        ngettext("%(num)s nur mit Zwischenstand", "%(num)s nur mit Zwischenstand", interim),
        ngettext("%(num)s ohne Antwort", "%(num)s ohne Antwort", silence),
    ]
    label = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    short = gettext("%(answered)s von %(n)s beantwortet", **values)
    dots = tuple(kind.value for kind, count in zip(Dot, counts, strict=True) for _ in range(count))
    return EchoView(sentence, short, dots, label, base)


def median_fact(figures: AgencyStatistics) -> FactView | None:
    """Within which class half have an answer; None without a ledger."""
    n = figures.times.n
    if not n:
        return None
    median = figures.times.median
    if median is None:
        said = gettext(
            "weniger als die Hälfte bekam je eine Antwort, n = %(n)s", n=format_number(n)
        )
        return FactView(gettext("offen"), unbroken(said))
    said = gettext("bis dahin hatte die Hälfte eine Antwort, n = %(n)s", n=format_number(n))
    return FactView(str(words.DAYS_LONG[median]), unbroken(said))


def unprompted_fact(figures: AgencyStatistics) -> FactView | None:
    """How many were answered without asking."""
    if not figures.unprompted.n:
        return None
    count, n = out_of_ten(figures.unprompted)
    said = gettext("ohne Nachfragen, n = %(n)s", n=format_number(figures.unprompted.n))
    return FactView(gettext("%(count)s von %(n)s", count=count, n=n), unbroken(said))


def unbroken(text: str) -> str:
    """The same with "n = 48" kept on one line."""
    return text.replace("n = ", "n\u00a0=\u00a0")


def share_words(share: Share) -> str:
    """A share as a percentage, or as "3 von 7" while n is below ten."""
    if not share.n:
        return "–"
    if share.in_percent:
        return format_percent(share.count / share.n)
    return gettext("%(count)s von %(n)s", count=share.count, n=share.n)


def period(figures: AgencyStatistics) -> str:
    """First and last month of the reviews."""
    if figures.first is None or figures.last is None:
        return ""
    first, last = format_month(figures.first, "short"), format_month(figures.last, "short")
    return first if first == last else gettext("%(first)s bis %(last)s", first=first, last=last)


def share_row(name: str, share: Share) -> LedgerRow:
    """A share with its picture: dots while n is below ten, then a bar."""
    few = share.n < PERCENT_FROM
    picture = tally(share.count, share.n) if few else bar(round(100 * share.count / share.n))
    return name, picture, share_words(share), format_number(share.n)


def stage_rows(figures: AgencyStatistics) -> tuple[LedgerRow, ...]:
    return tuple(
        share_row(str(words.STAGES[stage]), share) for stage, share in figures.stages.items()
    )


def time_rows(figures: AgencyStatistics) -> tuple[LedgerRow, ...]:
    """Answered within so many working days, of all who waited; the last class has no end."""
    n = figures.times.n
    return tuple(
        share_row(
            gettext("innerhalb von %(days)s Werktagen", days=days.days), Share(round(part * n), n)
        )
        for days, part in zip(DaysClass, figures.times.shares(), strict=True)
        if part is not None and days is not DaysClass.MORE_THAN_30
    )


@lru_cache(maxsize=8)
def market_of(text: str) -> Market:
    """The market numbers of a run."""
    return Market.from_dict(msgspec.json.decode(text))


def criteria_rows(text: str, market: Market) -> tuple[tuple[str, Markup, str, str], ...]:
    """Criteria beside the mean of all agencies: name, picture, figure, mean."""
    return tuple(
        (
            name,
            bar(position(score), position(mean), score >= mean),
            format_score(score),
            format_score(mean),
        )
        for name, score, mean in criteria_values(text, market)
    )


def criteria_values(text: str, market: Market) -> tuple[tuple[str, float, float], ...]:
    """Criteria beside the mean of all agencies: name, score, mean (1 to 5)."""
    found = msgspec.json.decode(text)
    rows = []
    for criterion, about in words.CRITERIA.items():
        own, average = found.get(criterion.value), market.criteria.get(criterion.value)
        if own is not None and average is not None:
            rows.append((str(about.name), float(own["score"]), float(average.mu)))
    return tuple(rows)
