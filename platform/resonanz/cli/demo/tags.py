"""The words under which a review's sentences are chosen (keys of data/texts.*.toml).

- what came: rejection nothing waiting interim advanced; gave_up for an interim word after which
  the candidate withdrew; quiet or client for whose silence
- c0 … c4 how concrete the reasons, d0 … d4 the class of days, a0 … a3 how often asked
- kept, broken the promised date; phone mail message portal in_person, written for all but voice
- the last stage by its key, interview for any with the client; app_d0 … app_d4 the class of days
  of the application where more stages followed
- how it ended for the teller: hired rejected no_answer withdrew ongoing
- applicant temp freelancer, remote, the job field by its key
- respect+ for four or five stars of a criterion, respect- for one or two; pos mid neg the tone
"""

from collections.abc import Mapping
from statistics import fmean

from resonanz.agencies.domain.job_fields import JobField
from resonanz.reviews.domain import Role
from resonanz.scoring.domain.ledger import Answer, Channel, Criterion, LedgerLine, Promise, Stage

from .model import Tone

_WRITTEN = frozenset({Channel.MAIL, Channel.MESSAGE, Channel.PORTAL})
_INTERVIEWS = frozenset({Stage.FIRST_INTERVIEW, Stage.SECOND_INTERVIEW, Stage.THIRD_INTERVIEW})
_ROLES = {Role.APPLICANT: "applicant", Role.TEMPORARY_WORKER: "temp", Role.FREELANCER: "freelancer"}
_ENDINGS = {
    Answer.ADVANCED: "hired",
    Answer.REJECTION: "rejected",
    Answer.NOTHING: "no_answer",
    Answer.WAITING: "ongoing",
    Answer.INTERIM: "ongoing",
}


def tone(ratings: Mapping[Criterion, int]) -> Tone:
    """The tone from the stars, feedback weighing as three others."""
    stars = [value for value in ratings.values() if value]
    mean = fmean([*stars, ratings[Criterion.FEEDBACK], ratings[Criterion.FEEDBACK]])
    if mean >= 3.7:
        return Tone.POSITIVE
    return Tone.MIXED if mean >= 2.6 else Tone.NEGATIVE


def _of_last_line(line: LedgerLine, withdrew: bool) -> set[str]:
    gave_up = withdrew and line.answer is Answer.INTERIM
    tags = {
        "gave_up" if gave_up else line.answer.value,
        "withdrew" if withdrew else _ENDINGS[line.answer],
        line.stage.value,
        f"a{line.chasers}",
    }
    if line.stage in _INTERVIEWS:
        tags.add("interview")
    if line.days is not None:
        tags.add(f"d{line.days.value}")
    if line.concreteness is not None:
        tags.add(f"c{line.concreteness.value}")
    if line.promise in (Promise.KEPT, Promise.BROKEN):
        tags.add(line.promise.value)
    if line.channel is not None:
        tags.add(line.channel.value)
    if line.channel in _WRITTEN:
        tags.add("written")
    if line.silence is not None:
        tags.add("client" if line.silence.value == "client" else "quiet")
    return tags


def tags(
    lines: tuple[LedgerLine, ...],
    ratings: Mapping[Criterion, int],
    role: Role,
    field: JobField,
    *,
    remote: bool,
    withdrew: bool,
) -> frozenset[str]:
    """All words that hold for a review."""
    found = _of_last_line(lines[-1], withdrew)
    found |= {tone(ratings).value, _ROLES[role], field.value}
    if remote:
        found.add("remote")
    if len(lines) > 1 and lines[0].days is not None:
        found.add(f"app_d{lines[0].days.value}")
    for criterion, stars in ratings.items():
        if stars >= 4:
            found.add(f"{criterion.value}+")
        elif 1 <= stars <= 2:
            found.add(f"{criterion.value}-")
    return frozenset(found)
