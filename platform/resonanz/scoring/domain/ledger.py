"""The words of a rating and of the feedback ledger, and what a valid ledger line is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Final, Self


class Criterion(StrEnum):
    """What is rated with 1 to 5 stars; feedback is required."""

    FEEDBACK = "feedback"
    REASONS = "reasons"
    AVAILABILITY = "availability"
    FIT = "fit"
    EXPERTISE = "expertise"
    HONESTY = "honesty"
    DISCRETION = "discretion"
    RESPECT = "respect"

    @property
    def weight(self) -> float:
        """Share of the criterion in a review's value, before renormalising."""
        return 0.30 if self is Criterion.FEEDBACK else 0.10


class Stage(StrEnum):
    """Stages of an application, in their order."""

    APPLICATION = "application"
    AGENCY_TALK = "agency_talk"
    FIRST_INTERVIEW = "first_interview"
    SECOND_INTERVIEW = "second_interview"
    THIRD_INTERVIEW = "third_interview"
    OFFER = "offer"
    ASSIGNMENT = "assignment"


TALKS: Final = frozenset(
    {
        Stage.AGENCY_TALK,
        Stage.FIRST_INTERVIEW,
        Stage.SECOND_INTERVIEW,
        Stage.THIRD_INTERVIEW,
    }
)
"""Stages at which somebody has been spoken to: the agency's talk and the client's interviews."""


class Answer(StrEnum):
    """What came after a stage."""

    ADVANCED = "advanced"
    REJECTION = "rejection"
    INTERIM = "interim"
    NOTHING = "nothing"
    WAITING = "waiting"


class DaysClass(IntEnum):
    """Classes of working days; exact days would be a fingerprint."""

    UP_TO_3 = 0
    FROM_4_TO_7 = 1
    FROM_8_TO_14 = 2
    FROM_15_TO_30 = 3
    MORE_THAN_30 = 4

    @property
    def days(self) -> int:
        """The working days that stand for the class in the formula."""
        return (3, 7, 14, 30, 31)[self]

    @classmethod
    def of(cls, days: int) -> Self:
        """The class of a number of working days."""
        return next((one for one in cls if days <= one.days), cls(cls.MORE_THAN_30))


class Concreteness(IntEnum):
    """How concrete the reasons of a rejection were."""

    NONE = 0
    STOCK_PHRASE = 1
    GENERAL = 2
    SPECIFIC = 3
    USABLE = 4


class Promise(StrEnum):
    """Whether a date was promised, and kept."""

    NONE = "none"
    KEPT = "kept"
    BROKEN = "broken"


class Channel(StrEnum):
    """How the answer came."""

    PHONE = "phone"
    MAIL = "mail"
    MESSAGE = "message"
    PORTAL = "portal"
    IN_PERSON = "in_person"


class Silence(StrEnum):
    """Whose silence: the agency named the client as silent, or said nothing at all."""

    CLIENT = "client"
    NOTHING = "nothing"


MOST_CHASERS: Final = 3
"""The highest count of chasers that is told apart: it means three or more."""


class LedgerProblem(StrEnum):
    """What can be wrong with ledger lines."""

    DAYS = "days_without_an_end_or_a_wait"
    CHASERS = "chasers_out_of_range"
    CHANNEL = "channel_without_a_word"
    CONCRETENESS = "concreteness_without_rejection"
    SILENCE = "silence_without_silence"
    STAGE_TWICE = "stage_twice"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What happened after one stage.

    `days` is the class of working days until the word came; for `waiting` of the wait so far.
    `chasers` counts how often the candidate asked: 0, 1, 2, 3 (= three or more).
    """

    stage: Stage
    answer: Answer
    days: DaysClass | None = None
    chasers: int | None = None
    promise: Promise | None = None
    channel: Channel | None = None
    concreteness: Concreteness | None = None
    silence: Silence | None = None

    def to_dict(self) -> dict[str, str | int]:
        """The line for JSON, without what is unknown."""
        line: dict[str, str | int] = {"stage": self.stage.value, "answer": self.answer.value}
        if self.days is not None:
            line["days"] = self.days.value
        if self.chasers is not None:
            line["chasers"] = self.chasers
        if self.promise is not None:
            line["promise"] = self.promise.value
        if self.channel is not None:
            line["channel"] = self.channel.value
        if self.concreteness is not None:
            line["concreteness"] = self.concreteness.value
        if self.silence is not None:
            line["silence"] = self.silence.value
        return line

    @classmethod
    def from_dict(cls, line: Mapping[str, Any]) -> Self:
        """The line of `to_dict`; absent and null are unknown. Raises ValueError, KeyError."""
        days, chasers, promise = line.get("days"), line.get("chasers"), line.get("promise")
        channel, concreteness = line.get("channel"), line.get("concreteness")
        silence = line.get("silence")
        return cls(
            stage=Stage(line["stage"]),
            answer=Answer(line["answer"]),
            days=None if days is None else DaysClass(days),
            chasers=None if chasers is None else int(chasers),
            promise=None if promise is None else Promise(promise),
            channel=None if channel is None else Channel(channel),
            concreteness=None if concreteness is None else Concreteness(concreteness),
            silence=None if silence is None else Silence(silence),
        )


def line_problems(line: LedgerLine) -> tuple[LedgerProblem, ...]:
    """What contradicts itself in one line; empty for a valid one.

    - nothing has no days: no word came, and nobody waits any more
    - chasers are 0 to 3
    - a channel needs a word that came over it
    - concreteness is asked for a rejection only
    - whose silence is asked where no answer came: nothing, or still waiting
    """
    found = (
        (LedgerProblem.DAYS, line.answer is Answer.NOTHING and line.days is not None),
        (
            LedgerProblem.CHASERS,
            line.chasers is not None and not 0 <= line.chasers <= MOST_CHASERS,
        ),
        (
            LedgerProblem.CHANNEL,
            line.channel is not None and line.answer in (Answer.NOTHING, Answer.WAITING),
        ),
        (
            LedgerProblem.CONCRETENESS,
            line.concreteness is not None and line.answer is not Answer.REJECTION,
        ),
        (
            LedgerProblem.SILENCE,
            line.silence is not None and line.answer not in (Answer.NOTHING, Answer.WAITING),
        ),
    )
    return tuple(problem for problem, holds in found if holds)


def ledger_problems(lines: Iterable[LedgerLine]) -> tuple[LedgerProblem, ...]:
    """What is wrong with the lines of one review, each problem once; a stage has one line."""
    problems: dict[LedgerProblem, None] = {}
    stages: set[Stage] = set()
    for line in lines:
        problems.update(dict.fromkeys(line_problems(line)))
        if line.stage in stages:
            problems[LedgerProblem.STAGE_TWICE] = None
        stages.add(line.stage)
    return tuple(problems)
