"""The words for grounds of notices, outcomes and questions to authors."""

from typing import Final

from resonanz.kernel.i18n import LazyText, gettext, lazy

from ..domain import CaseState, NoticeGround, Outcome

NOTICE_GROUNDS: Final[dict[NoticeGround, LazyText]] = {
    NoticeGround.NO_CONTACT: lazy("kein Kontakt zur Agentur"),
    NoticeGround.FALSE_FACT: lazy("falsche Tatsache"),
    NoticeGround.INSULT: lazy("Beleidigung"),
    NoticeGround.PRIVACY: lazy("Angaben über einen Menschen"),
    NoticeGround.HATE: lazy("Herabsetzung einer Gruppe"),
    NoticeGround.THREAT: lazy("Drohung oder Aufruf zu einer Straftat"),
    NoticeGround.NOT_INDEPENDENT: lazy("bestellt, belohnt oder von einer Mitbewerberin"),
    NoticeGround.RIGHTS: lazy("Urheber- oder Markenrecht"),
    NoticeGround.CONFIDENTIAL: lazy("Geschäftsgeheimnis"),
    NoticeGround.OFF_TOPIC: lazy("hat mit einem Bewerbungsverfahren nichts zu tun"),
    NoticeGround.LISTING: lazy("Widerspruch gegen die Eintragung (Art. 21 DSGVO)"),
    NoticeGround.FAKE_BADGE: lazy("nachgemachte oder falsche Plakette"),
    NoticeGround.OTHER: lazy("etwas anderes"),
}

STATES: Final[dict[CaseState, LazyText]] = {
    CaseState.RECEIVED: lazy("eingegangen"),
    CaseState.AUTHOR_HEARING: lazy("Autor:in ist gefragt"),
    CaseState.EVIDENCE_CHECK: lazy("Antwort wird geprüft"),
    CaseState.AGENCY_REJOINDER: lazy("Agentur ist gefragt"),
    CaseState.DECIDED: lazy("entschieden"),
    CaseState.COMPLAINT: lazy("Beschwerde wird geprüft"),
    CaseState.FINAL: lazy("abgeschlossen"),
    CaseState.PURGED: lazy("abgeschlossen, Unterlagen vernichtet"),
}

OUTCOMES: Final[dict[Outcome, LazyText]] = {
    Outcome.KEPT: lazy("bleibt online"),
    Outcome.AUTHOR_EDITED: lazy("von der Autorin oder vom Autor geändert"),
    Outcome.REMOVED: lazy("entfernt"),
    Outcome.WITHDRAWN: lazy("von der Autorin oder vom Autor zurückgezogen"),
    Outcome.LABELLED: lazy("mit einem Hinweis versehen"),
    Outcome.REJECTED: lazy("nicht veröffentlicht"),
    Outcome.RESTORED: lazy("wiederhergestellt"),
    Outcome.SANCTIONED: lazy("eingeschränkt"),
    Outcome.LIFTED: lazy("wieder freigegeben"),
}


def standard_question(ground: NoticeGround, *, again: bool) -> str:
    """What an author is asked unless the moderator writes something else; names nobody."""
    if again:
        return gettext(
            "Danke für Ihre Antwort. Die Agentur bestreitet den Kontakt weiterhin. Können Sie noch "
            "etwas ergänzen, zum Beispiel eine Einladung, eine Absage oder einen Mailwechsel? "
            "Namen und alles, was nicht nötig ist, können Sie schwärzen."
        )
    if ground is NoticeGround.NO_CONTACT:
        return gettext(
            "Die Agentur findet keinen Kontakt zu Ihnen. Bitte beschreiben Sie, wann und wie Sie "
            "mit ihr zu tun hatten. Wenn Sie etwas dazu haben, zum Beispiel eine Einladung, eine "
            "Absage oder einen Mailwechsel, laden Sie es bitte hoch. Namen und alles, was nicht "
            "nötig ist, können Sie schwärzen."
        )
    return gettext(
        "Ihre Bewertung wurde gemeldet. Angegeben ist: %(ground)s. Bitte schreiben Sie uns, was "
        "Sie dazu sagen, und was Ihre Darstellung stützt.",
        ground=NOTICE_GROUNDS[ground],
    )
