"""Fields of work: one list for what candidates say of a review and agencies of themselves."""

from enum import StrEnum
from typing import Final


class JobField(StrEnum):
    """Fields of work, coarse enough that few people are alone in one."""

    IT = "it"
    ENGINEERING = "engineering"
    COMMERCIAL = "commercial"
    FINANCE = "finance"
    SALES = "sales"
    LOGISTICS = "logistics"
    PRODUCTION = "production"
    CRAFTS = "crafts"
    HEALTHCARE = "healthcare"
    CARE_SOCIAL = "care_social"
    EDUCATION = "education"
    HOSPITALITY = "hospitality"
    SCIENCE = "science"
    OTHER = "other"


_F = JobField
KLDB: Final[dict[JobField, tuple[str, ...]]] = {
    _F.IT: ("43",),
    _F.ENGINEERING: ("26", "27", "31"),
    _F.COMMERCIAL: ("71", "73"),
    _F.FINANCE: ("72",),
    _F.SALES: ("61", "62", "92"),
    _F.LOGISTICS: ("51", "52"),
    _F.PRODUCTION: ("21", "22", "23", "24", "25", "28", "29"),
    _F.CRAFTS: ("32", "33", "34", "93"),
    _F.HEALTHCARE: ("81", "82"),
    _F.CARE_SOCIAL: ("813", "821", "83"),
    _F.EDUCATION: ("84",),
    _F.HOSPITALITY: ("63",),
    _F.SCIENCE: ("41", "42", "91"),
    _F.OTHER: ("01", "11", "12", "53", "54", "94"),
}
"""Which groups of the KldB 2010 (version 2020) each field takes together; the longest code counts.

Source: Klassifikation der Berufe 2010, Statistik der Bundesagentur für Arbeit.
"""


def field_of(code: str) -> JobField | None:
    """The field of a KldB code of two digits on; None if there is no such main group."""
    for length in (3, 2):
        for field, groups in KLDB.items():
            if len(code) >= length and code[:length] in groups:
                return field
    return None
