"""A correction of one ledger line: structured values only, so that nobody can be named."""

from collections.abc import Mapping, Sequence
from typing import Final

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy
from resonanz.scoring.domain.ledger import (
    MOST_CHASERS,
    Answer,
    Concreteness,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
)

FIELDS: Final = ("answer", "days", "concreteness", "silence", "chasers", "promise")
_SILENT: Final = frozenset({Answer.NOTHING, Answer.WAITING})
_TIMED: Final = frozenset({Answer.ADVANCED, Answer.REJECTION, Answer.WAITING})


def values_of(line: LedgerLine) -> dict[str, str]:
    """A line as the form's values."""
    return {name: str(value) for name, value in line.to_dict().items() if name in FIELDS}


def read_proposal(
    form: Mapping[str, Sequence[str]], line: LedgerLine, asked: Sequence[str]
) -> tuple[LedgerLine | None, FieldErrors]:
    """Read what the agency says instead of a line; `asked` are the values it may correct.

    What does not go with the answer is left aside: without JavaScript all questions are in view.
    """
    fields = Fields(form)
    answer: Answer | None = line.answer
    if "answer" in asked:
        chosen = fields.choice("answer", [one.value for one in Answer])
        answer = Answer(chosen) if chosen else None
    days = _number(fields, "days", len(DaysClass), required=answer in _TIMED)
    rejected = answer is Answer.REJECTION
    concreteness = _number(fields, "concreteness", len(Concreteness), required=rejected)
    silence, promise, chasers = line.silence, line.promise, line.chasers
    if "silence" in asked and (key := fields.choice("silence", list(Silence), required=False)):
        silence = Silence(key)
    if "promise" in asked and (key := fields.choice("promise", list(Promise), required=False)):
        promise = Promise(key)
    if "chasers" in asked:
        chasers = _number(fields, "chasers", MOST_CHASERS + 1, required=False)
        chasers = line.chasers if chasers is None else chasers
    if fields.errors or answer is None:
        return None, fields.errors
    silent = answer in _SILENT
    proposed = LedgerLine(
        stage=line.stage,
        answer=answer,
        days=None if days is None or answer is Answer.NOTHING else DaysClass(days),
        chasers=chasers,
        promise=promise,
        channel=None if silent else line.channel,
        concreteness=Concreteness(concreteness) if rejected and concreteness is not None else None,
        silence=silence if silent else None,
    )
    if proposed == line:
        fields.errors.add(
            asked[0], lazy("Das steht schon so da. Bitte ändern Sie, was nicht stimmt.")
        )
        return None, fields.errors
    return proposed, fields.errors


def _number(fields: Fields, name: str, end: int, *, required: bool) -> int | None:
    key = fields.choice(name, [str(number) for number in range(end)], required=required)
    return int(key) if key else None
