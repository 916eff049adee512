"""The words of criteria and ledger as people read them."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import LazyText, lazy

from ..domain import statistics
from ..domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """Name of a criterion and what its ends mean."""

    name: LazyText
    low: LazyText
    high: LazyText


CRITERIA: Final = {
    Criterion.FEEDBACK: CriterionWords(
        lazy("Feedbackverhalten"),
        lazy("nie wieder gehört, trotz Nachfragen"),
        lazy("von selbst nach jedem Schritt, zum zugesagten Termin"),
    ),
    Criterion.REASONS: CriterionWords(
        lazy("Qualität der Begründung"),
        lazy("Floskel oder gar keine"),
        lazy("konkret, auf die Stelle bezogen, brauchbar"),
    ),
    Criterion.AVAILABILITY: CriterionWords(
        lazy("Erreichbarkeit & nächste Schritte"),
        lazy("nicht erreichbar, Stand unbekannt"),
        lazy("feste Ansprechperson, immer gewusst, wie es weitergeht"),
    ),
    Criterion.FIT: CriterionWords(
        lazy("Passung"),
        lazy("nichts passte zu meinem Profil"),
        lazy("treffend, Wünsche beachtet"),
    ),
    Criterion.EXPERTISE: CriterionWords(
        lazy("Vorbereitung & Fachkompetenz"),
        lazy("kannte weder Stelle noch Kunden"),
        lazy("gründlich vorbereitet, fachkundige Antworten"),
    ),
    Criterion.HONESTY: CriterionWords(
        lazy("Ehrlichkeit & Konditionen"),
        lazy("Gehalt, Kunde oder Stelle falsch dargestellt"),
        lazy("alles wie angekündigt"),
    ),
    Criterion.DISCRETION: CriterionWords(
        lazy("Umgang mit Daten"),
        lazy("Lebenslauf ungefragt weitergegeben"),
        lazy("jedes Mal um Einwilligung gefragt"),
    ),
    Criterion.RESPECT: CriterionWords(
        lazy("Respekt"),
        lazy("drängend, herablassend"),
        lazy("höflich, auch nach einer Absage"),
    ),
}

STAGES: Final = {
    Stage.APPLICATION: lazy("Bewerbung"),
    Stage.AGENCY_TALK: lazy("Gespräch mit der Agentur"),
    Stage.FIRST_INTERVIEW: lazy("Erstgespräch beim Kunden"),
    Stage.SECOND_INTERVIEW: lazy("Zweitgespräch beim Kunden"),
    Stage.THIRD_INTERVIEW: lazy("Drittgespräch beim Kunden"),
    Stage.OFFER: lazy("Angebot"),
    Stage.ASSIGNMENT: lazy("Einsatz oder Anstellung"),
}

ANSWERS: Final = {
    Answer.ADVANCED: lazy("Es ging weiter, oder ein Angebot kam"),
    Answer.REJECTION: lazy("Eine Absage"),
    Answer.INTERIM: lazy("Nur ein Zwischenstand"),
    Answer.NOTHING: lazy("Nichts"),
    Answer.WAITING: lazy("Ich warte noch"),
}

DAYS: Final = {
    DaysClass.UP_TO_3: lazy("bis 3"),
    DaysClass.FROM_4_TO_7: lazy("4–7"),
    DaysClass.FROM_8_TO_14: lazy("8–14"),
    DaysClass.FROM_15_TO_30: lazy("15–30"),
    DaysClass.MORE_THAN_30: lazy("mehr als 30"),
}

DAYS_LONG: Final = {
    DaysClass.UP_TO_3: lazy("bis 3 Werktage"),
    DaysClass.FROM_4_TO_7: lazy("4–7 Werktage"),
    DaysClass.FROM_8_TO_14: lazy("8–14 Werktage"),
    DaysClass.FROM_15_TO_30: lazy("15–30 Werktage"),
    DaysClass.MORE_THAN_30: lazy("mehr als 30 Werktage"),
}

CONCRETENESS: Final = {
    Concreteness.NONE: lazy("gar kein Grund"),
    Concreteness.STOCK_PHRASE: lazy("eine Floskel"),
    Concreteness.GENERAL: lazy("allgemein"),
    Concreteness.SPECIFIC: lazy("konkret"),
    Concreteness.USABLE: lazy("konkret und brauchbar"),
}

_REASONS: Final = {
    Concreteness.NONE: lazy("ohne Grund"),
    Concreteness.STOCK_PHRASE: lazy("Floskel"),
    Concreteness.GENERAL: lazy("allgemeiner Grund"),
    Concreteness.SPECIFIC: lazy("konkreter Grund"),
    Concreteness.USABLE: lazy("konkreter, brauchbarer Grund"),
}

PROMISES: Final = {
    Promise.NONE: lazy("Nein, kein Termin zugesagt"),
    Promise.KEPT: lazy("Ja, und eingehalten"),
    Promise.BROKEN: lazy("Ja, aber nicht eingehalten"),
}

CHANNELS: Final = {
    Channel.PHONE: lazy("Telefon"),
    Channel.MAIL: lazy("E-Mail"),
    Channel.MESSAGE: lazy("Nachricht (Messenger, LinkedIn, Xing)"),
    Channel.PORTAL: lazy("Bewerbungsportal"),
    Channel.IN_PERSON: lazy("persönlich"),
}

SILENCES: Final = {
    Silence.CLIENT: lazy("Die Agentur sagte, der Kunde habe sich nicht gemeldet"),
    Silence.NOTHING: lazy("Ich habe gar nichts gehört"),
}

CHASERS: Final = {
    0: lazy("gar nicht"),
    1: lazy("einmal"),
    2: lazy("zweimal"),
    3: lazy("dreimal oder öfter"),
}

SAID: Final = {
    Answer.ADVANCED: lazy("Es ging weiter"),
    Answer.REJECTION: lazy("Absage"),
    Answer.INTERIM: lazy("Nur Zwischenstand"),
    Answer.NOTHING: lazy("Keine Antwort"),
    Answer.WAITING: lazy("Wartet noch"),
}
_AFTER: Final = {
    DaysClass.UP_TO_3: lazy("nach bis zu 3 Werktagen"),
    DaysClass.FROM_4_TO_7: lazy("nach 4–7 Werktagen"),
    DaysClass.FROM_8_TO_14: lazy("nach 8–14 Werktagen"),
    DaysClass.FROM_15_TO_30: lazy("nach 15–30 Werktagen"),
    DaysClass.MORE_THAN_30: lazy("nach mehr als 30 Werktagen"),
}
_WAITING: Final = {
    DaysClass.UP_TO_3: lazy("seit bis zu 3 Werktagen"),
    DaysClass.FROM_4_TO_7: lazy("seit 4–7 Werktagen"),
    DaysClass.FROM_8_TO_14: lazy("seit 8–14 Werktagen"),
    DaysClass.FROM_15_TO_30: lazy("seit 15–30 Werktagen"),
    DaysClass.MORE_THAN_30: lazy("seit mehr als 30 Werktagen"),
}
CHASED: Final = {
    1: lazy("einmal nachgehakt"),
    2: lazy("zweimal nachgehakt"),
    3: lazy("mindestens dreimal nachgehakt"),
}


WAITING_DOT: Final = "waiting"
"""The dot of a wait that is not judged yet; no echo has it."""


def dot_of(line: LedgerLine) -> str:
    """Which dot stands for a line: reason, phrase, interim, silence, or waiting."""
    return statistics.dot_of(line) or WAITING_DOT


def late_words(days: DaysClass, concreteness: Concreteness) -> str:
    """Feedback that came late: "nach mehr als 30 Werktagen · konkreter Grund"."""
    return f"{_AFTER[days]} · {_REASONS[concreteness]}"


def line_words(line: LedgerLine) -> str:
    """A line in a few words: "Absage nach 15–30 Werktagen · Floskel"."""
    said = str(SAID[line.answer])
    if line.days is not None:
        waiting = line.answer is Answer.WAITING
        said += f" {(_WAITING if waiting else _AFTER)[line.days]}"
    if line.concreteness is not None:
        said += f" · {_REASONS[line.concreteness]}"
    if line.silence is Silence.CLIENT:
        said += " · " + str(lazy("laut Agentur schwieg der Kunde"))
    return said
