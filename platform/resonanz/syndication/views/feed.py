"""Atom feeds (RFC 4287)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.directory.views.lists import excerpt
from resonanz.kernel.i18n import current_language, format_score, gettext
from resonanz.kernel.templates import link
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import LedgerLine

Row = Mapping[str, Any]

_BEGAN: Final = "2026-01-01T00:00:00Z"
"""An empty feed needs a date as well."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A review in a feed; `updated` is no finer than the page's date."""

    address: str
    title: str
    updated: str
    author: str
    language: str
    said: str
    text: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed; `address` is its own, `page` the page that shows the same."""

    title: str
    language: str
    address: str
    page: str
    updated: str
    entries: tuple[EntryView, ...]


def feed_view(
    title: str, base: str, address: str, page: str, rows: Sequence[Row], agency: str = ""
) -> FeedView:
    """Build a feed from rows of reviews; paths are without language.

    `agency` is the agency's name where the rows do not hold one.
    """
    entries = tuple(_entry(base, agency or row["agency_name"], row) for row in rows)
    return FeedView(
        title=title,
        language=current_language(),
        address=base + link(address),
        page=base + link(page),
        updated=max((entry.updated for entry in entries), default=_BEGAN),
        entries=entries,
    )


def _entry(base: str, agency: str, row: Row) -> EntryView:
    line = LedgerLine.from_dict(msgspec.json.decode(row["ledger"])[-1])
    said = f"{words.STAGES[line.stage]}: {words.line_words(line)}"
    if line.stage.value in row["disputed_lines"].split():
        said += f" ({gettext('von der Agentur bestritten')})"
    value = row["value"]
    score = "" if value is None else gettext("%(score)s von 5", score=format_score(value))
    return EntryView(
        address=base + link(f"/reviews/{row['public_id']}"),
        title=" · ".join(part for part in (agency, score, words.line_words(line)) if part),
        updated=f"{_coarse(row['published_on'], row['coarse']).isoformat()}T00:00:00Z",
        author=gettext("Kandidat:in"),
        language=row["language"],
        said=said,
        text=excerpt(row["text"]),
    )


def _coarse(day: dt.date, coarse: bool) -> dt.date:
    """The first day of the month, or of the half-year: the page shows no more."""
    return day.replace(day=1, month=(1 if day.month <= 6 else 7) if coarse else day.month)
