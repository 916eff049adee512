"""Forms of a case's page: one for its next step, one for complaints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields, clean
from resonanz.kernel.i18n import lazy

from ..domain import EXPLANATION_LIMIT, Fault, Ground, Step
from .checks import FAULTS


@dataclass(frozen=True, slots=True)
class StepInput:
    """What a moderator does; `text` is the explanation, the question or the note."""

    step: Step
    ground: Ground | None
    text: str


@dataclass(frozen=True, slots=True)
class ComplaintInput:
    """The decision on a complaint."""

    uphold: bool
    ground: Ground | None
    answer: str


def read_step(
    form: Mapping[str, Sequence[str]], allowed: Sequence[Step]
) -> tuple[StepInput | None, FieldErrors]:
    """Read the next step; what is wrong with a decision itself is the service's to say."""
    fields = Fields(form)
    step = fields.choice("verdict", [one.value for one in allowed])
    ground = fields.choice("ground", [one.value for one in Ground], required=False)
    text = clean(fields.raw("explanation"))
    if len(text) > EXPLANATION_LIMIT:
        fields.errors.add("explanation", FAULTS[Fault.EXPLANATION_LONG])
    if step is None or fields.errors:
        return None, fields.errors
    return StepInput(Step(step), Ground(ground) if ground else None, text), fields.errors


def read_complaint(
    form: Mapping[str, Sequence[str]],
) -> tuple[ComplaintInput | None, FieldErrors]:
    """Read the decision on a complaint: it always says why."""
    fields = Fields(form)
    verdict = fields.choice("verdict", ["uphold", "dismiss"])
    ground = fields.choice("ground", [one.value for one in Ground], required=False)
    answer = clean(fields.raw("explanation"))
    if not answer:
        fields.errors.add(
            "explanation", lazy("Bitte schreiben Sie, warum: Wer sich beschwert hat, liest es.")
        )
    elif len(answer) > EXPLANATION_LIMIT:
        fields.errors.add("explanation", FAULTS[Fault.EXPLANATION_LONG])
    if verdict is None or fields.errors:
        return None, fields.errors
    return ComplaintInput(verdict == "uphold", Ground(ground) if ground else None, answer), (
        fields.errors
    )


def fault_errors(found: Mapping[str, Fault]) -> FieldErrors:
    """What is wrong with a decision, in words by field."""
    errors = FieldErrors()
    for name, fault in found.items():
        errors.add(name, FAULTS[fault])
    return errors
