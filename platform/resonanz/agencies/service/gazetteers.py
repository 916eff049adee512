"""The place tables that ship with the package, read when an import first needs a country."""

import csv
import gzip
import io
from collections.abc import Iterable
from functools import cache

from resonanz.agencies.domain.gazetteer import Entry, Gazetteer, Position
from resonanz.agencies.domain.towns import FoundPlace, split_place, town_spellings
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


def find_place(text: str, countries: Iterable[str]) -> FoundPlace | None:
    """A postcode, a town or both ("20095 Hamburg"), as a reader types it; the first country that
    has it. None if it is unknown, or one of several of its name.

    Names may be spelled with ue for ü, or be those of another language (Munich, Viena).
    """
    postcode, name = split_place(text)
    order = list(countries)
    if postcode and name:  # a postcode may be one of several countries, the town says which
        order.sort(key=lambda country: gazetteer(country).find(name, None) is None)
    for country in order:
        for city in town_spellings(name) or (None,):
            position = locate(country, city, postcode)
            if position and position.latitude is not None and position.longitude is not None:
                return FoundPlace(country, position.region, position.latitude, position.longitude)
    return None
