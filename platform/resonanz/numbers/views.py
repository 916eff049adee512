"""The page of the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from resonanz.agencies.views import COUNTRIES, JOB_FIELDS, KINDS
from resonanz.kernel import settings
from resonanz.kernel.i18n import (
    LazyText,
    format_day,
    format_number,
    format_percent,
    gettext,
    ngettext,
)
from resonanz.kernel.templates import link, piece
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import DaysClass
from resonanz.scoring.domain.numbers import LEAST, By, Cell, Snapshot
from resonanz.scoring.domain.quarters import SETTLING, Quarter
from resonanz.scoring.views.figures import share_words
from resonanz.scoring.views.quarters import quarter_mark, quarter_name
from resonanz.scoring.views.trends import TrendView

from .service import Frozen

SHARES = "_macros/score.html"
Row = tuple[str, Markup, str, str, str, str, int]
"""Name, picture, share, interval, within 7 working days, with a reason, n."""
MoreRow = tuple[str, tuple[str, ...]]
"""Name; half after so many working days, shares within each of `WITHIN`, stock phrases, silences
that the agency put down to its client.
"""
WITHIN: Final = tuple(days for days in DaysClass if days is not DaysClass.MORE_THAN_30)


@dataclass(frozen=True, slots=True)
class TableView:
    """The figures by one thing; `untold` names the values that have none."""

    title: str
    rows: tuple[Row, ...]
    more: tuple[MoreRow, ...]
    untold: str


@dataclass(frozen=True, slots=True)
class NumbersView:
    """A quarter's numbers; `citation` is how to cite them.

    In the `development` y is 4 - 4 · share; `within` are numbers of working days.
    """

    heading: str
    answered: str
    interval: str
    basis: str
    frozen: str
    tables: tuple[TableView, ...]
    within: tuple[int, ...]
    development: TrendView | None
    citation: str
    address: str
    csv: str
    json: str
    sha256: str
    quarters: tuple[tuple[str, str, bool], ...]
    least: int
    days: int


def name_of(quarter: Quarter) -> str:
    """A quarter in words."""
    return quarter_name(quarter.year, quarter.number)


def numbers_view(
    found: Frozen, development: Sequence[Snapshot], known: Sequence[str], licence: str
) -> NumbersView:
    """Build the page of a quarter; `development` are the newest snapshots, oldest first."""
    snapshot = found.snapshot
    quarter, whole = snapshot.quarter, snapshot.cell(By.ALL)
    path = f"/numbers/{quarter.key}"
    present = settings.current()
    tables: tuple[tuple[str, Mapping[Any, LazyText], tuple[Cell, ...]], ...] = (
        (gettext("Je Stufe"), words.STAGES, snapshot.stages()),
        (gettext("Nach Art der Agentur"), KINDS, snapshot.values(By.KIND)),
        (gettext("Nach Berufsfeld"), JOB_FIELDS, snapshot.values(By.FIELD)),
        (gettext("Nach Land"), COUNTRIES, snapshot.values(By.COUNTRY)),
    )
    return NumbersView(
        heading=name_of(quarter),
        answered=share_words(whole.answered) if whole else "",
        interval=_interval(whole) if whole else "",
        basis=_basis(snapshot),
        frozen=format_day(snapshot.frozen_on),
        tables=tuple(_table(title, names, cells) for title, names, cells in tables if cells),
        within=tuple(days.days for days in WITHIN),
        development=_development(development),
        citation=gettext(
            "%(author)s: Die Zahlen, %(quarter)s. Eingefroren am %(day)s. Lizenz: %(licence)s.",
            author=present.operator_name or present.site_name,
            quarter=name_of(quarter),
            day=format_day(snapshot.frozen_on),
            licence=licence,
        ),
        address=present.base_url + link(path),
        csv=f"{path}.csv",
        json=f"{path}.json",
        sha256=found.sha256,
        quarters=tuple(
            (f"/numbers/{key}", name_of(one), key == quarter.key)
            for key in known
            if (one := Quarter.read(key))
        ),
        least=LEAST,
        days=SETTLING.days,
    )


def _basis(snapshot: Snapshot) -> str:
    reviews = ngettext("eine Bewertung", "%(num)s Bewertungen", snapshot.reviews)
    agencies = ngettext("einer Agentur", "%(num)s Agenturen", snapshot.agencies)
    return gettext("%(reviews)s von %(agencies)s", reviews=reviews, agencies=agencies)


def _table(title: str, names: Mapping[Any, LazyText], cells: Sequence[Cell]) -> TableView:
    told = {_value(one): one for one in cells}
    named = [(str(names.get(value, value)), one) for value, one in told.items()]
    return TableView(
        title=title,
        rows=tuple(_row(name, one) for name, one in named),
        more=tuple((name, _more(one)) for name, one in named),
        untold=", ".join(str(name) for value, name in names.items() if value not in told),
    )


def _value(one: Cell) -> str:
    return one.stage if one.by is By.ALL else one.value


def _row(name: str, one: Cell) -> Row:
    parts = [round(100 * part, 1) for part in (one.answered.ratio or 0.0, *one.interval)]
    return (
        name,
        piece(SHARES, "span", *parts),
        share_words(one.answered),
        _interval(one),
        _percent(one.times.shares()[DaysClass.FROM_4_TO_7]),
        share_words(one.reasons),
        one.n,
    )


def _more(one: Cell) -> tuple[str, ...]:
    median = one.times.median
    return (
        str(words.DAYS[median]) if median is not None else "–",
        *(_percent(one.times.shares()[days]) for days in WITHIN),
        share_words(one.phrases),
        share_words(one.client),
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else format_percent(share)


def _interval(one: Cell) -> str:
    low, high = one.interval
    return gettext(
        "%(low)s bis %(high)s", low=format_number(round(100 * low)), high=format_percent(high)
    )


def _development(snapshots: Sequence[Snapshot]) -> TrendView | None:
    found = [(one.quarter, cell) for one in snapshots if (cell := one.cell(By.ALL))]
    if len(found) < 2:
        return None
    step = 100 / (len(found) - 1)
    points = [
        (round(number * step, 2), cell.answered.ratio or 0.0, *cell.interval)
        for number, (_, cell) in enumerate(found)
    ]
    upper = [f"{x},{_y(high)}" for x, _, _, high in points]
    lower = [f"{x},{_y(low)}" for x, _, low, _ in reversed(points)]
    return TrendView(
        label=gettext("Anteil der Antworten je Quartal mit seiner Spanne"),
        line=" ".join(f"{x},{_y(share)}" for x, share, _, _ in points),
        band=" ".join(upper + lower),
        ticks=tuple(
            (
                round(number * step, 2),
                quarter_mark(quarter.year, quarter.number),
                (len(found) - 1 - number) % 2 == 1,
            )
            for number, (quarter, _) in enumerate(found)
        ),
        rows=tuple(
            (name_of(quarter), share_words(cell.answered), _interval(cell), str(cell.n))
            for quarter, cell in found
        ),
    )


def _y(share: float) -> float:
    return round(4 - 4 * share, 3)
