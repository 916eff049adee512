"""What happened to one candidate: the ledger, and the stars that follow from it."""

from random import Random

from resonanz.agencies.domain.job_fields import JobField
from resonanz.reviews.domain import NOT_APPLICABLE, Role
from resonanz.scoring.domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)

from .lives import Conduct
from .model import DemoAgency

_SELF_EMPLOYED = frozenset(
    {JobField.IT, JobField.ENGINEERING, JobField.FINANCE, JobField.COMMERCIAL}
)
_PATH = {
    Role.APPLICANT: (
        Stage.APPLICATION,
        Stage.AGENCY_TALK,
        Stage.FIRST_INTERVIEW,
        Stage.SECOND_INTERVIEW,
        Stage.THIRD_INTERVIEW,
        Stage.OFFER,
    ),
    Role.TEMPORARY_WORKER: (
        Stage.APPLICATION,
        Stage.AGENCY_TALK,
        Stage.FIRST_INTERVIEW,
        Stage.OFFER,
        Stage.ASSIGNMENT,
    ),
    Role.FREELANCER: (
        Stage.APPLICATION,
        Stage.AGENCY_TALK,
        Stage.FIRST_INTERVIEW,
        Stage.OFFER,
    ),
}
# How often a path ends at each of its stages.
_ENDS = {
    Role.APPLICANT: (20, 14, 30, 17, 4, 15),
    Role.TEMPORARY_WORKER: (20, 18, 12, 15, 35),
    Role.FREELANCER: (18, 26, 34, 22),
}
_SPEED_STARS = (5.0, 4.5, 3.5, 2.5, 1.8)
_CHANNELS = (Channel.MAIL, Channel.PHONE, Channel.MESSAGE, Channel.PORTAL, Channel.IN_PERSON)


def role_and_field(rng: Random, agency: DemoAgency) -> tuple[Role, JobField]:
    """Who met the agency, and for which work: its own fields, seldom another one."""
    weights = [5, 3, 2][: len(agency.fields)]
    field = rng.choices(agency.fields, weights)[0]
    if rng.random() < 0.04:
        field = rng.choice(list(JobField))
    shares = {"temp": 0.9, "mixed": 0.4}
    if agency.kind == "it_freelance" and field in _SELF_EMPLOYED:
        return (Role.FREELANCER if rng.random() < 0.8 else Role.APPLICANT), field
    if rng.random() < shares.get(agency.kind, 0.0):
        return Role.TEMPORARY_WORKER, field
    return Role.APPLICANT, field


def _days(rng: Random, promptness: float) -> DaysClass:
    lateness = rng.betavariate(1.2 + 2.2 * (1 - promptness), 1.2 + 3.4 * promptness)
    return DaysClass(min(4, int(lateness * 5)))


def _concreteness(rng: Random, substance: float) -> Concreteness:
    level = rng.betavariate(0.9 + 4 * substance, 0.9 + 4 * (1 - substance))
    return Concreteness(min(4, int(level * 5)))


def _promise(rng: Random, days: DaysClass | None, prompt: float) -> Promise:
    if rng.random() > 0.45:
        return Promise.NONE
    if days is None:
        return Promise.BROKEN
    if rng.random() < (0.25 + 0.7 * prompt) * (1.0, 0.95, 0.75, 0.3, 0.1)[days]:
        return Promise.KEPT
    return Promise.NONE if days <= DaysClass.FROM_4_TO_7 else Promise.BROKEN


def _chasers(rng: Random, days: DaysClass | None) -> int:
    weights = {
        None: (14, 26, 30, 30),
        DaysClass.UP_TO_3: (94, 5, 1, 0),
        DaysClass.FROM_4_TO_7: (80, 16, 3, 1),
        DaysClass.FROM_8_TO_14: (50, 32, 14, 4),
        DaysClass.FROM_15_TO_30: (20, 30, 28, 22),
        DaysClass.MORE_THAN_30: (12, 22, 30, 36),
    }[days]
    return rng.choices((0, 1, 2, 3), weights)[0]


def _last_answer(rng: Random, conduct: Conduct, stage: Stage) -> Answer:
    if stage is Stage.OFFER:
        return Answer.ADVANCED
    if rng.random() < 0.06:
        return Answer.WAITING
    if stage is Stage.ASSIGNMENT and rng.random() < 0.5:
        return Answer.ADVANCED
    if rng.random() < conduct.answers:
        return Answer.REJECTION
    return Answer.INTERIM if rng.random() < 0.2 else Answer.NOTHING


