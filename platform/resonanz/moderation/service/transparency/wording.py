"""Names of sources, objections, subjects and decisions, as the public reads them."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain import NoticeGround, Source, SubjectType

SOURCE_NAMES: Final = {
    Source.AGENCY: lazy("Beanstandung einer Agentur"),
    Source.FORM: lazy("Meldung über das Formular"),
    Source.MAIL: lazy("Meldung per E-Mail"),
    Source.LETTER: lazy("Meldung per Brief"),
    Source.TRUSTED_FLAGGER: lazy("vertrauenswürdige Hinweisgeber"),
    Source.OWN: lazy("eigene Prüfung"),
}
OBJECTION_NAMES: Final = {
    NoticeGround.NO_CONTACT: lazy("Kontakt bestritten"),
    NoticeGround.FALSE_FACT: lazy("falsche Tatsache"),
    NoticeGround.INSULT: lazy("als Beleidigung gemeldet"),
    NoticeGround.PRIVACY: lazy("Angaben über Menschen"),
    NoticeGround.HATE: lazy("Herabsetzung einer Gruppe"),
    NoticeGround.THREAT: lazy("als Drohung gemeldet"),
    NoticeGround.NOT_INDEPENDENT: lazy("nicht unabhängig"),
    NoticeGround.RIGHTS: lazy("Rechte an Text oder Marke"),
    NoticeGround.CONFIDENTIAL: lazy("vertraulicher Inhalt"),
    NoticeGround.OFF_TOPIC: lazy("gehört nicht zur Sache"),
    NoticeGround.LISTING: lazy("Widerspruch gegen eine Eintragung"),
    NoticeGround.FAKE_BADGE: lazy("nachgemachte oder falsche Plakette"),
    NoticeGround.OTHER: lazy("anderer Grund"),
}
SUBJECT_NAMES: Final = {
    SubjectType.REVIEW: lazy("Bewertung"),
    SubjectType.REPLY: lazy("Antwort einer Agentur"),
    SubjectType.PROFILE: lazy("Profil einer Agentur"),
    SubjectType.ACCOUNT: lazy("Konto"),
    SubjectType.AGENCY: lazy("Konto einer Agentur"),
}
DECISION_NAMES: Final = {
    "approve": lazy("zur Veröffentlichung freigegeben"),
    "return": lazy("mit einer Bitte zurückgegeben"),
    "reject": lazy("vor der Veröffentlichung abgelehnt"),
    "hide": lazy("vorläufig ausgeblendet"),
    "label": lazy("mit einem Hinweis versehen"),
    "remove": lazy("entfernt"),
    "keep": lazy("nach Prüfung unverändert online"),
    "restore": lazy("nach Beschwerde wiederhergestellt"),
    "confirm": lazy("Entscheidung nach Beschwerde bestätigt"),
    "warn": lazy("verwarnt"),
    "suspend": lazy("gesperrt auf Zeit"),
    "terminate": lazy("beendet"),
    "lift": lazy("Sperre aufgehoben"),
}
