"""Rules for reviews, their authors and the scores."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain import Period, Unit
from .rule import (
    AFTER_DECISION,
    CONTRACT,
    FORGET_CASES,
    FORGET_REVIEWS,
    INTEREST,
    KEEP_LATE_FEEDBACK,
    SITE_LASTS,
    Rule,
)

RULES: Final = (
    Rule(
        key="draft",
        tables=("draft",),
        holds=lazy("Entwürfe aus dem Bewertungsformular, verschlüsselt"),
        personal=True,
        period=Period(30, Unit.DAY),
        since=lazy("nach der letzten Änderung, nach dem Absenden sofort geleert"),
        reason=lazy("Damit nichts verloren geht, was Sie geschrieben haben."),
        basis=CONTRACT,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="expired_review",
        tables=("review",),
        holds=lazy(
            "Bewertungen, die nie bestätigt oder nie geprüft wurden: Text und private Angaben"
        ),
        personal=True,
        period=Period(30, Unit.DAY),
        since=lazy("nach dem Absenden, unbestätigt schon nach 7 Tagen"),
        reason=lazy("So lange können Sie den Bestätigungslink nutzen und den Text nachlesen."),
        basis=CONTRACT,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="unconfirmed_author",
        tables=("author",),
        holds=lazy("E-Mail-Adresse zu unbestätigten Bewertungen, verschlüsselt und als Prüfwert"),
        personal=True,
        period=Period(30, Unit.DAY),
        since=lazy("nach dem Absenden, die Adresse selbst schon nach 7 Tagen"),
        reason=lazy("Damit wir Sie erreichen, bis Sie bestätigt haben."),
        basis=CONTRACT,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="author",
        tables=("author",),
        holds=lazy("Autor:in: E-Mail-Adresse (verschlüsselt und als Prüfwert), Sprache"),
        personal=True,
        period=None,
        since=lazy("solange das Konto besteht"),
        reason=lazy(
            "Damit Sie zu Ihrer Bewertung gefragt werden können und jede Person eine Agentur "
            "nur einmal im Jahr bewertet."
        ),
        basis=CONTRACT,
    ),
    Rule(
        key="public_review",
        tables=("review",),
        holds=lazy(
            "Veröffentlichte Bewertungen: Sterne, Fakten, Text, Tätigkeitsfeld und Ort, Antworten "
            "zum Umgang mit Ihren Daten"
        ),
        personal=True,
        period=None,
        since=lazy("solange Sie sie nicht zurückziehen und sie nicht entfernt wird"),
        reason=lazy("Dafür haben Sie sie geschrieben."),
        basis=CONTRACT,
    ),
    Rule(
        key="anchors",
        tables=("review",),
        holds=lazy("Private Angaben zum Kontakt: Monat, Stufe, Kanal, verschlüsselt"),
        personal=True,
        period=Period(24, Unit.MONTH),
        since=lazy("nach dem Absenden"),
        reason=lazy("Damit wir prüfen können, wenn eine Agentur den Kontakt bestreitet."),
        basis=INTEREST,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="origin",
        tables=("review",),
        holds=lazy(
            "Prüfwerte von Anschluss und Browser beim Absenden, mit dem Schlüssel des Tages "
            "gebildet"
        ),
        personal=True,
        period=Period(8, Unit.DAY),
        since=lazy("nach dem Absenden; zuordnen lassen sie sich schon am nächsten Tag nicht mehr"),
        reason=lazy("Damit auffällt, wenn jemand am selben Tag für mehrere Konten schreibt."),
        basis=INTEREST,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="rejected_review",
        tables=("review",),
        holds=lazy("Abgelehnte Bewertungen: Text und private Angaben"),
        personal=True,
        period=Period(7, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy(
            "Sechs Monate lang können Sie sich beschweren; über die Beschwerde entscheiden wir mit"
            " dem Text."
        ),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="returned_review",
        tables=("review",),
        holds=lazy("Zur Änderung zurückgegebene Bewertungen, die nicht wiederkamen"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Rückgabe"),
        reason=lazy("Damit Sie sie in Ruhe überarbeiten können."),
        basis=CONTRACT,
        job=FORGET_CASES,
    ),
    Rule(
        key="removed_review",
        tables=("review",),
        holds=lazy("Entfernte Bewertungen: Text und private Angaben"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy(
            "Damit sie nach einer Beschwerde oder einem Urteil wiederhergestellt werden können."
        ),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="withdrawn_review",
        tables=("review",),
        holds=lazy("Zurückgezogene Bewertungen: Text, Tätigkeitsfeld, Ort und private Angaben"),
        personal=True,
        period=None,
        since=lazy("gar nicht: beim Zurückziehen gelöscht"),
        reason=lazy(
            "Stern- und Faktenwerte bleiben ohne Text, weil die Formel zählt, wie viele "
            "Bewertungen es in einem Quartal gab."
        ),
        basis=INTEREST,
    ),
    Rule(
        key="replaced_review",
        tables=("review",),
        holds=lazy(
            "Bewertungen, deren Entfernung wir aufgehoben haben und die einer neueren von Ihnen "
            "weichen: Text und private Angaben"
        ),
        personal=True,
        period=Period(30, Unit.DAY),
        since=AFTER_DECISION,
        reason=lazy("Damit Sie daraus in die neuere übernehmen können, was Sie möchten."),
        basis=CONTRACT,
        job=FORGET_CASES,
    ),
    Rule(
        key="edit",
        tables=("review_revision",),
        holds=lazy("Änderungen an veröffentlichten Bewertungen, die geprüft werden oder warten"),
        personal=True,
        period=None,
        since=lazy("bis sie übernommen oder zurückgezogen sind"),
        reason=lazy("Damit der bisherige Text stehen bleibt, bis der neue geprüft ist."),
        basis=CONTRACT,
    ),
    Rule(
        key="rejected_edit",
        tables=("review_revision",),
        holds=lazy("Abgelehnte Änderungen: Text und private Angaben"),
        personal=True,
        period=Period(7, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy(
            "Sechs Monate lang können Sie sich beschweren; über die Beschwerde entscheiden wir mit"
            " dem Text."
        ),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="returned_edit",
        tables=("review_revision",),
        holds=lazy("Zur Überarbeitung zurückgegebene Änderungen, die nicht wiederkamen"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Rückgabe"),
        reason=lazy("Damit Sie sie in Ruhe überarbeiten können."),
        basis=CONTRACT,
        job=FORGET_CASES,
    ),
    Rule(
        key="ended_edit",
        tables=("review_revision",),
        holds=lazy("Frühere Änderungen: Tage, Sterne und Fakten, ohne Text und ohne den alten"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nachdem sie übernommen oder zurückgezogen wurden"),
        reason=lazy("Damit nachvollziehbar ist, wann was geprüft wurde."),
        basis=INTEREST,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="review_message",
        tables=("review_message",),
        holds=lazy("Nachrichten der Moderation zu Ihrer Bewertung"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Nachricht"),
        reason=lazy("Damit Sie die Begründung nachlesen und sich beschweren können."),
        basis=CONTRACT,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="reply",
        tables=("reply", "reply_version"),
        holds=lazy("Antworten von Agenturen, und welches Mitglied sie schrieb (nie öffentlich)"),
        personal=True,
        period=None,
        since=lazy("solange die Bewertung da ist, auf die sie antworten; sie gehen mit ihr"),
        reason=lazy("Damit beide Seiten zu Wort kommen."),
        basis=CONTRACT,
    ),
    Rule(
        key="old_reply",
        tables=("reply_version",),
        holds=lazy(
            "Fassungen von Antworten, die nicht mehr oder nie öffentlich waren: Text, wer sie "
            "schrieb, was die Moderation dazu schrieb"
        ),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nachdem sie ersetzt, zurückgenommen, abgelehnt oder entfernt wurden"),
        reason=lazy("Für Beschwerden und für Verfahren vor Gericht. Die Tage bleiben öffentlich."),
        basis=INTEREST,
        job=FORGET_REVIEWS,
    ),
    Rule(
        key="late_feedback",
        tables=("late_feedback",),
        holds=lazy(
            "Späte Rückmeldungen: Tag des Angebots, Ihre Wahl, ob und wie konkret sie kam; ohne "
            "wer sie anbot"
        ),
        personal=True,
        period=None,
        since=lazy("solange die Bewertung da ist; zurückgezogen werden sie mit ihr gelöscht"),
        reason=lazy("Damit neben der Angabe steht, was später noch kam."),
        basis=CONTRACT,
    ),
    Rule(
        key="late_release",
        tables=("late_feedback",),
        holds=lazy(
            "Stelle und Monat, die Sie einer Agentur für eine späte Rückmeldung nennen, "
            "verschlüsselt"
        ),
        personal=True,
        period=Period(60, Unit.DAY),
        since=lazy("nach der Freigabe, sobald Sie antworten schon vorher"),
        reason=lazy("Damit die Agentur Sie erreichen kann."),
        basis=CONTRACT,
        job=KEEP_LATE_FEEDBACK,
    ),
    Rule(
        key="rated_review",
        tables=("rated_review",),
        holds=lazy(
            "Sterne, Fakten und Tag jeder veröffentlichten Bewertung, ohne Text und ohne Autor:in"
        ),
        personal=True,
        period=None,
        since=lazy(
            "solange die Bewertung zählt; zurückgezogen bleibt sie ohne Wert in der Zahl ihres "
            "Quartals"
        ),
        reason=lazy("Daraus lässt sich jeder Wert nachrechnen."),
        basis=INTEREST,
    ),
    Rule(
        key="scores",
        tables=("agency_score", "scoring_run", "scoring_day"),
        holds=lazy("Werte der Agenturen und die Marktzahlen"),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Sie handeln von vielen Bewertungen zusammen, nie von einer Person."),
    ),
)
