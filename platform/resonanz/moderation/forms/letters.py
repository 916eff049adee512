"""The moderators' form for letters and mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from email_validator import EmailNotValidError, validate_email

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language, lazy

from ..domain import NoticeGround, Source
from .hearing import read_text

FIELDS: Final = (
    "address",
    "source",
    "ground",
    "explanation",
    "name",
    "email",
    "language",
    "good_faith",
)


@dataclass(frozen=True, slots=True)
class LetterInput:
    """A letter as a moderator enters it; name and e-mail may be missing."""

    address: str
    source: Source
    ground: NoticeGround
    text: str
    name: str
    email: str
    language: Language
    good_faith: bool


def read_letter(form: Mapping[str, Sequence[str]]) -> tuple[LetterInput | None, FieldErrors]:
    """Read a letter; what the address names is the service's to find."""
    fields = Fields(form)
    address = fields.text("address", most=500)
    source = fields.choice("source", (Source.LETTER.value, Source.MAIL.value))
    ground = fields.choice("ground", [one.value for one in NoticeGround])
    text = read_text(fields, "explanation")
    if not text and "explanation" not in fields.errors:
        fields.errors.add("explanation", lazy("Bitte schreiben Sie, was genau nicht stimmt."))
    name = fields.text("name", required=False, most=200)
    email = fields.text("email", required=False, most=254)
    if email:
        try:
            found = validate_email(email, check_deliverability=False, test_environment=True)
            email = found.normalized
        except EmailNotValidError:
            fields.errors.add("email", lazy("Bitte geben Sie eine gültige E-Mail-Adresse an."))
    chosen = fields.choice("language", LANGUAGES)
    language = next((code for code in LANGUAGES if code == chosen), None)
    if fields.errors or source is None or ground is None or language is None:
        return None, fields.errors
    good_faith = fields.flag("good_faith")
    return LetterInput(
        address, Source(source), NoticeGround(ground), text, name, email, language, good_faith
    ), fields.errors
