"""Parts of the agencies and quarters in words and addresses."""

import datetime as dt
from urllib.parse import urlencode

from resonanz.agencies.views import COUNTRIES, KINDS
from resonanz.kernel.i18n import gettext
from resonanz.kernel.templates import link
from resonanz.scoring.views import quarters

from ..domain import Group, Slice
from ..domain.search import USUAL_RADIUS
from .search import filter_words


def address(asked: Slice, quarter: dt.date | None = None, first: int = 1) -> str:
    """The one address of a ranking, with its country always."""
    return link("/ranking") + "?" + query(asked, quarter, first)


def query(asked: Slice, quarter: dt.date | None = None, first: int = 1) -> str:
    """The query of that address."""
    pairs = asked.pairs()
    if quarter is not None:
        pairs.append(("quarter", quarter_value(quarter)))
    if first > 1:
        pairs.append(("from", str(first)))
    return urlencode(pairs)


def what_words(asked: Slice) -> str:
    """Of whom a ranking is: "Berlin, Zeitarbeit"."""
    parts = []
    if asked.place:
        parts.append(gettext("%(km)s km um %(place)s", km=USUAL_RADIUS, place=asked.place))
    elif asked.state:
        parts.append(filter_words(Group.STATE, asked.state))
    else:
        parts.append(country_name(asked.country))
    if asked.kind:
        parts.append(str(KINDS[asked.kind]))
    if asked.field:
        parts.append(filter_words(Group.FIELD, asked.field))
    return ", ".join(parts)


def quarter_value(quarter: dt.date | None) -> str:
    """A quarter in an address; "" for now."""
    return f"{quarter.year}-{_number(quarter)}" if quarter else ""


def quarter_end(quarter: dt.date) -> str:
    """The end of a quarter in words."""
    return gettext("Ende %(number)s. Quartal %(year)s", number=_number(quarter), year=quarter.year)


def quarter_mark(quarter: dt.date) -> str:
    """A quarter in short."""
    return quarters.quarter_mark(quarter.year, _number(quarter))


def _number(quarter: dt.date) -> int:
    return (quarter.month + 2) // 3


def country_name(code: str) -> str:
    """A country as the reader calls it."""
    return str(COUNTRIES.get(code, code))
