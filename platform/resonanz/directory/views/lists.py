"""Lists of agencies and the home page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from resonanz.agencies.views import kind_words, managed_words, place_words
from resonanz.kernel.i18n import format_number, format_score, ngettext
from resonanz.reviews.views.dates import shown_date
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import LedgerLine
from resonanz.scoring.views.figures import EchoView, echo_view, period, statistics_of
from resonanz.scoring.views.pledges import pledge_remark

Row = Mapping[str, Any]
_EXCERPT = 180


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency on a list."""

    slug: str
    name: str
    about: str
    score: str
    echo: EchoView | None
    days: str
    base: str
    period: str
    pledge: str


@dataclass(frozen=True, slots=True)
class LatestView:
    """A new review on the home page."""

    public_id: str
    agency_slug: str
    agency_name: str
    value: str
    date: str
    dot: str
    words: str
    disputed: bool
    excerpt: str
    language: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page; the example is an agency whose echo shows most kinds of dots."""

    agencies: str
    reviews: str
    example: AgencyRow | None
    top: tuple[AgencyRow, ...]
    latest: tuple[LatestView, ...]


def agency_row(row: Row) -> AgencyRow:
    """Build a row; without a published score it says how many reviews there are."""
    figures = statistics_of(row["statistics"]) if row["statistics"] else None
    n = row["reviews"] or 0
    median = figures.times.median if figures else None
    return AgencyRow(
        slug=row["slug"],
        name=row["name"],
        about=" · ".join(
            part for part in (place_words(row), kind_words(row), managed_words(row)) if part
        ),
        score=format_score(row["score"]) if row["published"] else "",
        echo=echo_view(figures.echo, n) if figures and figures.echo.n else None,
        days=str(words.DAYS_LONG[median]) if median is not None and row["published"] else "",
        base=ngettext("Eine Bewertung", "%(num)s Bewertungen", n) if n else "",
        period=period(figures) if figures else "",
        pledge=pledge_remark(row, figures),
    )


def excerpt(text: str) -> str:
    """How a text begins, on one line and up to the end of a word."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def latest_view(row: Row) -> LatestView:
    """Build a new review of the home page."""
    ledger = msgspec.json.decode(row["ledger"])
    line = LedgerLine.from_dict(ledger[-1])
    day = row["published_on"]
    return LatestView(
        public_id=row["public_id"],
        agency_slug=row["agency_slug"],
        agency_name=row["agency_name"],
        value="" if row["value"] is None else format_score(row["value"]),
        date=shown_date(day, row["coarse"]),
        dot=words.dot_of(line),
        words=words.line_words(line),
        disputed=line.stage.value in row["disputed_lines"].split(),
        excerpt=excerpt(row["text"]),
        language=row["language"],
    )


def home_view(totals: Row, top: Sequence[Row], latest: Sequence[Row]) -> HomeView:
    """Build the home page."""
    rows = tuple(agency_row(row) for row in top)
    example = next((row for row in rows if row.echo and len(set(row.echo.dots)) > 2), None)
    return HomeView(
        agencies=format_number(totals["agencies"]),
        reviews=format_number(totals["reviews"]),
        example=example,
        top=rows,
        latest=tuple(latest_view(row) for row in latest),
    )
