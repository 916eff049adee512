"""The place tables that ship with the package, read when an import first needs a country."""

import csv
import gzip
import io
from functools import cache

from resonanz.agencies.domain.gazetteer import Entry, Gazetteer, Position
from resonanz.kernel.paths import PACKAGE

_FOLDER = PACKAGE / "agencies" / "data" / "postcodes"
_TABLES = {
    **{code: f"{code.lower()}.csv.gz" for code in ("DE", "AT", "CH", "LI", "ES")},
    "GB": "gb_places.csv.gz",
}
_VILLAGE = 250.0  # inhabitants of a place whose number is not known


@cache
def gazetteer(country: str) -> Gazetteer:
    """The gazetteer of a country code; an empty one where the package has no table."""
    if country not in _TABLES:
        return Gazetteer(())
    return Gazetteer(
        Entry(
            row.get("postcode", ""),
            row["place"],
            row["region"],
            float(row["latitude"]),
            float(row["longitude"]),
            float(row["population"]) or _VILLAGE,
        )
        for row in _rows(_TABLES[country])
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = gzip.decompress((_FOLDER / name).read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


def locate(country: str, city: str | None, postcode: str | None) -> Position | None:
    """Where a place is; None if it is not known for sure."""
    return gazetteer(country).find(city, postcode) if city or postcode else None
