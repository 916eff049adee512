"""The page of the open data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import format_day, format_decimal, format_moment, format_number, lazy

from .domain import Export, File
from .service import LICENCE, TABLES, address

_KIND: Final[Mapping[str, object]] = {
    "text": lazy("Text"),
    "integer": lazy("ganze Zahl"),
    "number": lazy("Zahl"),
    "date": lazy("Tag"),
    "boolean": lazy("true oder false"),
}
_KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download."""

    name: str
    href: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its files and its columns (name, kind, what it says)."""

    name: str
    says: str
    rows: str
    files: tuple[FileLink, ...]
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenDataView:
    """The page; `made` is empty before the first export."""

    made: str
    as_of: str
    name: str
    licence: str
    tables: tuple[TableView, ...]
    others: tuple[FileLink, ...]
    metadata: str
    sums: str


def open_data_view(export: Export | None) -> OpenDataView:
    """Build the page."""
    files = {file.name: _link(export, file) for file in export.files} if export else {}
    rows = {file.name: format_number(file.rows) for file in export.files} if export else {}
    tables = tuple(
        TableView(
            name=table.name,
            says=str(table.says),
            rows=rows.get(f"{table.name}.csv", ""),
            files=tuple(
                found
                for ending in ("csv", "parquet")
                if (found := files.get(f"{table.name}.{ending}"))
            ),
            columns=tuple(
                (column.name, str(_KIND[column.kind]), str(column.says)) for column in table.columns
            ),
        )
        for table in TABLES
    )
    return OpenDataView(
        made=format_moment(export.made_at) if export else "",
        as_of=format_day(export.as_of) if export else "",
        name=export.name if export else "",
        licence=LICENCE,
        tables=tables,
        others=(files["dictionary.json"],) if files else (),
        metadata=address(export, "dcat.jsonld") if export else "",
        sums=address(export, "SHA256SUMS") if export else "",
    )


def _link(export: Export, file: File) -> FileLink:
    return FileLink(file.name, address(export, file.name), _size(file.size), file.sha256)


def _size(size: int) -> str:
    if size < _KILO**2:
        return f"{format_decimal(size / _KILO, 1)}\u00a0kB"
    return f"{format_decimal(size / _KILO**2, 1)}\u00a0MB"
