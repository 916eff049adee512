"""Rows of an operator's CSV files: parsed into records, or refused by line and column."""

import csv
import dataclasses
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import countries
from .names import aliases_of, clean_name, clean_text
from .websites import website_domain

KINDS = ("temp", "placement", "search", "it_freelance", "mixed")
PLACE_LENGTH = 100
SOURCE_LENGTH = 1000
AGENCY_COLUMNS = ("name", "country", "kind")
AGENCY_OPTIONAL = (
    *("website", "city", "postcode", "aliases"),
    *("city_basis", "posting_city", "source"),
)
JOB_POSTING = "place of job posting"
PLACE_COLUMNS = ("agency", "place", "country")
PLACE_OPTIONAL = ("postcode", "basis", "first_seen", "source")

_POSTCODES = {
    "DE": (re.compile(r"\d{5}"), "five digits"),
    "ES": (re.compile(r"\d{5}"), "five digits"),
    "AT": (re.compile(r"\d{4}"), "four digits"),
    "CH": (re.compile(r"\d{4}"), "four digits"),
    "LI": (re.compile(r"\d{4}"), "four digits"),
    "GB": (re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"), "a British postcode such as EC4A 1JP"),
}
_ANY_POSTCODE = (re.compile(r"[A-Z0-9][A-Z0-9 -]{1,11}"), "letters and digits")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row or a value was refused.

    `line` is where the row begins (1 is the header); `column` is "" for the row as a whole.
    """

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency as the file names it; None and () where the file says nothing."""

    line: int
    name: str
    country: str
    kind: str
    website: str | None
    city: str | None
    postcode: str | None
    city_basis: str
    aliases: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of an agency as the file names it."""

    line: int
    agency: str
    place: str
    country: str
    postcode: str | None
    basis: str
    first_seen: dt.date | None
    source: str


class _Cells:
    """The values of one row; collects what is wrong with them."""

    def __init__(self, line: int, values: Mapping[str, str]) -> None:
        self.line = line
        self.values = values
        self.problems: list[Problem] = []

    def refuse(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.line, column, message))

    def text(self, column: str, length: int) -> str:
        try:
            return clean_text(self.values.get(column, ""), length)
        except ValueError as reason:
            self.refuse(column, f"the value {reason}")
            return ""

    def required(self, column: str, length: int) -> str:
        before = len(self.problems)
        value = self.text(column, length)
        if not value and len(self.problems) == before:
            self.refuse(column, "the value is empty")
        return value

    def name(self, column: str) -> str:
        try:
            return clean_name(self.values[column])
        except ValueError as reason:
            self.refuse(column, f"the name {reason}")
            return ""

    def country(self) -> str:
        code = self.required("country", 100)
        if code == "UK":
            self.refuse("country", "the code of the United Kingdom is GB")
        elif code and code not in countries.CODES:
            self.refuse("country", f"{code!r} is no country's code of two capitals such as DE")
        return code

    def postcode(self, country: str) -> str | None:
        code = self.text("postcode", PLACE_LENGTH).upper()
        pattern, shape = _POSTCODES.get(country, _ANY_POSTCODE)
        if code and not pattern.fullmatch(code):
            self.refuse("postcode", f"{code!r} is not {shape}")
        return code or None


def read_records(
    data: bytes, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """The records of a CSV file (comma, UTF-8 with or without a byte order mark, header first).

    Returns (line, values by column) of each readable record, and the problems. A header that lacks
    a required column or holds an unknown or a repeated one refuses the whole file, so that a
    misspelt column does not lose its values in silence. Bytes that are no UTF-8 are left in as
    surrogates for the column's own check.
    """
    text = data.decode("utf-8-sig", "surrogateescape")
    records: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    for line, fields in _lines(text, problems):
        if header is None:
            header = [field.strip() for field in fields]
            problems += _header_problems(header, required, optional)
            if problems:
                break
        elif len(fields) != len(header):
            problems.append(Problem(line, "", f"{len(fields)} values instead of {len(header)}"))
        else:
            records.append((line, dict(zip(header, fields, strict=True))))
    if header is None and not problems:
        problems.append(Problem(1, "", "the file is empty"))
    return records, problems


def _lines(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(Problem(line, "", f"the row cannot be read: {error}"))
            continue
        if any(field.strip() for field in fields):
            yield line, fields


def _header_problems(
    header: list[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> list[Problem]:
    known = ", ".join((*required, *optional))
    problems = [
        Problem(1, column, f"the column is missing; known columns: {known}")
        for column in required
        if column not in header
    ]
    for position, column in enumerate(header):
        shown = column.encode("utf-8", "replace").decode()
        if column not in required and column not in optional:
            problems.append(Problem(1, shown, f"the column is unknown; known columns: {known}"))
        elif column in header[:position]:
            problems.append(Problem(1, shown, "the column occurs twice"))
    return problems


def agency_row(line: int, values: Mapping[str, str]) -> AgencyRow | list[Problem]:
    """A record of agencies.csv, or everything that is wrong with it.

    `posting_city` is the place of an advertised job, never a seat: it is read over.
    """
    cells = _Cells(line, values)
    name, country = cells.name("name"), cells.country()
    kind = cells.required("kind", 100)
    if kind and kind not in KINDS:
        cells.refuse("kind", f"{kind!r} is none of {', '.join(KINDS)}")
    written = cells.text("website", 300)
    website = website_domain(written) if written else None
    if written and website is None:
        cells.refuse("website", f"{written!r} is not an internet name such as example.com")
    row = AgencyRow(
        line=line,
        name=name,
        country=country,
        kind=kind,
        website=website,
        city=cells.text("city", PLACE_LENGTH) or None,
        postcode=cells.postcode(country),
        city_basis=cells.text("city_basis", PLACE_LENGTH),
        aliases=_aliases(cells, name),
        sources=_parts(cells.text("source", SOURCE_LENGTH), " + "),
    )
    return cells.problems or row


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(separator) if part.strip()))


def _aliases(cells: _Cells, name: str) -> tuple[str, ...]:
    aliases = list(aliases_of(name))
    for part in _parts(cells.text("aliases", SOURCE_LENGTH), "|"):
        try:
            aliases.append(clean_name(part))
        except ValueError as reason:
            cells.refuse("aliases", f"{part!r} {reason}")
    return tuple(alias for alias in dict.fromkeys(aliases) if alias != name)


def place_row(line: int, values: Mapping[str, str]) -> PlaceRow | list[Problem]:
    """A record of places.csv, or everything that is wrong with it."""
    cells = _Cells(line, values)
    country = cells.country()
    seen = cells.text("first_seen", 100)
    first_seen = None
    if seen:
        try:
            first_seen = dt.date.fromisoformat(seen)
        except ValueError:
            cells.refuse("first_seen", f"{seen!r} is not a day such as 2026-03-04")
    row = PlaceRow(
        line=line,
        agency=cells.name("agency"),
        place=cells.required("place", PLACE_LENGTH),
        country=country,
        postcode=cells.postcode(country),
        basis=cells.text("basis", PLACE_LENGTH) or "place",
        first_seen=first_seen,
        source=cells.text("source", SOURCE_LENGTH),
    )
    return cells.problems or row


def same_place(one: PlaceRow, other: PlaceRow) -> PlaceRow:
    """Two rows of one place made one: a branch outweighs a posting, the first sight counts."""
    seen = [row.first_seen for row in (one, other) if row.first_seen]
    sources = dict.fromkeys(row.source for row in (one, other) if row.source)
    return dataclasses.replace(
        one,
        postcode=one.postcode or other.postcode,
        basis=other.basis if one.basis == JOB_POSTING else one.basis,
        first_seen=min(seen, default=None),
        source=" + ".join(sources),
    )
