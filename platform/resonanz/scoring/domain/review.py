"""What the formula reads of a review, and the constants that other data may replace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from resonanz.scoring.domain.ledger import Answer, Concreteness, Criterion, DaysClass, LedgerLine

FEEDBACK: Final = Criterion.FEEDBACK.value

JUDGED_WAIT: Final = DaysClass.FROM_15_TO_30
"""The shortest wait that counts as no answer; a shorter one is left out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights of the criteria, above 0 for feedback, and the top of the concreteness scale."""

    weights: Mapping[str, float]
    concrete_max: float


VERSION_1: Final = Rules(
    MappingProxyType({criterion.value: criterion.weight for criterion in Criterion}),
    float(max(Concreteness)),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One scored stage.

    `days` are working days until the answer, None for no answer; `concrete` is the concreteness
    of a rejection, None for an answer that has none (invited on, offer).
    """

    stage: str
    days: int | None
    concrete: float | None = None


@dataclass(frozen=True, slots=True)
class RatedReview:
    """A review as the formula sees it.

    `published_on` is the first publication day (Europe/Berlin), `ratings` the stars of the
    answered criteria, feedback among them. `proven` says that a check record of the contact
    exists; with `invited` it gives no full weight. A review that is not `live` (withdrawn) has no
    value and no weight, but still counts among the unproven ones of its quarter.
    """

    review_id: str | int
    agency: str | int
    published_on: date
    ratings: Mapping[str, float]
    facts: tuple[Fact, ...] = ()
    proven: bool = False
    invited: bool = False
    live: bool = True


def facts_of(lines: Iterable[LedgerLine]) -> tuple[Fact, ...]:
    """The scored facts of a review's ledger lines.

    An interim word is left out, and so is an answer or a wait of unknown length. Still waiting
    is left out up to 14 working days, longer it is no answer. Only a rejection keeps its
    concreteness.
    """
    facts: list[Fact] = []
    for line in lines:
        if line.answer is Answer.NOTHING:
            facts.append(Fact(line.stage.value, None))
        elif line.days is None or line.answer is Answer.INTERIM:
            continue
        elif line.answer is Answer.WAITING:
            if line.days >= JUDGED_WAIT:
                facts.append(Fact(line.stage.value, None))
        elif line.answer is Answer.REJECTION and line.concreteness is not None:
            facts.append(Fact(line.stage.value, line.days.days, float(line.concreteness)))
        else:
            facts.append(Fact(line.stage.value, line.days.days))
    return tuple(facts)
