"""Agencies in a few words: what they do and where."""

from collections.abc import Mapping
from typing import Any, Final

from resonanz.kernel.i18n import gettext, lazy

from ..domain.job_fields import JobField
from ..service import nobody_said_kind

KINDS: Final = {
    "temp": lazy("Zeitarbeit"),
    "placement": lazy("Personalvermittlung"),
    "search": lazy("Executive Search"),
    "it_freelance": lazy("IT-Freiberuf"),
    "mixed": lazy("Zeitarbeit und Vermittlung"),
}
JOB_FIELDS: Final = {
    JobField.IT: lazy("IT"),
    JobField.ENGINEERING: lazy("Ingenieurwesen"),
    JobField.COMMERCIAL: lazy("Kaufmännisch"),
    JobField.FINANCE: lazy("Finanzen"),
    JobField.SALES: lazy("Vertrieb"),
    JobField.LOGISTICS: lazy("Logistik"),
    JobField.PRODUCTION: lazy("Produktion"),
    JobField.CRAFTS: lazy("Handwerk"),
    JobField.HEALTHCARE: lazy("Medizin und Gesundheit"),
    JobField.CARE_SOCIAL: lazy("Pflege und Soziales"),
    JobField.EDUCATION: lazy("Bildung"),
    JobField.HOSPITALITY: lazy("Hotel und Gastronomie"),
    JobField.SCIENCE: lazy("Wissenschaft"),
    JobField.OTHER: lazy("Anderes Berufsfeld"),
}
COUNTRIES: Final = {
    "DE": lazy("Deutschland"),
    "AT": lazy("Österreich"),
    "CH": lazy("Schweiz"),
    "LI": lazy("Liechtenstein"),
    "ES": lazy("Spanien"),
    "GB": lazy("Vereinigtes Königreich"),
}


def kind_words(row: Mapping[str, Any]) -> str:
    """What an agency does; empty where nobody has said so: a candidate only proposed its name."""
    return "" if nobody_said_kind(row["sources"]) else str(KINDS[row["kind"]])


def place_words(row: Mapping[str, Any]) -> str:
    """Town and country, as far as they are known."""
    country = str(COUNTRIES[row["country"]]) if row["country"] in COUNTRIES else row["country"]
    return f"{row['city']}, {country}" if row["city"] else country


def managed_words(row: Mapping[str, Any]) -> str:
    """That the agency manages its profile: a remark, never a seal; empty where it does not."""
    return gettext("von der Agentur verwaltet") if row["claimed_at"] is not None else ""
