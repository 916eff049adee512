"""Insults, allegations, special-category data and advertising, in three languages."""

import pytest

from resonanz.moderation.domain.signals import Signal, SignalKey
from resonanz.moderation.service.signals.wording import text_signals


def found(text: str, language: str, key: SignalKey) -> list[Signal]:
    return [one for one in text_signals(text, language, ()) if one.key is key]


def kinds(text: str, language: str, key: SignalKey) -> set[str]:
    return {signal.kind for signal in found(text, language, key)}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Lauter Vollidioten.", "insult"),
        ("de", "So ein Arschl*ch!", "insult"),
        ("de", "Dieser I d i o t ist ein Trottel.", "insult"),
        ("de", "Die blöde Kuh am Empfang.", "insult"),
        ("de", "Alles Betrüger dort.", "allegation"),
        ("de", "Was für ein Scheiß.", "profanity"),
        ("en", "What a bunch of morons.", "insult"),
        ("en", "He is a piece of shit.", "insult"),
        ("en", "These people are scammers.", "allegation"),
        ("es", "Son unos gilipollas.", "insult"),
        ("es", "Menudo imbecil.", "insult"),
        ("es", "Hijos de puta.", "insult"),
        ("es", "Una estafa.", "allegation"),
    ],
)
def test_an_insult_is_pointed_out(language: str, text: str, kind: str) -> None:
    assert kind in kinds(text, language, SignalKey.INSULT)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Eine Frechheit: unprofessionell, inkompetent, unverschämt. Nie wieder."),
        ("de", "Pfiffige Leute, der Assistent klasse, Massage im Büro, Grafik gut."),
        ("de", "Nackte Zahlen, Pazifik, Mistel, Sauerland, Packliste, Kuhstall."),
        ("en", "A classic assessment: cockpit, Scunthorpe, passive, grass, analysis."),
        ("en", "Rude and unprofessional. It was a waste of time and sucks."),
        ("es", "Un desastre, muy poco serios, una vergüenza. Computadora, disputa."),
        ("es", "El asnal no existe, la cultura sí; el martillo y el infierno."),
    ],
)
def test_a_harsh_opinion_is_no_insult(language: str, text: str) -> None:
    assert found(text, language, SignalKey.INSULT) == []


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("de", "Man fragte, ob ich schwanger sei.", "pregnancy"),
        ("de", "Wegen meiner Depression war ich krankgeschrieben.", "health"),
        ("de", "Als Muslima mit Kopftuch hatte ich keine Chance.", "religion"),
        ("de", "Mein Migrationshintergrund war Thema.", "ethnicity"),
        ("de", "Ich bin schwul.", "orientation"),
        ("de", "Weil ich in der Gewerkschaft bin, bei der IG Metall.", "union"),
        ("de", "Er fragte, ob ich die AfD wähle.", "politics"),
        ("en", "They asked about my pregnancy.", "pregnancy"),
        ("en", "My cancer came up.", "health"),
        ("en", "She asked whether I was Jewish.", "religion"),
        ("en", "I am gay.", "orientation"),
        ("en", "As a trade union member I was out.", "union"),
        ("es", "Me preguntaron si estaba embarazada.", "pregnancy"),
        ("es", "Conté que tuve cancer.", "health"),
        ("es", "Soy musulmana.", "religion"),
        ("es", "Me afilié a un sindicato.", "union"),
        ("es", "Por ser gitano.", "ethnicity"),
    ],
)
def test_special_category_data_is_pointed_out(language: str, text: str, topic: str) -> None:
    assert topic in kinds(text, language, SignalKey.SPECIAL_CATEGORY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Gesund und munter nach Kirchheim gefahren, in die Gesundheitsbranche."),
        ("de", "Stelle im Krankenhaus bei der Krankenkasse, Krankenpfleger gesucht."),
        ("de", "Die Politik des Hauses, der Christbaum, der Afrika-Prospekt, links unten."),
        ("en", "A healthy team, a hospital, company policy, a liberal approach, race to the job."),
        ("es", "Una empresa sana, el hospital, la política de la casa, a la izquierda."),
    ],
)
def test_words_that_only_resemble_are_no_special_category(language: str, text: str) -> None:
    assert found(text, language, SignalKey.SPECIAL_CATEGORY) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ihr starker Partner: Bei uns steht der Mensch im Mittelpunkt, auf Augenhöhe."),
        ("en", "Your trusted partner with tailored solutions. We pride ourselves on top talent."),
        ("es", "Su socio de confianza con soluciones a medida y trato personalizado."),
    ],
)
def test_the_voice_of_a_brochure_is_pointed_out(language: str, text: str) -> None:
    assert len(found(text, language, SignalKey.ADVERTISING)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Gespräch auf Augenhöhe, und am Freitag kam die Antwort."),
        ("en", "They listened, and their team knew the client."),
        ("es", "Me atendieron bien, con trato personalizado."),
    ],
)
def test_praise_is_no_advertising(language: str, text: str) -> None:
    assert found(text, language, SignalKey.ADVERTISING) == []


def test_a_german_word_is_not_read_with_the_english_list() -> None:
    text = "Der Fall war dick und nass, die Art der Absage war nicht gut und auch noch spät."
    assert found(text, "en", SignalKey.INSULT) == []
