"""What people type on the pages of accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from resonanz.kernel.fields import CHOOSE, FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language, lazy

from . import domain
from .domain import PasswordFault

Sent = Mapping[str, Sequence[str]]

LONGEST_EMAIL = 254
EMAIL_MISSING = lazy("Bitte geben Sie Ihre E-Mail-Adresse an.")
EMAIL_WRONG = lazy(
    "Diese E-Mail-Adresse stimmt noch nicht. Sie sieht etwa so aus: name@beispiel.de"
)
PASSWORD_MISSING = lazy(
    "Bitte geben Sie Ihr Passwort ein, oder lassen Sie sich einen Link schicken."
)
NEW_PASSWORD_MISSING = lazy("Bitte wählen Sie ein Passwort.")
OWN_PASSWORD_MISSING = lazy("Bitte geben Sie Ihr Passwort ein.")
OWN_PASSWORD_WRONG = lazy("Das Passwort oder der Code stimmt nicht.")
SIGN_IN_REFUSED = lazy("E-Mail-Adresse und Passwort passen nicht zusammen.")
LONGER_FIRST = lazy(
    "Ohne zweiten Faktor braucht Ihr Passwort mindestens 15 Zeichen. Bitte ändern Sie es zuerst."
)
CODE_MISSING = lazy("Bitte geben Sie den Code ein.")
CODE_REFUSED = lazy("Dieser Code gilt nicht. Jeder Code gilt nur einmal und nur kurz.")
PASSKEY_REFUSED = lazy(
    "Dieser Passkey gilt hier nicht, oder es hat zu lange gedauert. Versuchen Sie es noch einmal, "
    "oder nehmen Sie einen anderen Weg."
)
PASSKEY_NAME_MISSING = lazy("Bitte geben Sie dem Passkey einen Namen.")
FAULTS = {
    (PasswordFault.TOO_SHORT, False): lazy(
        "Bitte nehmen Sie mindestens 15 Zeichen. Ein kurzer Satz ist eine gute Wahl."
    ),
    (PasswordFault.TOO_SHORT, True): lazy("Bitte nehmen Sie mindestens 8 Zeichen."),
    (PasswordFault.TOO_LONG, False): lazy("Bitte nehmen Sie höchstens 256 Zeichen."),
    (PasswordFault.CONTEXT, False): lazy(
        "Dieses Passwort besteht fast nur aus Ihrer Adresse oder Wörtern dieser Seite. "
        "Das wird zuerst probiert."
    ),
    (PasswordFault.GUESSABLE, False): lazy(
        "Dieses Passwort ist leicht zu erraten oder steht auf Listen gestohlener Passwörter. "
        "Bitte nehmen Sie ein anderes."
    ),
}


@dataclass(frozen=True, slots=True)
class SignInInput:
    """Address and password, or the wish for a link; `next` is a path on this site or ""."""

    email: str
    password: str
    by_link: bool
    next: str


def fields_of(sent: Sent) -> Fields:
    """A reader of what was sent."""
    return Fields(sent)


def next_of(fields: Fields) -> str:
    """Where to go afterwards: a path on this site, or ""."""
    return domain.local_path(fields.raw("next")) or ""


def email_of(fields: Fields) -> str:
    """The address, normalised; "" if it is missing or wrong.

    Its form is checked, not whether anybody reads it: the mailed link shows that.
    """
    text = fields.text("email", most=LONGEST_EMAIL, message=EMAIL_MISSING)
    if not text:
        return ""
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        fields.errors.add("email", EMAIL_WRONG)
        return ""
    if "." not in found.domain:
        fields.errors.add("email", EMAIL_WRONG)
        return ""
    return found.normalized


def sign_in(fields: Fields) -> SignInInput:
    """The sign-in form; its second button asks for a link."""
    by_link = fields.raw("way") == "link"
    email = email_of(fields)
    password = fields.raw("password")
    if not by_link and not password:
        fields.errors.add("password", PASSWORD_MISSING)
    return SignInInput(email, password, by_link, next_of(fields))


def wants_password(fields: Fields) -> bool:
    """Whether the sign-up form asks for a password beside the link."""
    return fields.choice("way", ("link", "password"), message=CHOOSE) == "password"


def new_password(fields: Fields) -> str:
    """A new password exactly as typed."""
    password = fields.raw("password")
    if not password:
        fields.errors.add("password", NEW_PASSWORD_MISSING)
    return password


def add_fault(errors: FieldErrors, fault: PasswordFault, *, second_factor: bool) -> None:
    """Say beside the field why a new password is refused."""
    errors.add("password", FAULTS.get((fault, second_factor)) or FAULTS[fault, False])


def own_password(fields: Fields) -> str:
    """The present password, typed to prove who is there."""
    password = fields.raw("password")
    if not password:
        fields.errors.add("password", OWN_PASSWORD_MISSING)
    return password


def code(fields: Fields) -> str:
    """A code of an app or a recovery code, as typed."""
    return fields.text("code", most=100, message=CODE_MISSING)


def passkey_answer(fields: Fields) -> str:
    """What a browser sends of a passkey: JSON, judged by whoever verifies it."""
    return fields.raw("answer")


def passkey_name(fields: Fields, *, required: bool) -> str:
    """What the owner calls a passkey."""
    return fields.text(
        "name",
        required=required,
        most=domain.LONGEST_PASSKEY_NAME,
        message=PASSKEY_NAME_MISSING,
    )


def language(fields: Fields) -> Language | None:
    """The language for mails."""
    chosen = fields.choice("language", LANGUAGES)
    return next((one for one in LANGUAGES if one == chosen), None)
