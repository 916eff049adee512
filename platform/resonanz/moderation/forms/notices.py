"""Forms of those who report something: the notice and the complaint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from resonanz.kernel.fields import FieldErrors, Fields, clean
from resonanz.kernel.i18n import lazy

from ..domain import CaseKind, NoticeGround, needs_text
from ..domain.notices import TEXT_LIMIT

HONEYPOT = "company"
"""A field that no human sees; whoever fills it is a machine."""
FIELDS = ("ground", "explanation", "name", "email", "good_faith")


@dataclass(frozen=True, slots=True)
class NoticeInput:
    """A notice as typed: why, in which words, by whom."""

    ground: NoticeGround
    text: str
    name: str
    email: str
    good_faith: bool
    by_machine: bool


def read_notice(
    form: Mapping[str, Sequence[str]], grounds: Sequence[NoticeGround]
) -> tuple[NoticeInput | None, FieldErrors]:
    """Read a notice (DSA Art. 16(2)): reason, explanation, name, e-mail, good faith."""
    fields = Fields(form)
    chosen = fields.choice("ground", [ground.value for ground in grounds])
    text = clean(fields.raw("explanation"))
    if len(text) > TEXT_LIMIT:
        fields.errors.add("explanation", lazy("Der Text ist zu lang: höchstens 5.000 Zeichen."))
    elif not text and chosen and needs_text(CaseKind.NOTICE, NoticeGround(chosen)):
        fields.errors.add("explanation", lazy("Bitte schreiben Sie, was genau nicht stimmt."))
    name = fields.text(
        "name", most=200, message=lazy("Bitte nennen Sie Ihren Namen. Veröffentlicht wird er nie.")
    )
    email = clean(fields.raw("email"))
    try:
        checked = validate_email(email, check_deliverability=False, test_environment=True)
        email = checked.normalized
    except EmailNotValidError:
        fields.errors.add("email", lazy("Bitte geben Sie eine gültige E-Mail-Adresse an."))
    if not fields.flag("good_faith"):
        fields.errors.add(
            "good_faith",
            lazy("Bitte bestätigen Sie, dass Ihre Angaben nach bestem Wissen stimmen."),
        )
    if fields.errors or chosen is None:
        return None, fields.errors
    machine = bool(fields.raw(HONEYPOT))
    return NoticeInput(NoticeGround(chosen), text, name, email, True, machine), fields.errors


def read_own_complaint(form: Mapping[str, Sequence[str]]) -> tuple[str, FieldErrors]:
    """Read a complaint against a decision: it says in its own words what was overlooked."""
    fields = Fields(form)
    text = clean(fields.raw("explanation"))
    if not text:
        fields.errors.add("explanation", lazy("Bitte schreiben Sie, was wir übersehen haben."))
    elif len(text) > TEXT_LIMIT:
        fields.errors.add("explanation", lazy("Der Text ist zu lang: höchstens 5.000 Zeichen."))
    return text, fields.errors
