"""The questions about data conduct in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.i18n import gettext, lazy
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.views.figures import LedgerRow, share_row

from ..domain.conduct import DATA, PROMISES, Answers, Conduct
from ..service import ReviewRecord

YES: Final = "yes"
NO: Final = "no"
NONE: Final = "none"
"""No answer, chosen: a radio button cannot be unchosen."""

_QUESTIONS: Final = {
    Conduct.CV_CONSENT: lazy("Gingen Ihre Unterlagen nur mit Ihrer Zustimmung an Kunden?"),
    Conduct.CLIENT_NAMED: lazy("Wurde Ihnen der Kunde genannt, bevor Ihre Unterlagen hingingen?"),
    Conduct.DOUBLE_SUBMISSION: lazy("Wurden Sie für dieselbe Stelle mehrfach vorgestellt?"),
    Conduct.MONEY_ASKED: lazy("Hat die Agentur Geld von Ihnen verlangt?"),
    Conduct.REPAYMENT_CLAUSE: lazy(
        "Stand im Vertrag, dass Sie beim Ausstieg Kosten zurückzahlen müssen?"
    ),
    Conduct.CONTRACT_LANGUAGE: lazy("Gab es den Vertrag in einer Sprache, die Sie verstehen?"),
    Conduct.PAY: lazy("War die Bezahlung wie zugesagt?"),
    Conduct.HOUSING: lazy("War die Unterkunft wie zugesagt?"),
    Conduct.RECOGNITION: lazy(
        "Half die Agentur bei der Anerkennung Ihrer Abschlüsse wie zugesagt?"
    ),
}
_PROPER: Final = {
    Conduct.CV_CONSENT: lazy("Unterlagen nur mit Zustimmung weitergegeben"),
    Conduct.CLIENT_NAMED: lazy("Kunde vorher genannt"),
    Conduct.DOUBLE_SUBMISSION: lazy("nicht mehrfach vorgestellt"),
    Conduct.MONEY_ASKED: lazy("kein Geld verlangt"),
    Conduct.REPAYMENT_CLAUSE: lazy("keine Rückzahlung im Vertrag"),
    Conduct.CONTRACT_LANGUAGE: lazy("Vertrag in verständlicher Sprache"),
    Conduct.PAY: lazy("Bezahlung wie zugesagt"),
    Conduct.HOUSING: lazy("Unterkunft wie zugesagt"),
    Conduct.RECOGNITION: lazy("Hilfe bei der Anerkennung wie zugesagt"),
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with what is chosen, "" for nothing; `name` is its field's."""

    name: str
    words: str
    chosen: str
    error: str


@dataclass(frozen=True, slots=True)
class ConductView:
    """The form of one review: what everybody is asked, and what is asked about promises.

    `coarse`: the review shows less, and so answers about promises are not counted.
    """

    public_id: str
    agency_name: str
    data: tuple[QuestionView, ...]
    promises: tuple[QuestionView, ...]
    options: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, str], ...]
    coarse: bool


def conduct_view(
    record: ReviewRecord,
    agency: AgencyRef,
    chosen: Mapping[str, str],
    errors: Mapping[str, object],
) -> ConductView:
    """Build the form with what was chosen, by field."""

    def questions(asked: Iterable[Conduct]) -> tuple[QuestionView, ...]:
        return tuple(
            QuestionView(
                name=one.value,
                words=str(_QUESTIONS[one]),
                chosen=chosen.get(one.value, ""),
                error=str(errors.get(one.value, "")),
            )
            for one in asked
        )

    return ConductView(
        public_id=record.public_id,
        agency_name=agency.name,
        data=questions(DATA),
        promises=questions(PROMISES),
        options=(
            (YES, gettext("ja")),
            (NO, gettext("nein")),
            (NONE, gettext("keine Angabe")),
        ),
        errors=tuple((name, str(text)) for name, text in errors.items()),
        coarse=record.coarse,
    )


def chosen_of(answers: Answers) -> dict[str, str]:
    """What the form shows of stored answers."""
    return {one.value: YES if said else NO for one, said in answers.items()}


def conduct_lines(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Each question that was answered, with its answer."""
    words = {True: gettext("ja"), False: gettext("nein")}
    return tuple((str(_QUESTIONS[one]), words[answers[one]]) for one in Conduct if one in answers)


def conduct_rows(proper: Mapping[Conduct, tuple[int, int]]) -> tuple[LedgerRow, ...]:
    """How many report proper conduct, as rows of a ledger."""
    return tuple(share_row(str(_PROPER[one]), Share(*found)) for one, found in proper.items())
