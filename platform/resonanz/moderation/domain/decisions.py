"""What a decision must say, and what it must not."""

import re
from enum import StrEnum
from typing import Final

from .grounds import GROUNDS, Ground, GroundRule

EXPLANATION_LIMIT: Final = 1500
_QUOTE_WORDS: Final = 5


class Verdict(StrEnum):
    """What a moderator decides in the check before publication. A text is never rewritten."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


class Fault(StrEnum):
    """What is wrong with a decision."""

    GROUND_MISSING = "ground_missing"
    GROUND_NOT_MENDABLE = "ground_not_mendable"
    GROUND_NOT_INTERIM = "ground_not_interim"
    GROUND_UNFIT = "ground_unfit"
    EXPLANATION_MISSING = "explanation_missing"
    EXPLANATION_LONG = "explanation_long"
    QUOTES = "quotes"
    NAMES = "names"
    CONTACT_DATA = "contact_data"


def faults(
    verdict: Verdict, ground: Ground | None, explanation: str, review_text: str
) -> dict[str, Fault]:
    """What is wrong with a decision, by field (`ground`, `explanation`).

    A rejection names a ground (TRUST 15); a return tells the author what to change. What the
    author reads goes into the statement of reasons, which quotes nothing and names nobody.
    """
    found: dict[str, Fault] = {}
    rule = GROUNDS[ground] if ground else None
    if verdict is Verdict.REJECT and rule is None:
        found["ground"] = Fault.GROUND_MISSING
    if verdict is Verdict.RETURN and rule is not None and not rule.mendable:
        found["ground"] = Fault.GROUND_NOT_MENDABLE
    if not explanation:
        if _needs_explanation(verdict, rule):
            found["explanation"] = Fault.EXPLANATION_MISSING
    elif problem := wording_fault(explanation, review_text):
        found["explanation"] = problem
    return found


def _needs_explanation(verdict: Verdict, rule: GroundRule | None) -> bool:
    if verdict is Verdict.RETURN:
        return rule is None
    return verdict is Verdict.REJECT and rule is not None and rule.needs_facts


def wording_fault(explanation: str, review_text: str) -> Fault | None:
    """What is wrong with words that people read: length, quotes, names, contact data."""
    if len(explanation) > EXPLANATION_LIMIT:
        return Fault.EXPLANATION_LONG
    if quotes(explanation, review_text):
        return Fault.QUOTES
    if _CONTACT.search(explanation):
        return Fault.CONTACT_DATA
    return Fault.NAMES if _TITLED_NAME.search(explanation) else None


def quotes(explanation: str, review_text: str) -> bool:
    """Whether five words in a row stand in both texts, or all of a text of three or four."""
    said, written = _words(explanation), _words(review_text)
    run = min(_QUOTE_WORDS, len(written))
    if run < 3:
        return False
    runs = {tuple(written[at : at + run]) for at in range(len(written) - run + 1)}
    return any(tuple(said[at : at + run]) in runs for at in range(len(said) - run + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


_CONTACT: Final = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|https?://|\bwww\.|(?<![\w.])(?!\d{4}-\d\d-\d\d\b|\d\d?/\d\d?/\d{4}\b)"
    r"\+?\d(?:[ /()-]?\d){6,}"
)
_TITLED_NAME: Final = re.compile(
    r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Sr\.|Sra\.|Señora?|Don|Doña)"
    r"\s+[A-ZÄÖÜÁÉÍÓÚÑ][\w'-]+"
)
