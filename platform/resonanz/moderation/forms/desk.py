"""The agency's forms: a dispute and a rejoinder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain import CaseKind, NoticeGround, Step, SubjectType, grounds_for, needs_text
from .hearing import read_text


@dataclass(frozen=True, slots=True)
class DisputeInput:
    """What an agency disputes; a bare "no contact" has no text (TRUST 13)."""

    ground: NoticeGround
    text: str
    new_facts: bool


@dataclass(frozen=True, slots=True)
class RejoinderInput:
    """Whether the agency still disputes the review, and in which words."""

    step: Step
    text: str


def read_dispute(form: Mapping[str, Sequence[str]]) -> tuple[DisputeInput | None, FieldErrors]:
    """Read a dispute; every ground but "no contact" needs a text."""
    fields = Fields(form)
    grounds = grounds_for(SubjectType.REVIEW)
    chosen = fields.choice("ground", [ground.value for ground in grounds])
    text = read_text(fields, "explanation")
    if chosen and not text and needs_text(CaseKind.DISPUTE, NoticeGround(chosen)):
        fields.errors.add("explanation", lazy("Bitte schreiben Sie, was genau nicht stimmt."))
    if fields.errors or chosen is None:
        return None, fields.errors
    return DisputeInput(NoticeGround(chosen), text, fields.flag("new_facts")), fields.errors


def read_rejoinder(form: Mapping[str, Sequence[str]]) -> tuple[RejoinderInput | None, FieldErrors]:
    """Read the agency's answer to what was forwarded."""
    fields = Fields(form)
    chosen = fields.choice("verdict", [Step.CONCEDE.value, Step.DENY.value])
    text = read_text(fields, "explanation")
    if fields.errors or chosen is None:
        return None, fields.errors
    return RejoinderInput(Step(chosen), text), fields.errors
