"""The form by which moderators declare an interest."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language, lazy

from ..domain.interests import InterestKind, still_bars

CHOOSE_AGENCY = lazy("Bitte suchen und wählen Sie die Agentur.")
WRONG_DAY = lazy("Bitte geben Sie einen Tag an, der nicht in der Zukunft liegt.")
TOO_OLD = lazy("Das liegt länger als 24 Monate zurück und muss nicht angegeben werden.")


@dataclass(frozen=True, slots=True)
class InterestInput:
    """A declaration; `until` is None while it lasts."""

    slug: str
    kind: InterestKind
    until: dt.date | None


def read_languages(
    form: Mapping[str, Sequence[str]],
) -> tuple[tuple[Language, ...], FieldErrors]:
    """Read which languages a moderator reads; at least one."""
    fields = Fields(form)
    chosen = fields.choices("languages", LANGUAGES)
    if not chosen:
        fields.errors.add("languages", lazy("Bitte kreuzen Sie mindestens eine Sprache an."))
    return tuple(one for one in LANGUAGES if one in chosen), fields.errors


def read_interest(
    form: Mapping[str, Sequence[str]], today: dt.date
) -> tuple[InterestInput | None, FieldErrors]:
    """Read a declaration."""
    fields = Fields(form)
    slug = fields.text("agency", message=CHOOSE_AGENCY)
    kind = fields.choice("kind", [one.value for one in InterestKind])
    until: dt.date | None = fields.convert("until", dt.date, required=False, message=WRONG_DAY)
    if until is not None and until > today:
        fields.errors.add("until", WRONG_DAY)
    elif until is not None and not still_bars(until, today):
        fields.errors.add("until", TOO_OLD)
    if fields.errors or kind is None:
        return None, fields.errors
    return InterestInput(slug, InterestKind(kind), until), fields.errors
