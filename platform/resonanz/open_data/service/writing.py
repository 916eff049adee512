"""The files of an export: CSV first, Parquet made from it, checksums, metadata."""

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from ..domain import File
from .dictionary import TABLES, Table

_BLOCK: Final = 1 << 20


class CsvTables:
    """All tables of an export, open for writing; a row is what is known of it, by column."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            table.name: (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            for table in TABLES
        }
        self._writers = {
            table.name: csv.DictWriter(
                self._files[table.name],
                [column.name for column in table.columns],
                restval="",
                lineterminator="\n",
            )
            for table in TABLES
        }
        self.rows = dict.fromkeys(self._files, 0)

    def __enter__(self) -> Self:
        for writer in self._writers.values():
            writer.writeheader()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()

    def write(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows; raises ValueError for a column that the dictionary does not name."""
        for row in rows:
            self._writers[table].writerow({key: _text(value) for key, value in row.items()})
            self.rows[table] += 1


def _text(value: object) -> str:
    """Empty for unknown; numbers to the last digit, whole ones without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def parquet(folder: Path) -> None:
    """Make a Parquet file of each CSV file, block by block; slow, better done in a thread."""
    # The library takes a third of a second to load, and only an export needs it.
    import pyarrow as pa
    import pyarrow.csv as arrow_csv
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    for table in TABLES:
        schema = pa.schema([(column.name, kinds[column.kind]) for column in table.columns])
        options = arrow_csv.ConvertOptions(
            column_types=schema, strings_can_be_null=True, null_values=[""]
        )
        source = arrow_csv.read_csv(folder / f"{table.name}.csv", convert_options=options)
        pq.write_table(source, folder / f"{table.name}.parquet", compression="zstd")


def described(path: Path, rows: int) -> File:
    """A file with its size and checksum."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return File(path.name, path.stat().st_size, digest.hexdigest(), rows)


def dictionary(tables: Iterable[Table] = TABLES) -> list[dict[str, Any]]:
    """The data dictionary for machines, in the present language."""
    return [
        {
            "table": table.name,
            "description": str(table.says),
            "columns": [
                {"name": column.name, "type": column.kind, "description": str(column.says)}
                for column in table.columns
            ],
        }
        for table in tables
    ]
