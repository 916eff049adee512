"""What fields are told with, and types that many answers share."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from msgspec import Meta

from resonanz.kernel.i18n import LazyText, lazy


@dataclass(frozen=True, slots=True)
class Says:
    """What a field means, and an example."""

    text: LazyText
    example: Any


Count = Annotated[int, Meta(ge=0)]
Stars = Annotated[float, Meta(ge=1, le=5)]
AgencySlug = Annotated[
    str, Says(lazy("Agentur: letzter Teil der Adresse ihres Profils"), "nordlicht-personal")
]
PublicReviews = Annotated[Count, Says(lazy("Öffentliche Bewertungen"), 36)]
ProvenReviews = Annotated[Count, Says(lazy("davon mit belegtem Kontakt"), 12)]
OverallScore = Annotated[
    Stars | None,
    Says(lazy("Gesamtwert, 1 bis 5; null unter der Grenze für Veröffentlichung"), 4.1),
]
OverallLow = Annotated[
    Stars | None, Says(lazy("Unteres Ende der Spanne mit 90 % Wahrscheinlichkeit"), 3.7)
]
OverallHigh = Annotated[Stars | None, Says(lazy("Oberes Ende der Spanne"), 4.5)]
CountsLike = Annotated[
    float | None, Says(lazy("Zählt wie so viele aktuelle, volle Bewertungen"), 17.4)
]
Month = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2]|H[12])$")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
StageName = Literal[
    "application", "agency_talk", "first_interview", "second_interview", "third_interview",
    "offer", "assignment",
]  # fmt: skip
CriterionName = Literal[
    "feedback", "reasons", "availability", "fit", "expertise", "honesty", "discretion", "respect",
]  # fmt: skip
KindName = Literal["temp", "placement", "search", "it_freelance", "mixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`count` of `n`."""

    count: Annotated[Count, Says(lazy("So viele"), 31)]
    n: Annotated[Count, Says(lazy("von so vielen"), 36)]
