"""A ledger line in words, in three languages, and its dot."""

import pytest

from resonanz.kernel.i18n import Language, use_language
from resonanz.scoring.domain.ledger import Answer, Concreteness, DaysClass, LedgerLine, Stage
from resonanz.scoring.views import CRITERIA, dot_of, line_words

TALK = Stage.AGENCY_TALK


@pytest.mark.parametrize(
    ("line", "dot"),
    [
        (LedgerLine(TALK, Answer.ADVANCED), "reason"),
        (LedgerLine(TALK, Answer.REJECTION, concreteness=Concreteness.SPECIFIC), "reason"),
        (LedgerLine(TALK, Answer.REJECTION), "phrase"),
        (LedgerLine(TALK, Answer.INTERIM), "interim"),
        (LedgerLine(TALK, Answer.NOTHING), "silence"),
        (LedgerLine(TALK, Answer.WAITING, days=DaysClass.FROM_8_TO_14), "waiting"),
        (LedgerLine(TALK, Answer.WAITING, days=DaysClass.FROM_15_TO_30), "silence"),
    ],
)
def test_dot_judges_as_the_figures_do(line: LedgerLine, dot: str) -> None:
    assert dot_of(line) == dot


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Absage nach 15–30 Werktagen · Floskel"),
        ("en", "Rejection after 15–30 working days · stock phrase"),
        ("es", "Respuesta negativa tras 15–30 días laborables · frase hecha"),
    ],
)
def test_line_in_words(language: Language, words: str) -> None:
    line = LedgerLine(
        TALK,
        Answer.REJECTION,
        days=DaysClass.FROM_15_TO_30,
        concreteness=Concreteness.STOCK_PHRASE,
    )
    with use_language(language):
        assert line_words(line) == words


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Feedback, Quality of reasons, Availability & next steps, Job match, Preparation &"
               " expertise, Honesty & terms, Data handling, Respect"),
        ("es", "Respuesta, Calidad de los motivos, Facilidad de contacto y próximos pasos, Encaje,"
               " Preparación y competencia, Honestidad y condiciones, Trato de los datos, Respeto"),
    ],
)  # fmt: skip
def test_criteria_are_called_by_the_glossary(language: Language, names: str) -> None:
    with use_language(language):
        assert ", ".join(str(words.name) for words in CRITERIA.values()) == names