def _last_line(rng: Random, conduct: Conduct, stage: Stage) -> LedgerLine:
    answer = _last_answer(rng, conduct, stage)
    if answer is Answer.NOTHING:
        days = None
    elif answer is Answer.WAITING:
        days = DaysClass(rng.choices((0, 1, 2, 3, 4), (1, 3, 5, 4, 2))[0])
    else:
        days = _days(rng, conduct.promptness)
    word_came = answer in (Answer.ADVANCED, Answer.REJECTION, Answer.INTERIM)
    promise = _promise(rng, days if word_came else None, conduct.promptness)
    if answer is Answer.WAITING and days is not None and days < DaysClass.FROM_8_TO_14:
        promise = Promise.NONE
    whose = Silence.CLIENT if rng.random() < conduct.blames_client else Silence.NOTHING
    at_assignment = stage is Stage.ASSIGNMENT
    weights = (25, 45, 10, 0, 20) if at_assignment else (52, 34, 6, 7, 1)
    return LedgerLine(
        stage=stage,
        answer=answer,
        days=days,
        chasers=_chasers(rng, days),
        promise=promise,
        channel=rng.choices(_CHANNELS, weights)[0] if word_came else None,
        concreteness=(
            _concreteness(rng, conduct.substance * (0.6 if stage is Stage.APPLICATION else 1.0))
            if answer is Answer.REJECTION
            else None
        ),
        silence=None if word_came else whose,
    )


def ledger(rng: Random, conduct: Conduct, role: Role) -> tuple[LedgerLine, ...]:
    """The lines of all stages reached; the earlier ones were answered by being invited on."""
    path, weights = _PATH[role], list(_ENDS[role])
    if conduct.care > 3.5:
        weights[-1] = round(weights[-1] * 1.4)
    end = rng.choices(range(len(path)), weights)[0]
    reached = list(path[: end + 1])
    if reached[-1] is Stage.OFFER and Stage.SECOND_INTERVIEW in reached:
        reached = [*reached[: rng.choice((3, 4, 4, 5))], Stage.OFFER]
    if role is Role.TEMPORARY_WORKER and len(reached) > 3 and rng.random() < 0.6:
        reached.remove(Stage.FIRST_INTERVIEW)
    keen = min(1.0, conduct.promptness + 0.2)
    earlier = tuple(
        LedgerLine(stage, Answer.ADVANCED, DaysClass(min(3, _days(rng, keen))))
        for stage in reached[:-1]
    )
    return (*earlier, _last_line(rng, conduct, reached[-1]))


def _feedback_stars(rng: Random, last: LedgerLine) -> float:
    if last.answer is Answer.NOTHING:
        stars = 1.35
    elif last.answer is Answer.WAITING:
        stars = 3.2 if last.days is None or last.days < DaysClass.FROM_8_TO_14 else 2.0
    else:
        stars = _SPEED_STARS[last.days or 0]
    if last.answer is Answer.INTERIM:
        stars = min(stars, 3.3)
    if last.concreteness is not None:
        stars = 0.7 * stars + 0.3 * (1 + last.concreteness)
    stars -= 0.25 * (last.chasers or 0)
    stars += {Promise.KEPT: 0.3, Promise.BROKEN: -0.4}.get(last.promise or Promise.NONE, 0.0)
    return stars + rng.gauss(0, 0.45)


def _stars(value: float) -> int:
    return max(1, min(5, round(value)))


def ratings(rng: Random, conduct: Conduct, lines: tuple[LedgerLine, ...]) -> dict[Criterion, int]:
    """Stars that fit the facts: feedback and at least three others, 0 for "not applicable"."""
    last = lines[-1]
    feedback = _feedback_stars(rng, last)
    mood = 0.55 * conduct.care + 0.45 * feedback + rng.gauss(0, 0.35)
    if last.stage in (Stage.OFFER, Stage.ASSIGNMENT) and last.answer is Answer.ADVANCED:
        mood += 0.35
    means = {
        Criterion.RESPECT: mood + 0.45,
        Criterion.HONESTY: mood + 0.15,
        Criterion.AVAILABILITY: mood - 0.15 * (last.chasers or 0),
        Criterion.FIT: mood * 0.6 + 1.4,
        Criterion.EXPERTISE: mood * 0.75 + 0.85,
        Criterion.DISCRETION: mood * 0.6 + 1.7,
    }
    if last.stage is Stage.APPLICATION:
        del means[Criterion.EXPERTISE]
    answered = {Criterion.FEEDBACK: _stars(feedback)}
    first = (Criterion.RESPECT, Criterion.HONESTY, Criterion.AVAILABILITY)
    for criterion, mean in means.items():
        if criterion in first or rng.random() < 0.6:
            answered[criterion] = _stars(mean + rng.gauss(0, 0.6))
    if last.concreteness is not None and rng.random() < 0.85:
        answered[Criterion.REASONS] = _stars(1 + last.concreteness + rng.gauss(0, 0.3))
    elif last.answer is Answer.NOTHING and rng.random() < 0.5:
        answered[Criterion.REASONS] = rng.choice((1, 1, NOT_APPLICABLE))
    return answered
