"""Rules for accounts and mails."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain import Period, Unit
from .rule import (
    ACCOUNT_LASTS,
    CONTRACT,
    FORGET_CLAIMS,
    FORGET_MAILS,
    FORGET_SESSIONS,
    FORGET_TOKENS,
    INTEREST,
    Rule,
)

RULES: Final = (
    Rule(
        key="account",
        tables=("account", "account_role", "recovery_code", "passkey"),
        holds=lazy(
            "Konto: E-Mail-Adresse, Sprache, letzte Anmeldung, Rolle; Passwort und Ersatzcodes nur "
            "als Prüfwert, der Schlüssel einer App verschlüsselt, von Passkeys der öffentliche "
            "Schlüssel, Name und letzte Benutzung"
        ),
        personal=True,
        period=None,
        since=lazy("solange das Konto besteht; Sie können es jederzeit löschen"),
        reason=lazy("Damit Sie sich anmelden können."),
        basis=CONTRACT,
    ),
    Rule(
        key="unconfirmed_account",
        tables=("account",),
        holds=lazy("Konten, deren Adresse nie bestätigt wurde"),
        personal=True,
        period=Period(30, Unit.DAY),
        since=lazy("nach dem Anlegen"),
        reason=lazy("So lange kann eine Einladung noch angenommen werden."),
        basis=CONTRACT,
        job=FORGET_SESSIONS,
    ),
    Rule(
        key="session",
        tables=("session",),
        holds=lazy("Anmeldungen: Browser und System, Beginn und letzte Benutzung"),
        personal=True,
        period=Period(60, Unit.DAY),
        since=lazy("nach der Anmeldung, ungenutzt schon nach 14 Tagen"),
        reason=lazy("Damit Sie angemeldet bleiben und fremde Anmeldungen beenden können."),
        basis=CONTRACT,
        job=FORGET_SESSIONS,
    ),
    Rule(
        key="used_challenge",
        tables=("used_challenge",),
        holds=lazy("Prüfwerte von Fragen, die ein Passkey beantwortet hat"),
        personal=False,
        period=Period(1, Unit.DAY),
        since=lazy("nach der Antwort, meist schon nach einer Stunde"),
        reason=lazy("Damit eine Antwort nur einmal gilt."),
        job=FORGET_SESSIONS,
    ),
    Rule(
        key="mailed_link",
        tables=("mail_token",),
        holds=lazy("Links aus unseren Mails: Adresse, Zweck, Ablauf"),
        personal=True,
        period=Period(8, Unit.DAY),
        since=lazy("nach dem Versand, meist schon nach einem Tag"),
        reason=lazy(
            "Ein Link gilt höchstens sieben Tage; danach sagt er noch kurz, dass er abgelaufen ist."
        ),
        basis=CONTRACT,
        job=FORGET_SESSIONS,
    ),
    Rule(
        key="waiting_mail",
        tables=("outbox",),
        holds=lazy("Mails, die auf den Versand warten: Adresse und Angaben, verschlüsselt"),
        personal=True,
        period=Period(3, Unit.DAY),
        since=lazy("nach dem ersten Versuch, in der Regel nur Sekunden"),
        reason=lazy("So lange versuchen wir die Zustellung."),
        basis=CONTRACT,
        job="send mails",
    ),
    Rule(
        key="sent_mail",
        tables=("outbox",),
        holds=lazy("Versandvermerke: Art der Mail und Zeitpunkt, ohne Adresse und Inhalt"),
        personal=False,
        period=Period(30, Unit.DAY),
        since=lazy("nach dem Versand"),
        reason=lazy("Damit wir Störungen beim Versand erkennen."),
        job=FORGET_MAILS,
    ),
    Rule(
        key="membership",
        tables=("agency_member",),
        holds=lazy("Zugehörigkeit eines Kontos zu einer Agentur"),
        personal=True,
        period=None,
        since=ACCOUNT_LASTS,
        reason=lazy("Damit nur Mitglieder für eine Agentur handeln und keines von ihnen bewertet."),
        basis=CONTRACT,
    ),
    Rule(
        key="invitation",
        tables=("agency_invitation",),
        holds=lazy("Einladungen, für eine Agentur zu handeln: E-Mail-Adresse und Aufgabe"),
        personal=True,
        period=Period(8, Unit.DAY),
        since=lazy("nach dem Versand; angenommen oder zurückgezogen sofort"),
        reason=lazy("So lange gilt der Link."),
        basis=CONTRACT,
        job=FORGET_CLAIMS,
    ),
    Rule(
        key="agency_claim",
        tables=("agency_claim",),
        holds=lazy(
            "Anträge, das Profil einer Agentur zu verwalten: Konto, Art des Nachweises, Ergebnis"
        ),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach dem Ende des Antrags, oder bis das Konto gelöscht wird"),
        reason=lazy("Damit sich zeigen lässt, warum jemand eine Agentur verwaltet."),
        basis=INTEREST,
        job=FORGET_CLAIMS,
    ),
    Rule(
        key="api_token",
        tables=("api_token",),
        holds=lazy(
            "Schlüssel für die Schnittstelle einer Agentur: Name, Rechte, Prüfwert, Tag der "
            "letzten Benutzung"
        ),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach dem Anlegen, und nur, solange wer ihn anlegte die Agentur verantwortet"),
        reason=lazy("Damit Programme der Agentur lesen können, was sie lesen dürfen."),
        basis=CONTRACT,
        job=FORGET_TOKENS,
    ),
    Rule(
        key="api_request",
        tables=("api_request",),
        holds=lazy("Anfragen von Programmen einer Agentur: Prüfwerte, kein Inhalt"),
        personal=False,
        period=Period(1, Unit.DAY),
        since=lazy("nach der Anfrage"),
        reason=lazy("Damit eine Anfrage, die zweimal kommt, nur einmal wirkt."),
        job=FORGET_TOKENS,
    ),
    Rule(
        key="desk",
        tables=("desk_member",),
        holds=lazy(
            "Agenturbereich: die Tage Ihrer letzten beiden Besuche mit den Zahlen von damals, und "
            "ob Sie Zahlen per Mail möchten"
        ),
        personal=True,
        period=None,
        since=lazy("solange Sie für die Agentur handeln"),
        reason=lazy("Damit Sie sehen, was sich seit dem letzten Besuch geändert hat."),
        basis=CONTRACT,
    ),
    Rule(
        key="claim_document",
        tables=("claim_document", "claim_page"),
        holds=lazy(
            "Dokumente zu einem solchen Antrag: die Seiten, verschlüsselt mit einem eigenen "
            "Schlüssel"
        ),
        personal=True,
        period=None,
        since=lazy("bis zur Entscheidung; zurückgezogen sofort vernichtet"),
        reason=lazy("Damit ein Mensch prüfen kann, ob jemand für die Agentur handelt."),
        basis=INTEREST,
    ),
    Rule(
        key="log",
        tables=("audit_entry", "audit_seal"),
        holds=lazy(
            "Protokoll wichtiger Handlungen: Zeitpunkt, Handlung und Kennnummern, nie Namen, "
            "Adressen oder Texte"
        ),
        personal=True,
        period=None,
        since=lazy(
            "solange es die Seite gibt; wird ein Konto gelöscht, gehören seine Kennnummern zu "
            "niemandem mehr"
        ),
        reason=lazy(
            "Die Einträge sind verkettet: Fehlte einer, ließe sich nicht mehr zeigen, dass "
            "niemand sie verändert hat."
        ),
        basis=INTEREST,
        job=None,
    ),
)
