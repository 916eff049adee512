"""The words on a case's page, for moderators."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ..domain import Source, Step, SubjectType
from ..service.case_edits import EditStanding

STEPS: Final = {
    Step.KEEP: (lazy("Bleibt online"), lazy("die Beanstandung ist unbegründet")),
    Step.REMOVE: (lazy("Entfernen"), lazy("mit Grund und Begründung")),
    Step.LABEL: (lazy("Hinweis anbringen"), lazy("bleibt online, mit Grund und Begründung")),
    Step.SETTLE_EDITED: (
        lazy("Durch Änderung erledigt"),
        lazy("die Autorin oder der Autor hat den Text geändert"),
    ),
    Step.OPEN_HEARING: (
        lazy("Autor:in fragen"),
        lazy("14 Tage Zeit; ohne eigenen Text gehen unsere Standardworte hinaus"),
    ),
    Step.ASK_MORE: (lazy("Nachfragen"), lazy("noch einmal 14 Tage")),
    Step.FORWARD: (lazy("An die Agentur geben"), lazy("nur das Freigegebene; 7 Tage Zeit")),
    Step.HIDE: (
        lazy("Vorläufig ausblenden"),
        lazy("nur bei offensichtlich Rechtswidrigem, Drohung oder Privatem; mit Begründung"),
    ),
    Step.BOUNCE: (lazy("Mail kam zurück"), lazy("hält die Frist an")),
}
SUBJECTS: Final = {
    SubjectType.REVIEW: lazy("Bewertung"),
    SubjectType.REPLY: lazy("Antwort der Agentur"),
    SubjectType.PROFILE: lazy("Profil"),
    SubjectType.ACCOUNT: lazy("Konto"),
    SubjectType.AGENCY: lazy("Agentur"),
}
SOURCES: Final = {
    Source.FORM: lazy("über das Formular"),
    Source.LETTER: lazy("per Brief"),
    Source.MAIL: lazy("per E-Mail"),
    Source.TRUSTED_FLAGGER: lazy("vertrauenswürdiger Hinweisgeber"),
    Source.AGENCY: lazy("von der Agentur"),
    Source.OWN: lazy("eigene Prüfung"),
}
SENDERS: Final = {
    ("author", "moderation"): lazy("Autor:in, nur für uns"),
    ("author", "agency"): lazy("Autor:in, für die Agentur freigegeben"),
    ("agency", "moderation"): lazy("Agentur"),
    ("moderation", "author"): lazy("Wir an die Autorin oder den Autor"),
    ("moderation", "agency"): lazy("Wir an die Agentur"),
    ("moderation", "notifier"): lazy("Wir an die Meldenden"),
    ("notifier", "moderation"): lazy("Meldende Person"),
}
PARTIES: Final = {
    "author": lazy("Autor:in"),
    "agency": lazy("Agentur"),
    "notifier": lazy("meldende Person"),
}
EVENTS: Final = {
    "receive": lazy("eingegangen"),
    Step.HIDE: lazy("vorläufig ausgeblendet"),
    Step.OPEN_HEARING: lazy("Autor:in gefragt"),
    Step.BOUNCE: lazy("Mail kam zurück"),
    Step.ANSWER: lazy("Autor:in hat geantwortet"),
    Step.REFUSE: lazy("Autor:in möchte den Kontakt nicht zeigen"),
    Step.SILENCE: lazy("Frist ohne Antwort abgelaufen"),
    Step.AUTHOR_GONE: lazy("Autor:in hat kein Konto mehr"),
    Step.LEFT_PROOF: lazy("Autor:in hat kein Konto mehr; was vorliegt, wird geprüft"),
    Step.WITHDRAW: lazy("Bewertung zurückgezogen"),
    Step.ASK_MORE: lazy("nachgefragt"),
    Step.FORWARD: lazy("an die Agentur gegeben"),
    Step.CONCEDE: lazy("Agentur lässt es dabei"),
    Step.DENY: lazy("Agentur bestreitet weiter"),
    Step.DENY_AND_ASK: lazy("Agentur bestreitet weiter, Autor:in gefragt"),
    Step.REJOINDER_LAPSES: lazy("Agentur hat nicht geantwortet"),
    Step.KEEP: lazy("bleibt online"),
    Step.REMOVE: lazy("entfernt"),
    Step.LABEL: lazy("mit einem Hinweis versehen"),
    Step.SETTLE_EDITED: lazy("durch Änderung erledigt"),
    Step.COMPLAIN: lazy("Beschwerde eingegangen"),
    Step.DISMISS: lazy("Beschwerde zurückgewiesen"),
    Step.DISMISS_ONE: lazy("Beschwerde zurückgewiesen"),
    Step.UPHOLD_REMOVE: lazy("Beschwerde begründet, entfernt"),
    Step.UPHOLD_RESTORE: lazy("Beschwerde begründet, wiederhergestellt"),
    Step.RELIST: lazy("wieder im Verzeichnis"),
    "hold": lazy("ruht wegen eines Gerichtsverfahrens"),
    "hold_lifted": lazy("ruht nicht mehr"),
    Step.LAPSE: lazy("Beschwerdefrist abgelaufen"),
    Step.PURGE: lazy("Unterlagen vernichtet"),
}

EDIT_WORDS: Final = {
    EditStanding.WAITING: lazy(
        "Die Autorin oder der Autor hat die Bewertung geändert. Ist die Änderung freigegeben, "
        "lässt sich der Fall damit beilegen."
    ),
    EditStanding.RETURNED: lazy("Eine Änderung ist zur Überarbeitung zurückgegeben."),
    EditStanding.READY: lazy(
        "Die Autorin oder der Autor hat die Bewertung geändert, und die Änderung ist freigegeben: "
        "Der Fall lässt sich damit beilegen. Dann erscheint sie sofort."
    ),
    EditStanding.REPLACED: lazy(
        "Inzwischen gibt es eine neuere Änderung. Sie geht vor: Auch wenn die Beschwerde begründet "
        "ist, kommt diese nicht zurück."
    ),
}
