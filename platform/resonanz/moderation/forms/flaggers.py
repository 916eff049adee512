"""The form by which admins name a trusted flagger."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

WRONG_EMAIL = lazy("Bitte prüfen Sie die E-Mail-Adresse.")
PAST_DAY = lazy("Bitte geben Sie einen Tag in der Zukunft an.")


@dataclass(frozen=True, slots=True)
class FlaggerInput:
    """A trusted flagger; `until` is None where the status has no end yet."""

    name: str
    email: str
    until: dt.date | None


def read_flagger(
    form: Mapping[str, Sequence[str]], today: dt.date
) -> tuple[FlaggerInput | None, FieldErrors]:
    """Read a trusted flagger; accounts keep addresses in lower case."""
    fields = Fields(form)
    name = fields.text("name")
    email = fields.text("email", most=254)
    if email:
        try:
            email = validate_email(email, check_deliverability=False).normalized.lower()
        except EmailNotValidError:
            fields.errors.add("email", WRONG_EMAIL)
    until: dt.date | None = fields.convert("until", dt.date, required=False, message=PAST_DAY)
    if until is not None and until <= today:
        fields.errors.add("until", PAST_DAY)
    if fields.errors:
        return None, fields.errors
    return FlaggerInput(name, email, until), fields.errors
