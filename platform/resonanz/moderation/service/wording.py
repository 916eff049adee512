"""The words of grounds and statements, in the language of whoever reads them."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import LazyText, gettext, lazy

from ..domain import Ground, Words


@dataclass(frozen=True, slots=True)
class GroundText:
    """A ground's label for moderators and its text blocks for authors.

    `found` and `why` go into the statement of reasons with `basis`, the law or the rule; `advice`
    tells how a returned review can be mended, None where it cannot.
    """

    label: LazyText
    found: LazyText
    why: LazyText
    basis: LazyText
    advice: LazyText | None = None


_PEOPLE_BASIS: Final = lazy("Regeln für Bewertungen: keine Angaben über einzelne Menschen")
_OWN_BASIS: Final = lazy("Regeln für Bewertungen: nur eigene, unabhängige Erfahrungen")
_PROOF_BASIS: Final = lazy(
    "Regeln für Bewertungen: Autor:innen antworten, wenn eine Bewertung beanstandet wird"
)
_SUBJECT_BASIS: Final = lazy("Regeln für Bewertungen: nur zum Bewerbungsverfahren bei der Agentur")

GROUND_TEXTS: Final = {
    Ground.PERSON: GroundText(
        lazy("Name einer Person"),
        lazy("Der Text nennt eine einzelne Person oder macht sie erkennbar."),
        lazy(
            "Bewertet werden Agenturen, nicht einzelne Menschen. Wer genannt wird, hat dem nicht "
            "zugestimmt und kann sich hier nicht äußern."
        ),
        _PEOPLE_BASIS,
        lazy(
            "Bitte nennen Sie keine einzelnen Personen. „Meine Ansprechperson“ genügt, damit "
            "andere Ihre Erfahrung verstehen."
        ),
    ),
    Ground.CONTACT_DATA: GroundText(
        lazy("Kontaktdaten"),
        lazy("Der Text enthält eine Telefonnummer, eine Adresse oder andere Kontaktdaten."),
        lazy("Kontaktdaten können missbraucht werden und helfen niemandem beim Vergleich."),
        _PEOPLE_BASIS,
        lazy("Bitte nehmen Sie Telefonnummern, E-Mail-Adressen und andere Kontaktdaten heraus."),
    ),
    Ground.SENSITIVE: GroundText(
        lazy("Besonders geschützte Angaben"),
        lazy(
            "Der Text enthält Angaben, die besonders geschützt sind, zum Beispiel über "
            "Gesundheit, Herkunft, Religion oder Gewerkschaft."
        ),
        lazy(
            "Solche Angaben sind durch Art. 9 DSGVO besonders geschützt und könnten Sie oder "
            "andere erkennbar machen."
        ),
        _PEOPLE_BASIS,
        lazy(
            "Bitte lassen Sie Angaben über Gesundheit, Herkunft, Religion oder Gewerkschaft weg, "
            "auch über sich selbst."
        ),
    ),
    Ground.INSULT: GroundText(
        lazy("Beleidigung"),
        lazy("Der Text setzt jemanden herab, ohne sich mit der Sache zu befassen."),
        lazy(
            "Scharfe Kritik ist erlaubt. Eine Herabsetzung ohne Bezug zur Sache verletzt die Ehre "
            "der Betroffenen; als Betreiber müssten wir dafür einstehen."
        ),
        lazy("§ 185 StGB; § 823 Abs. 1 und § 1004 Abs. 1 BGB"),
        lazy(
            "Bitte beschreiben Sie, was geschehen ist, ohne jemanden zu beleidigen. Ihre Kritik "
            "darf deutlich sein."
        ),
    ),
    Ground.ALLEGATION: GroundText(
        lazy("Offensichtlich rechtswidrige Tatsachenbehauptung"),
        lazy(
            "Der Text behauptet eine Tatsache, die dem Ruf der Agentur schadet, und nichts in der "
            "Bewertung stützt sie."
        ),
        lazy(
            "Meinungen sind frei. Schwere Vorwürfe, die als Tatsache hingestellt und nicht belegt "
            "sind, dürfen wir nicht verbreiten."
        ),
        lazy("§§ 186 und 187 StGB; § 823 Abs. 1, § 824 und § 1004 Abs. 1 BGB"),
        lazy(
            "Bitte schreiben Sie nur, was Sie selbst erlebt haben, und kennzeichnen Sie "
            "Vermutungen als solche."
        ),
    ),
    Ground.HATE: GroundText(
        lazy("Diskriminierung"),
        lazy(
            "Der Text wertet Menschen wegen einer Eigenschaft ab, zum Beispiel wegen Herkunft, "
            "Geschlecht, Alter oder Religion."
        ),
        lazy("Auf dieser Seite sollen alle ohne Herabsetzung lesen und schreiben können."),
        lazy("Regeln für Bewertungen: keine Herabsetzung von Menschengruppen"),
        lazy("Bitte formulieren Sie so, dass keine Gruppe von Menschen herabgesetzt wird."),
    ),
    Ground.NO_CONTACT: GroundText(
        lazy("Kein eigener Kontakt"),
        lazy("Nach unserer Prüfung beruht die Bewertung nicht auf eigenem Kontakt zur Agentur."),
        lazy("Leser:innen verlassen sich darauf, dass hier nur eigene Erfahrungen stehen."),
        _OWN_BASIS,
    ),
    Ground.REWARDED: GroundText(
        lazy("Beauftragt oder belohnt"),
        lazy("Nach unserer Prüfung wurde die Bewertung beauftragt oder belohnt."),
        lazy(
            "Bewertungen, für die jemand etwas bekommt, geben kein ehrliches Bild. Sie sind als "
            "verdeckte Werbung auch unlauter."
        ),
        _OWN_BASIS,
    ),
    Ground.CONFLICT: GroundText(
        lazy("Interessenkonflikt"),
        lazy(
            "Nach unserer Prüfung haben Sie eine Bindung zur bewerteten Agentur oder zu einer "
            "Mitbewerberin."
        ),
        lazy(
            "Wer zu einer Agentur gehört oder mit ihr im Wettbewerb steht, kann hier nicht "
            "bewerten."
        ),
        _OWN_BASIS,
    ),
    Ground.OFF_TOPIC: GroundText(
        lazy("Kein Bezug zum Verfahren"),
        lazy("Der Text handelt nicht von einem Bewerbungsverfahren bei dieser Agentur."),
        lazy(
            "Die Seite vergleicht, wie Agenturen mit Kandidat:innen umgehen. Anderes gehört nicht "
            "hierher."
        ),
        _SUBJECT_BASIS,
        lazy("Bitte beschreiben Sie, was Sie selbst im Verfahren mit dieser Agentur erlebt haben."),
    ),
    Ground.NO_AGENCY: GroundText(
        lazy("Kein Personaldienstleister"),
        lazy(
            "Das bewertete Unternehmen vermittelt oder überlässt nach unserer Prüfung kein "
            "Personal."
        ),
        lazy("Die Seite vergleicht nur Personaldienstleister."),
        _SUBJECT_BASIS,
    ),
    Ground.DUPLICATE: GroundText(
        lazy("Doppelte Bewertung"),
        lazy("Zum selben Verfahren liegt schon eine Bewertung von Ihnen vor."),
        lazy("Jede Erfahrung soll im Wert einer Agentur nur einmal zählen."),
        lazy("Regeln für Bewertungen: eine Bewertung je Agentur in zwölf Monaten"),
    ),
    Ground.THREAT: GroundText(
        lazy("Drohung"),
        lazy("Der Text droht jemandem oder ruft zu einer Straftat auf."),
        lazy("Drohungen gefährden Menschen. Sie stehen hier nicht, auch nicht im Zorn."),
        lazy("§§ 111, 126 und 241 StGB"),
    ),
    Ground.RIGHTS: GroundText(
        lazy("Urheber- oder Markenrecht"),
        lazy("Der Text verletzt ein Urheber- oder Markenrecht."),
        lazy("Geschützte Inhalte dürfen wir ohne Erlaubnis nicht verbreiten."),
        lazy("§ 97 UrhG; § 14 MarkenG"),
    ),
    Ground.CONFIDENTIAL: GroundText(
        lazy("Geschäftsgeheimnis"),
        lazy("Der Text legt ein Geschäftsgeheimnis offen."),
        lazy(
            "Wer ein Geschäftsgeheimnis kennt, darf es nur in engen Grenzen offenlegen. Diese "
            "Grenzen sind hier überschritten."
        ),
        lazy("§§ 4 und 5 GeschGehG"),
    ),
    Ground.UNANSWERED: GroundText(
        lazy("keine Antwort"),
        lazy("Die Bewertung wurde beanstandet. Bis zum Ende der Frist kam keine Antwort."),
        lazy(
            "Ohne Antwort können wir die Beanstandung nicht entkräften. Ob sie zutrifft, ist damit "
            "nicht entschieden."
        ),
        _PROOF_BASIS,
    ),
    Ground.UNPROVEN: GroundText(
        lazy("Kontakt der Agentur gegenüber nicht belegt"),
        lazy("Die Agentur bestreitet den Kontakt, und er ließ sich ihr gegenüber nicht belegen."),
        lazy(
            "Bestreitet eine Agentur den Kontakt, müssen wir ihn ihr zeigen können. Dass die "
            "Bewertung falsch wäre, sagt das nicht."
        ),
        _PROOF_BASIS,
    ),
    Ground.OBJECTION: GroundText(
        lazy("Widerspruch gegen die Eintragung"),
        lazy(
            "Wer unter dem eigenen Namen allein arbeitet, hat der Eintragung widersprochen, und "
            "die persönlichen Gründe wiegen hier schwerer als das Interesse am Vergleich."
        ),
        lazy(
            "Ein Eintrag über einen einzelnen Menschen ist auch eine Angabe über seine Person. "
            "Dagegen darf sich wenden, wessen Lage es verlangt."
        ),
        lazy("Art. 21 Abs. 1 DSGVO"),
    ),
    Ground.MISLEADING: GroundText(
        lazy("Irreführende Angabe"),
        lazy("Die Angabe kann darüber täuschen, um welche Agentur es geht oder was sie tut."),
        lazy(
            "Kandidat:innen sollen erkennen, mit wem sie es zu tun haben, und finden, was andere "
            "über diese Agentur berichten."
        ),
        lazy("§ 5 UWG"),
    ),
}


def statement_words(ground: Ground, explanation: str, kind: str = "reject") -> Words:
    """The free texts of a statement of this `kind`; they quote nothing and name nobody."""
    text = GROUND_TEXTS[ground]
    facts = str(text.found)
    if kind == "reject_edit":
        facts = gettext(
            "Die Änderung wurde vor der Veröffentlichung von einem Menschen geprüft. %(found)s",
            found=text.found,
        )
    elif kind == "reject":
        facts = gettext(
            "Die Bewertung wurde vor der Veröffentlichung von einem Menschen geprüft. %(found)s",
            found=text.found,
        )
    elif kind == "reject_reply":
        facts = gettext(
            "Die Antwort wurde vor der Veröffentlichung von einem Menschen geprüft. %(found)s",
            found=text.found,
        )
    return Words(f"{facts} {explanation}".rstrip(), str(text.why), str(text.basis))


def return_message(
    ground: Ground | None, explanation: str, *, reply: bool = False, edit: bool = False
) -> str:
    """What the author of a returned review or `edit` reads, or who wrote a returned `reply`."""
    advice = GROUND_TEXTS[ground].advice if ground else None
    asked = gettext("Wir haben Ihre Bewertung gelesen und bitten Sie um eine Änderung.")
    if edit:
        asked = gettext("Wir haben Ihre Änderung gelesen und bitten Sie, sie zu überarbeiten.")
    if reply:
        asked = gettext("Wir haben Ihre Antwort gelesen und bitten Sie um eine Änderung.")
    parts = (
        asked,
        str(advice) if advice else "",
        explanation,
        gettext("Danach senden Sie sie bitte noch einmal. Wir ändern Texte nie selbst."),
    )
    return "\n".join(part for part in parts if part)
