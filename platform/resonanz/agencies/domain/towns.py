"""Places as readers type them: postcode and town in one field, towns in another language."""

import re
from dataclasses import dataclass
from typing import Final

from .folding import fold

_POSTCODE = re.compile(r"(?:\b(?:D|A|CH|E|FL)[\s-]+)?\b([0-9]{4,5})\b", re.IGNORECASE)

_NAMES: Final = {
    "Berlin": ("berlino",),
    "Hamburg": ("hamburgo",),
    "München": ("munich",),
    "Köln": ("cologne", "colonia"),
    "Frankfurt am Main": ("frankfurt", "francfort", "fráncfort del meno"),
    "Nürnberg": ("nuremberg",),
    "Hannover": ("hanover",),
    "Dresden": ("dresde",),
    "Stuttgart": ("estugarda",),
    "Braunschweig": ("brunswick",),
    "Aachen": ("aquisgrán",),
    "Regensburg": ("ratisbona",),
    "Mainz": ("maguncia",),
    "Wien": ("vienna", "viena"),
    "Salzburg": ("salzburgo",),
    "Zürich": ("zurich", "zúrich"),
    "Genève": ("genf", "geneva", "ginebra"),
    "Basel": ("basle", "basilea"),
    "Bern": ("berne", "berna"),
    "Luzern": ("lucerne", "lucerna"),
    "Sevilla": ("seville",),
    "Zaragoza": ("saragossa",),
    "A Coruña": ("la coruña", "corunna"),
    "London": ("londres",),
    "Edinburgh": ("edimburgo",),
}
_OWN: Final = {fold(other): own for own, others in _NAMES.items() for other in others}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where a place that was typed is."""

    country: str
    region: str
    latitude: float
    longitude: float


def split_place(text: str) -> tuple[str | None, str]:
    """Postcode, without its country's letter, and town of what was typed."""
    found = _POSTCODE.search(text)
    if found is None:
        return None, " ".join(text.split())
    rest = text[: found.start()] + " " + text[found.end() :]
    return found[1], " ".join(rest.replace(",", " ").split())


def town_spellings(name: str) -> tuple[str, ...]:
    """A town as typed, its own name where that is of another language, and with ü for ue."""
    if not name:
        return ()
    options = [_OWN.get(fold(name), name), name]
    short = name
    for spelled, umlaut in (("ue", "ü"), ("oe", "ö"), ("ae", "ä")):
        short = short.replace(spelled, umlaut)
    return tuple(dict.fromkeys([*options, short]))
