"""The decision on a change of a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields, clean

from ..domain import PROFILE_GROUNDS, Ground
from ..service.profile_checks import ProfileCheck, change_faults
from .checks import FAULTS


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """A decision that can be carried out; without a ground the change becomes public."""

    ground: Ground | None
    explanation: str


def read_change_decision(
    form: Mapping[str, Sequence[str]], check: ProfileCheck
) -> tuple[ChangeDecision | None, FieldErrors]:
    """Read the form; approving needs and keeps no words, what is public is only taken back."""
    fields = Fields(form)
    if check.act == "check":
        verdict = fields.choice("verdict", ("approve", "reject"))
        if verdict is None:
            return None, fields.errors
        if verdict == "approve":
            return ChangeDecision(None, ""), fields.errors
    chosen = fields.choice("ground", [one.value for one in PROFILE_GROUNDS], required=False)
    ground = Ground(chosen) if chosen else None
    explanation = clean(fields.raw("explanation"))
    for name, fault in change_faults(ground, explanation, check.change.after).items():
        fields.errors.add(name, FAULTS[fault])
    return (None if fields.errors else ChangeDecision(ground, explanation)), fields.errors
