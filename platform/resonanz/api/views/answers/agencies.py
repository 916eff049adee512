"""Agencies, filters and places as answers."""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from resonanz.kernel.i18n import lazy

from .words import (
    AgencySlug,
    Count,
    CountsLike,
    KindName,
    OverallHigh,
    OverallLow,
    OverallScore,
    ProvenReviews,
    PublicReviews,
    Says,
    Share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What came after the last talk of each review."""

    reason: Annotated[Count, Says(lazy("mit Begründung oder Einladung"), 21)]
    phrase: Annotated[Count, Says(lazy("mit einer Floskel"), 6)]
    interim: Annotated[Count, Says(lazy("nur mit Zwischenstand"), 2)]
    silence: Annotated[Count, Says(lazy("ohne Antwort"), 7)]
    talks: Annotated[
        bool, Says(lazy("Ob es Gespräche waren; sonst, ohne welche, Bewerbungen"), True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency on the list."""

    slug: AgencySlug
    name: Annotated[str, Says(lazy("Name"), "Nordlicht Personal GmbH")]
    url: Annotated[
        str, Says(lazy("Ihr Profil"), "https://resonanz.example/de/agencies/nordlicht-personal")
    ]
    kind: Annotated[
        KindName | None, Says(lazy("Art; null, wo sie niemand genannt hat"), "placement")
    ]
    country: Annotated[
        Annotated[str, Meta(pattern="^[A-Z]{2}$")], Says(lazy("Land, zwei Buchstaben"), "DE")
    ]
    region: Annotated[
        str | None, Says(lazy("Bundesland, Kanton oder Region nach ISO 3166-2"), "HH")
    ]
    region_name: Annotated[str | None, Says(lazy("Ihr Name"), "Hamburg")]
    city: Annotated[str | None, Says(lazy("Ort des Sitzes"), "Hamburg")]
    website: Annotated[str | None, Says(lazy("Website, ohne Protokoll"), "nordlicht.example")]
    claimed: Annotated[bool, Says(lazy("Ob die Agentur ihr Profil verwaltet"), True)]
    pledge_days: Annotated[
        int | None, Says(lazy("Zugesagt: Antwort innerhalb so vieler Werktage"), 7)
    ]
    reviews: PublicReviews
    proven: ProvenReviews
    score: OverallScore
    low: OverallLow
    high: OverallHigh
    counts_like: CountsLike
    days: Annotated[
        Literal[3, 7, 14, 30] | None,
        Says(
            lazy(
                "Innerhalb so vieler Werktage kam die Hälfte der Antworten; null, wo es länger "
                "dauert oder kein Wert veröffentlicht ist"
            ),
            7,
        ),
    ]
    echo: Annotated[
        Echo | None,
        Says(lazy("Was nach dem letzten Gespräch jeder Bewertung kam"), None),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyProfile(Agency):
    """An agency with what its profile says besides."""

    former_names: Annotated[list[str], Says(lazy("Frühere Namen"), ["Nordlicht Zeitarbeit"])]
    places: Annotated[list[str], Says(lazy("Weitere Orte"), ["Kiel", "Lübeck"])]
    removed: Annotated[
        Share,
        Says(lazy("Entfernte Bewertungen, von allen, die einmal öffentlich waren"), None),
    ]
    disputed: Annotated[Share, Says(lazy("Beanstandungen der Agentur, bei so vielen"), None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A filter and what it would find."""

    value: Annotated[str, Says(lazy("Wert für die Adresse"), "temp")]
    name: Annotated[str, Says(lazy("Sein Name"), "Zeitarbeit")]
    agencies: Annotated[Count, Says(lazy("So viele Agenturen fände er"), 214)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A group of filters."""

    parameter: Annotated[
        Literal[
            "country", "state", "kind", "field", "score", "reviews", "days", "claimed", "pledge"
        ],
        Says(lazy("Name des Filters in der Adresse"), "kind"),
    ]
    name: Annotated[str, Says(lazy("Was er meint"), "Art der Agentur")]
    several: Annotated[bool, Says(lazy("Ob er mehrfach gegeben werden darf"), True)]
    values: Annotated[list[FacetValue], Says(lazy("Seine Werte, die eine Agentur hat"), None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a place is."""

    country: Annotated[str, Says(lazy("Land, zwei Buchstaben"), "AT")]
    region: Annotated[str, Says(lazy("Bundesland, Kanton oder Region nach ISO 3166-2"), "9")]
    region_name: Annotated[str, Says(lazy("Ihr Name"), "Wien")]
    latitude: Annotated[
        Annotated[float, Meta(ge=-90, le=90)], Says(lazy("Breite in Grad"), 48.2077)
    ]
    longitude: Annotated[
        Annotated[float, Meta(ge=-180, le=180)], Says(lazy("Länge in Grad"), 16.3705)
    ]
