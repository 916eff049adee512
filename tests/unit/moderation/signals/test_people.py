"""Names of persons are pointed out for a human (TRUST 8); what only looks like one is not."""

import pytest

from resonanz.moderation.domain.signals import SignalKey
from resonanz.moderation.service.signals.wording import text_signals


def names(text: str, *agency_names: str) -> list[str]:
    """What is marked as a name of a person."""
    return [
        text[span.start : span.end]
        for signal in text_signals(text, "de", agency_names)
        if signal.key is SignalKey.PERSON
        for span in signal.spans
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Danach meldete sich Frau Koch nicht mehr.", ["Frau Koch"]),
        ("Herrn Dr. Klein habe ich dreimal geschrieben.", ["Herrn Dr. Klein"]),
        ("Ich sprach mit der Frau von der Heide.", ["Frau von der Heide"]),
        ("Frau Xylander war freundlich.", ["Frau Xylander"]),
        ("frau müller rief an", ["frau müller"]),
        ("Petra Schmidt hat sich nie gemeldet.", ["Petra Schmidt"]),
        ("Jürgens Antwort kam nach drei Wochen.", ["Jürgens"]),
        ("Uwe war der Einzige, der zuhörte.", ["Uwe"]),
        ("Meine Beraterin Katharina wusste alles.", ["Beraterin Katharina"]),
        ("Der Disponent Wolf legte auf.", ["Disponent Wolf"]),
        ("Hr. Kaya und Fr. Yılmaz", ["Hr. Kaya", "Fr. Yılmaz"]),
        ("Mr. Patel never called back.", ["Mr. Patel"]),
        ("Ms Okonkwo was kind.", ["Ms Okonkwo"]),
        ("Tracey Robinson ghosted me.", ["Tracey Robinson"]),
        ("My consultant Nigel vanished.", ["consultant Nigel"]),
        ("La Sra. García no volvió a llamar.", ["Sra. García"]),
        ("Don Anselmo nunca contestó.", ["Don Anselmo"]),
        ("La señora de la Fuente me colgó.", ["señora de la Fuente"]),
        ("Begoña Núñez fue muy amable.", ["Begoña Núñez"]),
    ],
)
def test_a_name_is_pointed_out(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Im August kam eine Absage, im Mai noch eine.",
        "Ich will im Ernst wissen, woran es lag.",
        "Der Koch im Team war krank, der Bauer auch.",
        "Als Frau Karriere machen ist dort schwer.",
        "Meine Ansprechpartnerin war freundlich. Herr und Frau haben beide Platz.",
        "Eine Kollegin wusste mehr als der Chef.",
        "Die HR Abteilung und die Line Manager waren gut.",
        "Eine junge Frau, ein älterer Herr.",
        "Die Stelle lag in Frankfurt am Main, nicht in Sankt Florian.",
        "Sie nannten mich Herr X und Frau Kollegin.",
        "I will mark the date: may be in June. Grace period: 3 days.",
        "Don't call them. They said Miss, we have no job.",
        "Una respuesta clara. El sol de mayo y el mar.",
        "El pilar de todo es la paz. Dolores de cabeza.",
    ],
)
def test_a_word_is_no_name(text: str) -> None:
    assert names(text) == []


def test_the_names_of_agencies_are_not_names_of_persons() -> None:
    text = "Robert Walter hat nie geantwortet, und Robert Walters Website hilft nicht."
    assert names(text, "Robert Walter GmbH") == []
    assert names("Robert Walter hat nie geantwortet.") == ["Robert Walter"]


def test_names_beside_each_other_in_different_sentences_are_not_one() -> None:
    assert names("Das war für die Frau. Aber auch für mich.") == []
