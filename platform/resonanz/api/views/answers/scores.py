"""Scores and facts as answers."""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from resonanz.kernel.i18n import lazy

from .words import (
    AgencySlug,
    Count,
    CountsLike,
    CriterionName,
    Day,
    OverallHigh,
    OverallLow,
    OverallScore,
    ProvenReviews,
    PublicReviews,
    Says,
    Share,
    StageName,
    Stars,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place and what the intervals allow."""

    rank: Annotated[Annotated[int, Meta(ge=1)], Says(lazy("Ihr Platz"), 12)]
    best: Annotated[Annotated[int, Meta(ge=1)], Says(lazy("Bester Platz, den Spannen erlauben"), 4)]
    worst: Annotated[
        Annotated[int, Meta(ge=1)], Says(lazy("Schlechtester Platz, den Spannen erlauben"), 29)
    ]
    of: Annotated[Annotated[int, Meta(ge=1)], Says(lazy("Agenturen des Landes mit Rang"), 140)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """The score of a criterion."""

    criterion: Annotated[CriterionName, Says(lazy("Schlüssel des Kriteriums"), "feedback")]
    name: Annotated[str, Says(lazy("Sein Name"), "Feedbackverhalten")]
    score: Annotated[Stars, Says(lazy("Wert, 1 bis 5"), 4.0)]
    low: Annotated[Stars, Says(lazy("Unteres Ende der Spanne mit 90 % Wahrscheinlichkeit"), 3.6)]
    high: Annotated[Stars, Says(lazy("Oberes Ende der Spanne"), 4.4)]
    reviews: Annotated[Count, Says(lazy("Bewertungen, die etwas dazu sagen"), 36)]
    mean: Annotated[Stars | None, Says(lazy("Mittel aller Agenturen"), 3.2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The share of those answered by some time."""

    days: Annotated[Literal[3, 7, 14, 30], Says(lazy("Innerhalb so vieler Werktage"), 7)]
    share: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None,
        Says(lazy("beantworteter Anteil nach der Sterbetafel; null, wo ihn niemand kennt"), 0.61),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShare:
    """How often a stage was answered."""

    stage: Annotated[StageName, Says(lazy("Stufe der Bewerbung"), "first_interview")]
    count: Annotated[Count, Says(lazy("So viele beantwortet"), 18)]
    n: Annotated[Count, Says(lazy("von so vielen"), 22)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the facts of all reviews add up to."""

    answered: Annotated[Share, Says(lazy("Beantwortete Stufen"), None)]
    stages: Annotated[list[StageShare], Says(lazy("Beantwortet, je Stufe"), None)]
    times: Annotated[list[Answered], Says(lazy("Wie bald geantwortet wurde"), None)]
    waited: Annotated[Count, Says(lazy("Stufen, aus denen die Zeiten sind"), 61)]
    promises: Annotated[Share, Says(lazy("Zugesagte Termine gehalten"), None)]
    unprompted: Annotated[Share, Says(lazy("Ohne Nachfragen beantwortet"), None)]
    reasons: Annotated[Share, Says(lazy("Absagen mit konkretem Grund"), None)]
    phrases: Annotated[Share, Says(lazy("Floskelquote: Absagen mit Floskel"), None)]
    client_silences: Annotated[Share, Says(lazy("Schweigen, das beim Kunden lag"), None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """An agency's score and facts."""

    agency: AgencySlug
    as_of: Annotated[Day | None, Says(lazy("Stichtag, von dem an das Alter zählt"), "2026-11-22")]
    formula_version: Annotated[int | None, Says(lazy("Fassung der Formel"), 1)]
    reviews: PublicReviews
    proven: ProvenReviews
    missing: Annotated[
        Count, Says(lazy("So viele neue Bewertungen fehlen, bis ein Wert erscheint"), 0)
    ]
    score: OverallScore
    low: OverallLow
    high: OverallHigh
    counts_like: CountsLike
    rank: Annotated[
        Rank | None,
        Says(lazy("Rang unter den Agenturen des Landes; null unter seiner Grenze"), None),
    ]
    criteria: Annotated[
        list[CriterionScore] | None,
        Says(lazy("Kriterien; null unter der Grenze für Veröffentlichung"), None),
    ]
    distribution: Annotated[
        list[Count] | None,
        Says(
            lazy("Bewertungen mit einem, zwei, drei, vier, fünf ganzen Sternen"), [1, 2, 6, 15, 12]
        ),
    ]
    ledger: Annotated[Ledger | None, Says(lazy("Die Fakten; null ohne Bewertung"), None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """An agency's reviews of a quarter and its score at the end of it."""

    quarter: Annotated[
        Annotated[str, Meta(pattern=r"^[0-9]{4}-Q[1-4]$")], Says(lazy("Quartal"), "2026-Q3")
    ]
    reviews: Annotated[Count, Says(lazy("Bewertungen aus dem Quartal"), 7)]
    answered: Annotated[Share, Says(lazy("Beantwortete Stufen"), None)]
    score: Annotated[
        Stars | None,
        Says(lazy("Gesamtwert am Ende des Quartals, aus allen Bewertungen bis dahin"), 4.0),
    ]
    low: Annotated[
        Stars | None, Says(lazy("Unteres Ende der Spanne mit 90 % Wahrscheinlichkeit"), 3.5)
    ]
    high: Annotated[Stars | None, Says(lazy("Oberes Ende der Spanne"), 4.5)]
    counts_like: Annotated[
        float | None, Says(lazy("Zählt wie so viele aktuelle, volle Bewertungen"), 9.8)
    ]
