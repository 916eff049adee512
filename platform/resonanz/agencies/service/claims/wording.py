"""What became of a claim, in words for the claimant."""

from typing import Final

from resonanz.kernel.i18n import lazy

from ...domain.claims import End, Shortfall

SHORTFALLS: Final = {
    Shortfall.ILLEGIBLE: lazy("Das Dokument war nicht zu lesen."),
    Shortfall.OTHER_AGENCY: lazy("Das Dokument gehört zu einer anderen Firma."),
    Shortfall.NOT_AUTHORISED: lazy(
        "Aus dem Dokument geht nicht hervor, dass Sie für die Agentur handeln."
    ),
    Shortfall.OUTDATED: lazy("Das Dokument ist nicht mehr aktuell."),
    Shortfall.OWNERS_ACTIVE: lazy(
        "Die jetzigen Verantwortlichen haben geantwortet. Bitten Sie dort um Zugang."
    ),
}
ENDS: Final = {
    End.WITHDRAWN: lazy("Sie haben Ihren Antrag zurückgezogen."),
    End.LAPSED: lazy("30 Tage lang haben wir den Eintrag oder die Datei nicht gefunden."),
    End.SUPERSEDED: lazy("Sie haben einen anderen Weg gewählt."),
    End.ACCOUNT: lazy("Dieses Konto kann kein Mitglied sein."),
}
