"""The decision form of the check: a checked decision, or what is wrong by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Fields, Typed, clean
from resonanz.kernel.i18n import lazy

from ..domain import Fault, Ground, Verdict, faults
from ..domain.text_blocks import added

FAULTS: Final = {
    Fault.GROUND_MISSING: lazy(
        "Bitte wählen Sie einen Grund: Die Autorin oder der Autor liest ihn."
    ),
    Fault.GROUND_NOT_MENDABLE: lazy(
        "Aus diesem Grund lässt sich nichts nachbessern. Wählen Sie einen anderen oder „Ablehnen“."
    ),
    Fault.GROUND_NOT_INTERIM: lazy(
        "Vor der Entscheidung wird nur ausgeblendet, was offensichtlich rechtswidrig ist, "
        "droht oder Privates preisgibt."
    ),
    Fault.GROUND_UNFIT: lazy("Dieser Grund passt nicht zu dem, worum es im Fall geht."),
    Fault.EXPLANATION_MISSING: lazy("Bitte schreiben Sie in ein, zwei Sätzen, worum es geht."),
    Fault.EXPLANATION_LONG: lazy("Der Text ist zu lang: höchstens 1.500 Zeichen."),
    Fault.QUOTES: lazy(
        "Der Text zitiert die Bewertung. Beschreiben Sie die Stelle mit eigenen Worten."
    ),
    Fault.NAMES: lazy("Der Text scheint eine Person zu nennen. Bitte schreiben Sie ohne Namen."),
    Fault.CONTACT_DATA: lazy("Der Text enthält Kontaktdaten oder einen Link. Bitte streichen."),
}


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A decision that can be carried out."""

    verdict: Verdict
    ground: Ground | None
    explanation: str


def typed_of(form: Mapping[str, Sequence[str]]) -> Typed:
    """What the form holds, unchecked."""
    fields = Fields(form)
    return Typed((name, fields.raw(name)) for name in ("verdict", "ground", "explanation"))


def inserted(typed: Typed, words: str) -> Typed:
    """What the form holds, with a text block behind the message."""
    return Typed(typed | {"explanation": added(typed["explanation"], words)}) if words else typed


def read_decision(
    form: Mapping[str, Sequence[str]], review_text: str
) -> tuple[DecisionInput | None, FieldErrors]:
    """Read a decision on a review with this text; approving needs and keeps no words."""
    fields = Fields(form)
    verdict = fields.choice("verdict", [one.value for one in Verdict])
    if verdict == Verdict.APPROVE:
        return DecisionInput(Verdict.APPROVE, None, ""), fields.errors
    ground = fields.choice("ground", [one.value for one in Ground], required=False)
    if verdict is None or fields.errors:
        return None, fields.errors
    decision = DecisionInput(
        Verdict(verdict), Ground(ground) if ground else None, clean(fields.raw("explanation"))
    )
    found = faults(decision.verdict, decision.ground, decision.explanation, review_text)
    for name, fault in found.items():
        fields.errors.add(name, FAULTS[fault])
    return (None if found else decision), fields.errors


def read_ticks(form: Mapping[str, Sequence[str]]) -> dict[int, bool]:
    """Which signals (by id) the moderator called right or wrong; most are left open."""
    ticks = {}
    for name, values in form.items():
        prefix, _, number = name.partition("_")
        known = prefix == "signal" and number.isascii() and number.isdigit() and len(number) < 19
        if known and values and values[0] in {"right", "wrong"}:
            ticks[int(number)] = values[0] == "right"
    return ticks
