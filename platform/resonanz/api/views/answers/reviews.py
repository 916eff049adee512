"""Reviews as answers."""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from resonanz.kernel.i18n import lazy

from .words import AgencySlug, CriterionName, Month, Says, StageName, Stars


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What came after a stage."""

    stage: Annotated[StageName, Says(lazy("Stufe der Bewerbung"), "first_interview")]
    answer: Annotated[
        Literal["advanced", "rejection", "interim", "nothing", "waiting"],
        Says(
            lazy("Was kam: weiter, Absage, Zwischenstand, nichts, oder man wartet noch"),
            "rejection",
        ),
    ]
    days: Annotated[
        Literal[0, 1, 2, 3, 4] | None,
        Says(lazy("Werktage bis dahin: 0 bis 3 Tage, 1 bis 7, 2 bis 14, 3 bis 30, 4 mehr"), 1),
    ]
    chasers: Annotated[
        Literal[0, 1, 2, 3] | None,
        Says(lazy("Wie oft nachgefragt wurde; 3 heißt mindestens 3"), 0),
    ]
    promise: Annotated[
        Literal["none", "kept", "broken"] | None,
        Says(lazy("Zugesagter Termin: none, kept oder broken"), "kept"),
    ]
    channel: Annotated[
        Literal["phone", "mail", "message", "portal", "in_person"] | None,
        Says(lazy("Weg der Antwort"), "phone"),
    ]
    concreteness: Annotated[
        Literal[0, 1, 2, 3, 4] | None,
        Says(lazy("Wie konkret eine Absage war: 0 ohne Grund bis 4 konkret und brauchbar"), 3),
    ]
    silence: Annotated[
        Literal["client", "nothing"] | None,
        Says(lazy("Wessen Schweigen: client oder nothing"), None),
    ]
    disputed: Annotated[
        bool,
        Says(lazy("Ob die Agentur die Angabe bestreitet und die Antwort noch aussteht"), False),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFeedback:
    """Feedback that came after the review."""

    stage: Annotated[StageName, Says(lazy("Stufe der Bewerbung"), "first_interview")]
    days: Annotated[
        Literal[0, 1, 2, 3, 4],
        Says(lazy("Werktage bis dahin: 0 bis 3 Tage, 1 bis 7, 2 bis 14, 3 bis 30, 4 mehr"), 4),
    ]
    concreteness: Annotated[
        Literal[0, 1, 2, 3, 4],
        Says(lazy("Wie konkret eine Absage war: 0 ohne Grund bis 4 konkret und brauchbar"), 3),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The agency's public reply."""

    text: Annotated[str, Says(lazy("Ihr Text"), "Danke für die Rückmeldung.")]
    language: Annotated[Literal["de", "en", "es"], Says(lazy("Ihre Sprache"), "de")]
    published: Annotated[Month, Says(lazy("Monat oder Halbjahr, wie bei der Bewertung"), "2026-10")]
    edited: Annotated[Month | None, Says(lazy("Wann sie zuletzt geändert wurde, ebenso"), None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A public review."""

    id: Annotated[str, Says(lazy("Die id der Bewertung"), "Zr8mQ2kXv0aTnB4cJ1sYgw")]
    agency: AgencySlug
    url: Annotated[
        str,
        Says(
            lazy("Die Seite der Bewertung"),
            "https://resonanz.example/de/reviews/Zr8mQ2kXv0aTnB4cJ1sYgw",
        ),
    ]
    published: Annotated[
        Month,
        Says(
            lazy("Monat (2026-10), oder Halbjahr (2026-H2), wo es jemand gröber wollte"), "2026-10"
        ),
    ]
    edited: Annotated[Month | None, Says(lazy("Wann sie zuletzt geändert wurde, ebenso"), None)]
    value: Annotated[Stars | None, Says(lazy("Ihr Wert in der Formel, 1 bis 5"), 3.9)]
    language: Annotated[Literal["de", "en", "es"], Says(lazy("Ihre Sprache"), "de")]
    role: Annotated[
        Literal["applicant", "temporary_worker", "freelancer"] | None,
        Says(lazy("Rolle; null, wo es jemand gröber wollte"), "applicant"),
    ]
    job_field: Annotated[
        str | None, Says(lazy("Berufsfeld; null wie die Rolle, oder ohne Angabe"), "it")
    ]
    remote: Annotated[
        bool | None, Says(lazy("Ob es um Arbeit aus der Ferne ging; null wie die Rolle"), None)
    ]
    last_stage: Annotated[StageName, Says(lazy("Letzte Stufe"), "first_interview")]
    ratings: Annotated[
        dict[CriterionName, Annotated[int, Meta(ge=1, le=5)]],
        Says(
            lazy("Sterne je Kriterium, 1 bis 5; was fehlt, traf nicht zu"),
            {"feedback": 4, "fit": 3},
        ),
    ]
    facts: Annotated[list[Fact], Says(lazy("Was nach jeder Stufe geschah"), None)]
    text: Annotated[
        str,
        Says(lazy("Ihr Text; er gehört der Autor:in"), "Am zugesagten Tag kam ein Anruf."),
    ]
    contact_proven: Annotated[bool, Says(lazy("Ob der Kontakt belegt ist"), True)]
    invited: Annotated[bool, Says(lazy("Ob die Agentur eingeladen hat"), False)]
    contested: Annotated[bool, Says(lazy("Ob sie gerade beanstandet wird"), False)]
    corrected: Annotated[
        Month | None, Says(lazy("Wann ihre Autor:in zuletzt eine Angabe berichtigt hat"), None)
    ]
    late_feedback: Annotated[
        LateFeedback | None, Says(lazy("Rückmeldung, die nach der Bewertung kam"), None)
    ]
    reply: Annotated[Reply | None, Says(lazy("Die öffentliche Antwort der Agentur"), None)]
