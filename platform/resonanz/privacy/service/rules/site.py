"""Rules for agencies and the running of the site."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain import Period, Unit
from .rule import (
    DESTROY_KEYS,
    FORGET_CLAIMS,
    FORGET_HITS,
    FORGET_MAILINGS,
    FORGET_WEBHOOKS,
    INTEREST,
    SITE_LASTS,
    Rule,
)

RULES: Final = (
    Rule(
        key="agency",
        tables=("agency", "agency_name", "agency_slug", "agency_place"),
        holds=lazy(
            "Profile der Agenturen: Name, frühere Namen, Orte, Website, aus öffentlichen Quellen"
        ),
        personal=True,
        period=None,
        since=lazy(
            "solange die Agentur gelistet ist; Einzelunternehmer:innen können widersprechen (Art. "
            "21 DSGVO)"
        ),
        reason=lazy("Damit Kandidat:innen die Agentur finden, mit der sie zu tun haben."),
        basis=INTEREST,
    ),
    Rule(
        key="agency_distinct",
        tables=("agency_distinct",),
        holds=lazy("Welche zwei Agenturen die Moderation für verschieden hält, und wer es sagte"),
        personal=True,
        period=None,
        since=lazy("bis jemand es zurücknimmt; ohne Namen, wenn das Konto gelöscht ist"),
        reason=lazy("Damit dieselbe Frage nicht zweimal gestellt wird."),
        basis=INTEREST,
    ),
    Rule(
        key="agency_proof",
        tables=("agency_proof",),
        holds=lazy("Womit eine Agentur gezeigt hat, dass sie ihr Profil verwaltet"),
        personal=False,
        period=None,
        since=lazy("solange die Agentur gelistet ist"),
        reason=lazy("Damit wir einmal im Jahr nachsehen können, ob es noch gilt."),
        basis=INTEREST,
    ),
    Rule(
        key="webhook",
        tables=("webhook",),
        holds=lazy(
            "Adressen, denen wir melden, was bei einer Agentur geschieht, mit dem Geheimnis für "
            "die Signatur, verschlüsselt"
        ),
        personal=False,
        period=None,
        since=lazy("bis die Agentur sie löscht"),
        reason=lazy("Damit Programme der Agentur davon erfahren."),
    ),
    Rule(
        key="webhook_message",
        tables=("webhook_message", "webhook_try"),
        holds=lazy("Was wir dorthin gemeldet haben: Kennungen, Zeitpunkte, Antworten; kein Inhalt"),
        personal=False,
        period=Period(30, Unit.DAY),
        since=lazy("nach der Meldung"),
        reason=lazy("Damit die Agentur sieht, was ankam, und es noch einmal senden kann."),
        job=FORGET_WEBHOOKS,
    ),
    Rule(
        key="pledge",
        tables=("agency_pledge",),
        holds=lazy("Zusagen der Agenturen: wie viele Werktage, Beginn und Ende"),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Damit jede Zusage an dem gemessen wird, was damals galt."),
    ),
    Rule(
        key="ranking",
        tables=("ranking_quarter", "ranking_snapshot"),
        holds=lazy("Ranglisten am Ende jedes Quartals: Wert, Spanne und wonach gefiltert wird"),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy(
            "Damit sich zeigt, wie sich Ränge ändern. Wer nicht mehr gelistet ist, wird darin "
            "nicht gezeigt."
        ),
    ),
    Rule(
        key="branch",
        tables=("branch",),
        holds=lazy("Niederlassungen der Agenturen: Name und Ort"),
        personal=False,
        period=None,
        since=lazy("bis die Agentur sie entfernt"),
        reason=lazy("Damit Bewertungen bei der Niederlassung ankommen, um die es geht."),
    ),
    Rule(
        key="agency_profile",
        tables=("agency_profile",),
        holds=lazy("Was Agenturen über sich sagen: Texte, Berufsfelder, Kontakt"),
        personal=True,
        period=None,
        since=lazy("bis die Agentur es ändert"),
        reason=lazy("Damit Kandidat:innen wissen, mit wem sie es zu tun haben."),
        basis=INTEREST,
    ),
    Rule(
        key="agency_change",
        tables=("agency_change",),
        holds=lazy(
            "Änderungen an Profilen von Agenturen: was vorher und nachher dastand, und welches "
            "Konto es geändert hat"
        ),
        personal=True,
        period=Period(3, Unit.YEAR),
        since=lazy("nach der Änderung; das Konto nur, bis es gelöscht wird"),
        reason=lazy("Damit sich nachvollziehen lässt, was eine Agentur wann über sich gesagt hat."),
        basis=INTEREST,
        job=FORGET_CLAIMS,
    ),
    Rule(
        key="invite_code",
        tables=("invite_code", "invite_count"),
        holds=lazy(
            "Einladungslinks von Agenturen, und wie viele sie im Quartal eingeladen haben: Zahlen"
        ),
        personal=False,
        period=None,
        since=lazy("solange die Agentur gelistet ist"),
        reason=lazy("Damit eingeladene Bewertungen als solche zu erkennen sind."),
    ),
    Rule(
        key="invite_mailing",
        tables=("invite_mailing",),
        holds=lazy(
            "Einladungen per Mail im Auftrag einer Agentur: wer sie veranlasst hat, wie viele, was "
            "über die Einwilligung versichert wurde; die Adressen nur bis zum Versand"
        ),
        personal=True,
        period=Period(3, Unit.YEAR),
        since=lazy("nach dem Versand"),
        reason=lazy("So lange kann die Einwilligung nachzuweisen sein."),
        basis=INTEREST,
        job=FORGET_MAILINGS,
    ),
    Rule(
        key="invited_address",
        tables=("invited_address",),
        holds=lazy("Prüfwerte der Adressen, die eine Agentur einladen ließ"),
        personal=True,
        period=Period(12, Unit.MONTH),
        since=lazy("nach der Einladung"),
        reason=lazy("Damit niemand von einer Agentur zweimal im Jahr eingeladen wird."),
        basis=INTEREST,
        job=FORGET_MAILINGS,
    ),
    Rule(
        key="no_invitation",
        tables=("no_invitation",),
        holds=lazy("Prüfwerte der Adressen, die keine Einladungen möchten"),
        personal=True,
        period=None,
        since=lazy("auf Dauer; aus dem Prüfwert lässt sich die Adresse nicht lesen"),
        reason=lazy("Damit der Widerspruch für immer und bei allen Agenturen gilt."),
        basis=INTEREST,
    ),
    Rule(
        key="day_key",
        tables=("day_key",),
        holds=lazy(
            "Schlüssel des Tages, mit dem Netzwerkadressen unkenntlich werden; die Adressen selbst"
            " speichern wir nie"
        ),
        personal=True,
        period=Period(1, Unit.DAY),
        since=lazy("nach dem Tag, zu dem er gehört"),
        reason=lazy("Ohne ihn lässt sich keine Spur mehr zu einem Anschluss zurückverfolgen."),
        basis=INTEREST,
        job=DESTROY_KEYS,
    ),
    Rule(
        key="rate_limit",
        tables=("rate_limit",),
        holds=lazy("Zähler gegen Missbrauch: unkenntliche Prüfwerte von Anschluss oder Adresse"),
        personal=True,
        period=Period(2, Unit.DAY),
        since=lazy("nach der Anfrage"),
        reason=lazy("Damit niemand Passwörter durchprobiert oder die Prüfung überflutet."),
        basis=INTEREST,
        job=FORGET_HITS,
    ),
    Rule(
        key="terms_announcement",
        tables=("terms_announcement",),
        holds=lazy(
            "Wann wir Agenturen eine neue Fassung der Nutzungsbedingungen angekündigt haben"
        ),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Damit feststeht, welche Fassung wann galt."),
    ),
    Rule(
        key="numbers",
        tables=("numbers_snapshot",),
        holds=lazy("Die Zahlen jedes Quartals, über alle Agenturen und ohne kleine Gruppen"),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Damit man sie zitieren kann."),
    ),
    Rule(
        key="revision",
        tables=("site_revision",),
        holds=lazy("Der Stand der Seite, eine Zahl"),
        personal=False,
        period=None,
        since=SITE_LASTS,
        reason=lazy("Damit alle sofort sehen, was sich geändert hat."),
    ),
    Rule(
        key="request_log",
        tables=(),
        holds=lazy(
            "Zugriffsprotokoll des Servers: Zeitpunkt, Seite, Ergebnis, ohne Netzwerkadresse"
        ),
        personal=False,
        period=Period(7, Unit.DAY),
        since=lazy("nach der Anfrage, höchstens; der Betrieb stellt es so ein"),
        reason=lazy("Um Störungen und Angriffe zu erkennen."),
        basis=INTEREST,
    ),
)
