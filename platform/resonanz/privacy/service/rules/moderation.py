"""Rules for notices, cases, decisions and evidence."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain import Period, Unit
from .rule import (
    ACCOUNT_LASTS,
    AFTER_DECISION,
    DUTY,
    FORGET_CASES,
    FORGET_EVIDENCE,
    FORGET_SIGNALS,
    INTEREST,
    SITE_LASTS,
    Rule,
)

RULES: Final = (
    Rule(
        key="claim",
        tables=("queue_claim", "case_claim", "authority_claim", "reply_claim"),
        holds=lazy("Wer in der Moderation gerade woran arbeitet"),
        personal=True,
        period=Period(2, Unit.HOUR),
        since=lazy("nach dem Ablauf"),
        reason=lazy("Damit nicht zwei Menschen dasselbe entscheiden."),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="guest",
        tables=("case_guest",),
        holds=lazy("Einladungen an Menschen von außen, die eine Beschwerde entscheiden"),
        personal=True,
        period=Period(31, Unit.DAY),
        since=lazy("nach dem Ablauf"),
        reason=lazy("Damit klar ist, wer einen Fall lesen durfte."),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="interest",
        tables=("moderator_interest",),
        holds=lazy("Für welche Agenturen jemand aus der Moderation arbeitet oder arbeitete"),
        personal=True,
        period=Period(24, Unit.MONTH),
        since=lazy("nach dem Ende der Verbindung"),
        reason=lazy("Damit niemand über den eigenen Arbeitgeber oder Auftraggeber entscheidet."),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="moderator_language",
        tables=("moderator_language",),
        holds=lazy("Welche Sprachen jemand aus der Moderation liest"),
        personal=True,
        period=None,
        since=ACCOUNT_LASTS,
        reason=lazy("Damit niemand einen Text prüft, den er oder sie nicht versteht."),
        basis=INTEREST,
    ),
    Rule(
        key="team_note",
        tables=("team_note",),
        holds=lazy("Was die Moderation unter sich zu einer Bewertung notiert"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Notiz, oder mit Ihrem Konto"),
        reason=lazy("Damit sich das Team über einen Fall verständigen kann."),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="agency_merge",
        tables=("agency_merge",),
        holds=lazy(
            "Welche zwei Einträge dieselbe Agentur sind, was dabei umzog, wer es vorschlug und "
            "entschied"
        ),
        personal=True,
        period=None,
        since=lazy("solange die Agentur gelistet ist; ohne Namen, wenn das Konto gelöscht ist"),
        reason=lazy("Damit sich eine Zusammenführung genau rückgängig machen lässt."),
        basis=INTEREST,
    ),
    Rule(
        key="text_block",
        tables=("text_block",),
        holds=lazy("Textbausteine der Moderation, und wer sie zuletzt geändert hat"),
        personal=True,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Damit Nachrichten an alle gleich gut formuliert sind."),
        basis=INTEREST,
    ),
    Rule(
        key="flagger",
        tables=("trusted_flagger",),
        holds=lazy("Vertrauenswürdige Hinweisgeber: Name der Stelle und ihre E-Mail-Adresse"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach dem Ende dieses Status"),
        reason=lazy("Damit ihre Meldungen zuerst geprüft werden (DSA Art. 22)."),
        basis=DUTY,
        job=FORGET_CASES,
    ),
    Rule(
        key="misuse",
        tables=("misuse_point", "sanction"),
        holds=lazy("Vorfälle von Missbrauch, Verwarnungen und Sperren; Meldende als Prüfwert"),
        personal=True,
        period=Period(24, Unit.MONTH),
        since=lazy("nach dem Vorfall oder der Verwarnung; Sperren auf Dauer bleiben"),
        reason=lazy("Damit vor jeder Sperre eine Verwarnung steht (DSA Art. 23)."),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="authority",
        tables=("authority_request", "authority_answer"),
        holds=lazy("Anfragen von Behörden und Anwaltsbriefe: was gefragt und geantwortet wurde"),
        personal=True,
        period=None,
        since=lazy("solange es die Seite gibt; Namen gehören nicht hinein"),
        reason=lazy("Damit nachweisbar ist, wem wir wann was geantwortet haben."),
        basis=DUTY,
    ),
    Rule(
        key="notice",
        tables=("notice",),
        holds=lazy("Meldungen: Name und Adresse der meldenden Person (verschlüsselt), ihr Text"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy(
            "Wir schulden Empfangsbestätigung, Entscheidung und sechs Monate Beschwerdefrist (DSA "
            "Art. 16 und 20)."
        ),
        basis=DUTY,
        job=FORGET_CASES,
    ),
    Rule(
        key="case_text",
        tables=("case_message", "complaint"),
        holds=lazy("Was Beteiligte und Moderation in einem Fall schrieben, und Beschwerden"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy("Für Beschwerden und für Verfahren vor Gericht."),
        basis=DUTY,
        job=FORGET_CASES,
    ),
    Rule(
        key="correction",
        tables=("correction",),
        holds=lazy("Berichtigungen einzelner Angaben: welches Mitglied der Agentur sie vorschlug"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach dem Vorschlag"),
        reason=lazy(
            "Für Rückfragen; der Vorschlag selbst nennt niemanden und bleibt bei der Bewertung."
        ),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="decision",
        tables=("decision", "statement_of_reasons"),
        holds=lazy("Entscheidungen: wer entschied und mit welchen eigenen Worten"),
        personal=True,
        period=Period(4, Unit.YEAR),
        since=AFTER_DECISION,
        reason=lazy(
            "So lange laufen Ansprüche (§§ 195, 199 BGB: drei Jahre ab Jahresende). Art, Grund und"
            " Tag bleiben für die Transparenzberichte."
        ),
        basis=INTEREST,
        job=FORGET_CASES,
    ),
    Rule(
        key="statement",
        tables=("statement_of_reasons",),
        holds=lazy(
            "Begründungen in der Form der EU-Transparenzdatenbank, ohne Namen und ohne Text der "
            "Bewertung"
        ),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Sie sind das öffentliche Entscheidungsprotokoll (DSA Art. 17 und 24)."),
    ),
    Rule(
        key="case",
        tables=("moderation_case", "case_event"),
        holds=lazy("Der Ablauf eines Falls: Art, Grund, Schritte und Tage, ohne Texte und Namen"),
        personal=True,
        period=None,
        since=lazy(
            "solange es die Seite gibt; die Kennnummern der Beteiligten enden mit ihren Konten"
        ),
        reason=lazy("Daraus entstehen die Transparenzberichte."),
        basis=DUTY,
    ),
    Rule(
        key="evidence",
        tables=("evidence", "evidence_page"),
        holds=lazy(
            "Nachweise aus einer Anhörung: die Seiten, verschlüsselt mit einem eigenen Schlüssel"
        ),
        personal=True,
        period=Period(7, Unit.MONTH),
        since=lazy("nach der Entscheidung, oder sofort, wenn Sie es wünschen"),
        reason=lazy(
            "Bis über eine Beschwerde entschieden ist. Dann wird der Schlüssel vernichtet."
        ),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="unsent_evidence",
        tables=("evidence", "evidence_page"),
        holds=lazy("Hochgeladene Nachweise, die Sie nie abgeschickt haben"),
        personal=True,
        period=Period(3, Unit.DAY),
        since=lazy("nach dem Hochladen; freiwillige Nachweise enden mit ihrer Prüfung"),
        reason=lazy("Damit Sie Stellen schwärzen und die Vorschau ansehen können."),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="evidence_record",
        tables=("evidence_extract", "evidence_view"),
        holds=lazy(
            "Der Auszug, den Sie für die Agentur freigegeben haben, und wer einen Nachweis "
            "angesehen hat"
        ),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=AFTER_DECISION,
        reason=lazy("Damit sich zeigen lässt, worauf die Entscheidung beruhte."),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="evidence_digest",
        tables=("evidence", "evidence_match"),
        holds=lazy(
            "Prüfwert und Merkmale eines vernichteten Nachweises, aus denen er sich nicht "
            "herstellen lässt"
        ),
        personal=True,
        period=Period(24, Unit.MONTH),
        since=lazy("nach dem Absenden"),
        reason=lazy("Damit derselbe Nachweis nicht für mehrere Bewertungen dient."),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="contact_check",
        tables=("contact_check",),
        holds=lazy("Vermerk zu „Kontakt belegt“: dass und wann geprüft wurde"),
        personal=True,
        period=None,
        since=lazy("solange die Bewertung besteht"),
        reason=lazy(
            "„Kontakt belegt“ darf nur stehen, wo es diesen Vermerk gibt (UWG, Anhang Nr. 23b)."
        ),
        basis=DUTY,
    ),
    Rule(
        key="contact_checker",
        tables=("contact_check",),
        holds=lazy("Wer den Kontakt prüfte und welche Art von Dokument es war"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Prüfung"),
        reason=lazy("Für Rückfragen zur Prüfung."),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="reserve",
        tables=("evidence", "evidence_page"),
        holds=lazy(
            "Nachweise, die Sie vor dem Löschen des Kontos für Streitfälle hinterlegt haben"
        ),
        personal=True,
        period=Period(24, Unit.MONTH),
        since=lazy(
            "nach dem Hinterlegen, versiegelt; früher, wenn die Bewertung nicht mehr öffentlich "
            "ist. Was ein Fall davon braucht, endet wie andere Nachweise."
        ),
        reason=lazy("Damit Ihre Bewertung stehen bleiben kann, obwohl Sie nicht mehr antworten."),
        basis=INTEREST,
        job=FORGET_EVIDENCE,
    ),
    Rule(
        key="signal",
        tables=("review_signal", "signal_run", "text_sketch", "text_band"),
        holds=lazy(
            "Hinweise an die Moderation zu einer Bewertung, und Prüfwerte ihres Textes, die "
            "Kopien erkennen"
        ),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Prüfung"),
        reason=lazy(
            "Damit wir Namen, Beleidigungen und kopierte Texte finden und sehen, wie oft ein "
            "Hinweis stimmte. Kein Hinweis entscheidet."
        ),
        basis=INTEREST,
        job=FORGET_SIGNALS,
    ),
)
