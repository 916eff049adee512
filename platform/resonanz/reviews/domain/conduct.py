"""Data conduct: closed questions after a review was sent, all voluntary.

The answers are counted per agency beside the stars and never in the score. A single answer is
shown to nobody but its author and the moderation.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

LEAST_ANSWERS: Final = 3
"""From so many answers to a question on, an agency's profile shows their share."""


class Conduct(StrEnum):
    """What is asked; an answer is yes (True) or no (False)."""

    CV_CONSENT = "cv_consent"
    CLIENT_NAMED = "client_named"
    DOUBLE_SUBMISSION = "double_submission"
    MONEY_ASKED = "money_asked"
    REPAYMENT_CLAUSE = "repayment_clause"
    CONTRACT_LANGUAGE = "contract_language"
    PAY = "pay_as_promised"
    HOUSING = "housing_as_promised"
    RECOGNITION = "recognition_as_promised"


DATA: Final = (Conduct.CV_CONSENT, Conduct.CLIENT_NAMED, Conduct.DOUBLE_SUBMISSION)
"""What everybody can answer."""

PROMISES: Final = tuple(one for one in Conduct if one not in DATA)
"""What is asked about temporary work and recruiting from abroad."""

BETTER_NOT: Final = frozenset(
    {Conduct.DOUBLE_SUBMISSION, Conduct.MONEY_ASKED, Conduct.REPAYMENT_CLAUSE}
)
"""Where no is the proper answer."""

Answers = Mapping[Conduct, bool]


def telling(answers: Answers, *, coarse: bool) -> dict[Conduct, bool]:
    """What of a review's answers is counted: of a coarse one not that it was temporary work."""
    return {one: said for one, said in answers.items() if not coarse or one in DATA}


def proper(counted: Iterable[Answers]) -> dict[Conduct, tuple[int, int]]:
    """How many report proper conduct, and of how many, for questions with enough answers."""
    rows = list(counted)
    found = {}
    for one in Conduct:
        said = [answers[one] for answers in rows if one in answers]
        if len(said) >= LEAST_ANSWERS:
            found[one] = (sum(answer is not (one in BETTER_NOT) for answer in said), len(said))
    return found


def read_answers(stored: Mapping[str, bool]) -> dict[Conduct, bool]:
    """Answers from their stored form."""
    return {Conduct(name): said for name, said in stored.items()}
