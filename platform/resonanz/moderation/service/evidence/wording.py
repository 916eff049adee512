"""The words of checks, in the language of whoever reads them."""

from typing import Final

from resonanz.kernel.i18n import gettext, lazy

from ...domain.evidence import DocumentKind, Shortfall

DOCUMENT_KINDS: Final = {
    DocumentKind.INVITATION: lazy("Einladung zum Gespräch"),
    DocumentKind.REJECTION: lazy("Absage"),
    DocumentKind.CONFIRMATION: lazy("Bestätigung des Eingangs"),
    DocumentKind.MAIL_THREAD: lazy("E-Mail-Wechsel"),
    DocumentKind.MESSAGES: lazy("Chat oder Nachrichten"),
    DocumentKind.CONTRACT: lazy("Vertrag oder Angebot"),
    DocumentKind.OTHER: lazy("anderes Dokument"),
}
SHORTFALLS: Final = {
    Shortfall.NO_CONTACT_SHOWN: lazy("Der Nachweis zeigt keinen Kontakt zur Agentur."),
    Shortfall.OTHER_AGENCY: lazy("Der Nachweis betrifft eine andere Agentur."),
    Shortfall.TOO_BLACK: lazy("Es ist so viel geschwärzt, dass der Kontakt nicht zu erkennen ist."),
    Shortfall.UNREADABLE: lazy("Der Nachweis ist nicht zu lesen."),
    Shortfall.NO_DATE: lazy("Aus dem Nachweis geht nicht hervor, wann der Kontakt war."),
}


def proven_message() -> str:
    """What the author of a review reads whose contact is proven."""
    return "\n".join(
        (
            gettext(
                "Ihr Kontakt ist belegt. Ihre Bewertung trägt jetzt den Vermerk „Kontakt belegt“."
            ),
            gettext("Ihren Nachweis haben wir vernichtet."),
        )
    )


def not_enough_message(shortfall: Shortfall) -> str:
    """What the author reads whose proof did not show the contact."""
    return "\n".join(
        (
            gettext("Ihr Nachweis genügt leider nicht. %(why)s", why=SHORTFALLS[shortfall]),
            gettext(
                "Ihre Bewertung bleibt davon unberührt. Wenn Sie möchten, schicken Sie einen "
                "anderen Nachweis."
            ),
            gettext("Ihren Nachweis haben wir vernichtet."),
        )
    )
