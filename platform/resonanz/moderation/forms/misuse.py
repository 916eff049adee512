"""Forms about misuse: noting an incident, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain.decisions import EXPLANATION_LIMIT, wording_fault
from ..domain.misuse import PartyKind, SanctionKind
from .checks import FAULTS

NOTABLE = (PartyKind.NOTIFIER, PartyKind.AUTHOR)


@dataclass(frozen=True, slots=True)
class IncidentInput:
    """A case in which somebody manifestly misused the procedure."""

    number: str
    kind: PartyKind


@dataclass(frozen=True, slots=True)
class SanctionInput:
    """What follows, for whom, and why."""

    party: str
    kind: SanctionKind
    explanation: str


def read_incident(
    form: Mapping[str, Sequence[str]],
) -> tuple[IncidentInput | None, FieldErrors]:
    """Read an incident; lost disputes of agencies count by themselves."""
    fields = Fields(form)
    number = fields.text("number", most=60)
    kind = fields.choice("kind", [one.value for one in NOTABLE])
    if fields.errors or kind is None:
        return None, fields.errors
    return IncidentInput(number, PartyKind(kind)), fields.errors


def read_sanction(
    form: Mapping[str, Sequence[str]],
) -> tuple[SanctionInput | None, FieldErrors]:
    """Read a sanction; its words go into the statement of reasons, which names nobody."""
    fields = Fields(form)
    party = fields.text("party")
    kind = fields.choice("sanction", [one.value for one in SanctionKind])
    explanation = fields.text(
        "explanation",
        most=EXPLANATION_LIMIT,
        message=lazy("Bitte schreiben Sie in ein, zwei Sätzen, worum es geht."),
    )
    if explanation and (fault := wording_fault(explanation, "")):
        fields.errors.add("explanation", FAULTS[fault])
    if fields.errors or kind is None:
        return None, fields.errors
    return SanctionInput(party, SanctionKind(kind), explanation), fields.errors
